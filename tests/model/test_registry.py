"""What the registry says about units, terms and people."""

from datetime import date

from plugins.model.dates import parse_partial
from plugins.model.records import Document, Membership, OtherName, Parent, Person, Term, Unit, UnitChange
from plugins.model.registry import Registry

DAY = date(2020, 2, 11)


def unit(identity, *parents, **values):
    return Unit(identity, values.pop("name", identity.upper()), "office", parents=parents, **values)


def units(*all_units):
    return Registry(units={u.id: u for u in all_units})


def term(owner, label):
    first, last = label.split("-")
    return Term(owner, label, parse_partial(first), parse_partial(last))


def test_a_unit_bears_its_former_name_on_a_day_of_that_time():
    former = OtherName("Cũ", parse_partial("2010"), parse_partial("2019-06"))
    renamed = unit("a", name="Mới", other_names=(former, OtherName("Tắt")))
    assert [renamed.name_on(date(2019, month, 15)) for month in (6, 7)] == ["Cũ", "Mới"]
    assert renamed.former_names == (former,)


def test_the_line_of_a_unit_climbs_all_trees_on_a_day_nearest_first():
    registry = units(
        unit("a", Parent("b", "office"), Parent("c", "party")),
        unit("b", Parent("d", "office")),
        unit("c", Parent("e", "party", end=parse_partial("2019"))),
        unit("d"),
        unit("e"),
    )
    assert registry.lineage("a", DAY) == ("a", "b", "c", "d")
    assert registry.lineage("a", date(2019, 1, 1)) == ("a", "b", "c", "d", "e")


def test_a_circle_or_an_unknown_parent_does_not_stop_the_climb():
    registry = units(unit("a", Parent("b", "office"), Parent("không có", "office")), unit("b", Parent("a", "office")))
    assert registry.lineage("a", DAY) == ("a", "b", "không có")


def test_a_tower_of_units_can_be_climbed():
    tower = [unit(f"u{n}", Parent(f"u{n + 1}", "office")) for n in range(5000)]
    assert len(units(*tower).lineage("u0", DAY)) == 5001


def test_a_present_name_wins_over_an_alias_and_that_over_a_former_name():
    registry = units(
        unit("a", name="Một", other_names=(OtherName("Hai"), OtherName("Ba", parse_partial("2010")))),
        unit("b", name="Hai", other_names=(OtherName("ba"),)),
    )
    assert registry.unit_by_name == {"một": "a", "hai": "b", "ba": "b"}


def test_a_number_that_two_documents_bear_leads_to_neither():
    documents = {n: Document(n, "05-CT/TW", "Một", (f"Chỉ thị {n}",)) for n in ("a", "b")}
    assert Registry(documents=documents).document_by_number == {"chỉ thị a": "a", "chỉ thị b": "b"}


def test_terms_are_grouped_by_unit_oldest_first_and_by_label_in_the_order_of_units():
    registry = Registry(
        units={u.id: u for u in (unit("a"), unit("b"))},
        terms=(term("b", "2020-2025"), term("a", "2020-2025"), term("a", "2015-2020")),
    )
    assert [t.label for t in registry.terms_by_unit["a"]] == ["2015-2020", "2020-2025"]
    assert [t.unit for t in registry.terms_by_label["2020-2025"]] == ["a", "b"]


def test_changes_of_a_unit_come_oldest_first_and_name_its_successors():
    later = UnitChange("merged", parse_partial("2021"), ("a", "b"), ("c",))
    earlier = UnitChange("renamed", parse_partial("2010"), ("a",), ("a",))
    moved = UnitChange("transferred", parse_partial("2015"), ("a",), ("a",))
    registry = Registry(changes=(later, earlier, moved))
    assert registry.changes_by_unit["a"] == (earlier, moved, later)
    assert registry.successors("a") == (later,)
    assert registry.successors("c") == ()


def test_children_covers_and_members_are_found_from_the_other_side():
    member = Membership("b", "Trưởng phòng")
    person = Person("p", "Người", (member,))
    registry = Registry(
        units={u.id: u for u in (unit("a", covers=("b",)), unit("b", Parent("a", "office")))}, people={"p": person}
    )
    assert [(u.id, p.tree) for u, p in registry.children["a"]] == [("b", "office")]
    assert registry.covered_by == {"b": ("a",)}
    assert registry.members == {"b": ((person, member),)}


def test_what_lasts_turns_on_its_first_day_and_on_the_day_after_its_last():
    former = OtherName("Cũ", parse_partial("2010"), parse_partial("2019-06"))
    registry = Registry(
        units={"a": unit("a", founding_date=parse_partial("2009"), other_names=(former,))},
        changes=(UnitChange("renamed", parse_partial("2019-07"), ("a",), ("a",)),),
        terms=(term("a", "2020-2025"),),
        documents={"d": Document("d", "05", "Một", issued=parse_partial("2021-05-14"))},
    )
    assert registry.turns == (date(2010, 1, 1), date(2019, 7, 1), date(2021, 5, 14))
    assert registry.next_turn(date(2019, 6, 30)) == date(2019, 7, 1)
    assert registry.next_turn(date(2021, 5, 14)) is None
