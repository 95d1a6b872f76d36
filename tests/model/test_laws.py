"""What the registries must satisfy together."""

import time
from dataclasses import replace

import pytest

from plugins.model.dates import parse_partial
from plugins.model.laws import check
from plugins.model.records import Membership, OtherName, Parent, Person, Term, TermSeat, Unit, UnitChange
from plugins.model.registry import Registry


def day(text):
    return parse_partial(text) if text else None


def unit(identity, *parents, founded="", dissolved="", covers=()):
    return Unit(identity, identity.upper(), "office", (), parents, covers, day(founded), day(dissolved))


def under(parent, tree="office", start="", end=""):
    return Parent(parent, tree, day(start), day(end))


def change(kind, when, original, resulting=""):
    return UnitChange(kind, day(when), tuple(original.split()), tuple(resulting.split()))


def broken(*units, unread=frozenset(), **registries):
    registry = Registry(units={u.id: u for u in units}, **registries)
    return [(d.code, d.file.removeprefix("registry/").removesuffix(".yaml"), d.key) for d in check(registry, unread)]


def test_a_registry_in_order_breaks_no_law():
    assert not broken(
        unit("a"),
        unit("b", under("a"), founded="2010", dissolved="2021", covers=("a",)),
        unit("c", under("a"), founded="2021"),
        changes=(change("replaced", "2021", "b", "c"), change("transferred", "2022", "c", "c")),
        terms=(Term("a", "2015-2020", day("2015"), day("2020"), seats=(TermSeat("p"),)),),
        people={"p": Person("p", "Người", (Membership("a", "Trưởng"),))},
    )


def test_every_reference_that_leads_nowhere_is_reported_where_it_stands():
    seat = Term("x", "2015-2020", day("2015"), day("2020"), seats=(TermSeat("y"),))
    found = broken(
        unit("a", under("x"), covers=("x",)),
        changes=(change("transferred", "2022", "a x", "a x"),),
        terms=(seat,),
        people={"p": Person("p", "Người", (Membership("x", "Trưởng"),))},
    )
    assert found == [
        ("unknown-reference", "units", ("a", "parents", 0, "id")),
        ("unknown-reference", "units", ("a", "covers", 0)),
        ("unknown-reference", "changes", (0, "original", 1)),
        ("unknown-reference", "changes", (0, "resulting", 1)),
        ("unknown-reference", "terms", (0, "unit")),
        ("unknown-reference", "people", ("p", "memberships", 0, "unit")),
        ("unknown-reference", "terms", (0, "memberships", 0, "person")),
    ]


def test_an_unknown_reference_proposes_the_nearest_id():
    (found,) = check(Registry(units={"a": unit("a", under("van-phog")), "van-phong": unit("van-phong")}))
    assert "van-phong" in found.hint


def test_a_reference_to_an_entry_with_an_error_of_its_own_is_not_reported_again():
    assert not broken(unit("a", under("x")), unread=frozenset({"x"}))


@pytest.mark.parametrize(
    "units",
    [
        [unit("a", under("a"))],
        [unit("a", under("b")), unit("b", under("a"))],
        [unit("d", under("a")), unit("a", under("b")), unit("b", under("c")), unit("c", under("a"))],
        [unit("a", under("b", start="2010")), unit("b", under("a", start="2015", end="2016"))],
    ],
)
def test_units_under_one_another_are_a_circle(units):
    assert [code for code, *_ in broken(*units)] == ["parent-cycle"]


def test_two_circles_are_both_reported():
    units = [unit("a", under("a", end="2010")), unit("b", under("b", start="2012"))]
    assert [code for code, *_ in broken(*units)] == ["parent-cycle", "parent-cycle"]


@pytest.mark.parametrize(
    "units",
    [
        [unit("a", under("b", "office")), unit("b", under("a", "party"))],
        [unit("a", under("b", end="2010")), unit("b", under("a", start="2011"))],
        [unit("a", under("b"), under("c")), unit("b", under("d")), unit("c", under("d")), unit("d")],
    ],
)
def test_different_trees_different_times_and_diamonds_are_no_circle(units):
    assert not broken(*units)


def test_a_tower_of_units_is_checked_without_recursion_in_linear_time():
    tower = [unit(f"u{n}", under(f"u{n + 1}")) for n in range(5000)]
    start = time.process_time()
    assert not broken(*tower, unit("u5000"))
    assert time.process_time() - start < 2


def terms(*spans):
    return tuple(Term("a", f"{n}", day(start), day(end)) for n, (start, end) in enumerate(spans))


@pytest.mark.parametrize(
    ("spans", "overlapping"),
    [
        ([("2015", "2020"), ("2020", "2025")], []),
        ([("2015-06", "2020-05-28"), ("2020-05-28", "2025")], []),
        ([("2015", "2020-06"), ("2020", "2025")], []),
        ([("2015", "2020-06"), ("2020-05", "2025")], [1]),
        ([("2020-05", "2025"), ("2015", "2020-06")], [0]),
        ([("2010", "2030"), ("2012", "2013"), ("2015", "2020")], [1, 2]),
    ],
)
def test_terms_of_a_unit_overlap_only_where_no_reading_of_their_dates_allows_otherwise(spans, overlapping):
    found = broken(unit("a"), terms=terms(*spans))
    assert found == [("terms-overlap", "terms", (number, "start")) for number in overlapping]


def test_a_label_stands_once_among_the_terms_of_a_unit():
    twice = (Term("a", "2015-2020", day("2015"), day("2020")), Term("a", "2015-2020", day("2020"), day("2025")))
    assert [code for code, *_ in broken(unit("a"), terms=twice)] == ["terms-overlap"]


@pytest.mark.parametrize("kind", ["merged", "split", "replaced", "abolished"])
def test_a_unit_that_a_change_closed_needs_a_day_of_dissolution(kind):
    changes = (change(kind, "2021", "a", "" if kind == "abolished" else "b"),)
    assert broken(unit("a"), unit("b"), changes=changes) == [("missing-dissolution", "changes", (0, "original", 0))]
    assert not broken(unit("a", dissolved="2021"), unit("b"), changes=changes)


def test_a_unit_that_goes_on_after_a_merger_needs_none():
    assert not broken(unit("a"), unit("b", dissolved="2021"), changes=(change("merged", "2021", "a b", "a"),))


def test_a_change_before_a_unit_was_founded_or_after_it_ended_is_reported():
    founded, ended = unit("a", founded="2022"), unit("b", dissolved="2019")
    assert broken(founded, changes=(change("renamed", "2021", "a", "a"),)) == [
        ("not-yet-founded", "changes", (0, "original", 0)),
    ]
    assert broken(ended, changes=(change("renamed", "2021", "b", "b"),)) == [
        ("already-dissolved", "changes", (0, "original", 0)),
        ("already-dissolved", "changes", (0, "resulting", 0)),
    ]


def named(identity, *others, founded="", dissolved=""):
    return replace(unit(identity, founded=founded, dissolved=dissolved), other_names=others)


def test_a_name_that_two_units_bear_at_one_time_is_told():
    assert broken(named("a", OtherName("VP")), named("b", OtherName("vp"))) == [
        ("shared-name", "units", ("b", "other_names", 0, "name"))
    ]
    assert broken(named("a"), replace(named("b"), name="A")) == [("shared-name", "units", ("b", "name"))]


def test_a_name_may_pass_from_one_unit_to_the_next():
    assert not broken(named("a", OtherName("VP"), dissolved="2020-06-01"), named("b", OtherName("VP"), founded="2020"))
    assert not broken(named("a", OtherName("VP", end=day("2019"))), named("b", OtherName("VP", start=day("2020"))))
    assert not broken(named("a", OtherName("B")), named("b"))
