"""Units as they were on the day: names, trees, successors, terms, addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from plugins.model.artifact import Page, Redirect
from plugins.model.records import Congress, Contact, Membership, Person, Term, TermSeat
from plugins.model.registry import Registry
from plugins.model.site import Findings
from plugins.units import history
from plugins.units.plugin import former_addresses, pages
from plugins.units.trees import trees
from tests.builders import (
    article,
    articles,
    change,
    declared,
    formerly,
    moment,
    partial,
    people,
    registry,
    site,
    term,
    under,
    unit,
)

TODAY = date(2026, 11, 23)


def views(known: Registry, *items: Any) -> dict[str, Any]:
    return {a.path: a.view for a in declared(pages(site(*items, registry=known), Findings())) if isinstance(a, Page)}


def merged() -> Registry:
    return registry(
        unit("van-phong", "Văn phòng"),
        unit("cu", "Trung tâm Cũ", dissolution_date=partial("2025-03"), parents=(under("van-phong", end="2025-02"),)),
        unit("moi", "Trung tâm Mới", founding_date=partial("2025-03"), parents=(under("van-phong", start="2025-03"),)),
        changes=(change("merged", "2025-03", "cu", "moi"),),
    )


def test_a_closed_unit_says_what_it_is_now() -> None:
    view = views(merged())["don-vi/cu/index.html"]
    assert str(view.closed) == "03/2025"
    assert [[link.url for link in event.resulting] for event in view.successors] == [["/don-vi/moi/"]]


def test_a_living_unit_has_no_successors_but_its_history() -> None:
    view = views(merged())["don-vi/moi/index.html"]
    assert (view.closed, view.successors) == (None, ())
    assert [event.type for event in view.history] == ["merged"]


def test_a_unit_renamed_under_its_own_id_is_not_closed() -> None:
    known = registry(
        unit("a", "Mới", other_names=(formerly("Cũ", "2010", "2020"),)), changes=(change("renamed", "2021", "a", "a"),)
    )
    view = views(known)["don-vi/a/index.html"]
    assert (view.closed, view.successors) == (None, ())
    assert [event.original[0].title for event in view.history] == ["Cũ"]
    assert [name.name for name in view.former_names] == ["Cũ"]


def test_a_units_place_is_shown_from_the_top_and_former_parents_apart() -> None:
    known = registry(
        unit("tinh"),
        unit("van-phong", parents=(under("tinh"),)),
        unit("so", dissolution_date=None),
        unit("phong", parents=(under("van-phong", start="2020"), under("so", end="2019"))),
    )
    view = views(known)["don-vi/phong/index.html"]
    assert [[p.unit.title for p in chain] for chain in view.chains] == [["tinh", "van-phong"]]
    assert [(p.unit.title, p.now) for p in view.past_parents] == [("so", False)]


def test_both_trees_of_a_unit_are_shown_and_what_it_covers() -> None:
    known = registry(unit("vp"), unit("dang", classification="party-committee"), unit("phong", parents=(under("vp"),)))
    cell = unit("cb", classification="party-cell", parents=(under("dang", "party"), under("vp")), covers=("phong",))
    known = registry(*known.units.values(), cell)
    found = views(known)
    assert [[p.tree for p in chain] for chain in found["don-vi/cb/index.html"].chains] == [["office"], ["party"]]
    assert [link.url for link in found["don-vi/phong/index.html"].covered_by] == ["/don-vi/cb/"]
    assert [link.url for link in found["don-vi/cb/index.html"].covers] == ["/don-vi/phong/"]


def test_children_of_today_come_before_those_of_the_past() -> None:
    view = views(merged())["don-vi/van-phong/index.html"]
    assert [(p.unit.title, p.now) for p in view.children] == [("Trung tâm Mới", True), ("Trung tâm Cũ", False)]


def test_a_units_news_holds_that_of_units_below_it_on_the_articles_day() -> None:
    found = views(merged(), article("truoc", units=("cu",)), article("sau", units=("cu",), date=moment("2025-06-01")))
    assert [card.title for card in found["don-vi/van-phong/index.html"].cards] == ["Truoc"]
    assert [card.title for card in found["don-vi/cu/index.html"].cards] == ["Sau", "Truoc"]


def test_officers_of_today_and_of_the_past_stand_apart() -> None:
    seats = (
        Membership("vp", "Chánh Văn phòng", partial("2020"), None),
        Membership("vp", "Phó", partial("2015"), partial("2019")),
    )
    known = registry(unit("vp"), people=people(Person("a", "A", seats)))
    view = views(known)["don-vi/vp/index.html"]
    assert [o.role for o in view.officers] == ["Chánh Văn phòng"]
    assert [o.role for o in view.past_officers] == ["Phó"]


def test_a_role_without_dates_says_when_a_source_named_it_and_who_is_in_office_can_be_reached() -> None:
    seats = (
        Membership("vp", "Thư ký", as_of=partial("2018-03")),
        Membership("vp", "Phó", partial("2015"), partial("2019")),
    )
    known = registry(unit("vp"), people=people(Person("a", "A", seats, Contact(phone="0298 3800 110"))))
    view = views(known)["don-vi/vp/index.html"]
    assert [(str(o.as_of), o.contact.phone) for o in view.officers] == [("03/2018", "0298 3800 110")]
    assert [(o.as_of, o.contact.phone) for o in view.past_officers] == [(None, "")]


def test_on_its_last_day_a_unit_can_still_be_reached() -> None:
    member = Person("p", "Người", (Membership("phong", "Trưởng phòng"),), Contact(phone="0263"))
    known = registry(unit("van-phong"), unit("phong", dissolution_date=partial("2026-11-23")), people=people(member))
    assert [o.contact.phone for o in views(known)["don-vi/phong/index.html"].officers] == ["0263"]


def test_a_term_page_shows_congress_committee_people_and_news() -> None:
    seat = TermSeat("a", "Bí thư", "re-elected")
    full = Term(
        "vp", "2020-2025", partial("2020-02"), partial("2025-01"), Congress(8, partial("2020-02-10")), 8, 9, (seat,)
    )  # type: ignore[arg-type]
    known = registry(unit("vp"), terms=(term("vp", "2015-2020"), full), people=people(Person("a", "A")))
    found = views(known, article(units=("vp",), terms=("2020-2025",)))
    view = found["don-vi/vp/nhiem-ky/2020-2025/index.html"]
    assert (view.congress_ordinal, view.committee_ordinal, view.committee_size) == (8, 8, 9)
    assert [(s.name, s.role, s.outcome) for s in view.seats] == [("A", "Bí thư", "re-elected")]
    assert (view.previous.title, view.following) == ("2015-2020", None)
    assert len(view.cards) == 1
    across = found["nhiem-ky/2020-2025/index.html"]
    assert [line.term.url for line in across.units] == ["/don-vi/vp/nhiem-ky/2020-2025/"]
    assert len(across.cards) == 1
    assert [t.link.title for t in found["don-vi/vp/index.html"].terms] == ["2020-2025", "2015-2020"]


def test_a_units_news_goes_on_in_numbered_pages() -> None:
    found = views(registry(), *articles(45))
    assert len(found["don-vi/van-phong/index.html"].cards) == 25
    assert len(found["don-vi/van-phong/trang/1/index.html"].cards) == 20


def test_trees_hold_living_units_each_under_its_parent_of_today() -> None:
    known = registry(
        unit("tinh"),
        unit("vp", parents=(under("tinh"),)),
        unit("dang", classification="party-committee"),
        unit("cb", classification="party-cell", parents=(under("dang", "party"),)),
        unit("le", classification="party-cell"),
    )
    found = trees(known, list(known.units.values()), TODAY)
    assert [(t.tree, [r.unit.title for r in t.roots]) for t in found] == [
        ("office", ["tinh"]),
        ("party", ["dang", "le"]),
    ]
    assert [child.unit.title for child in found[0].roots[0].children] == ["vp"]


def test_closed_units_are_listed_apart_with_their_successors() -> None:
    view = views(merged())["don-vi/index.html"]
    assert [(c.unit.title, c.successors[0].resulting[0].title) for c in view.closed] == [
        ("Trung tâm Cũ", "Trung tâm Mới")
    ]


def test_the_address_of_a_former_name_leads_to_the_unit() -> None:
    known = registry(unit("a", "Mới", other_names=(formerly("Phòng Cũ", "2010", "2020"),)), unit("b", "B"))
    assert Redirect("/don-vi/phong-cu/", "/don-vi/a/", "registry/units.yaml") in set(former_addresses(known))


def test_a_name_that_two_units_bore_or_that_is_an_id_leads_nowhere() -> None:
    shared = (formerly("Phòng Chung", "2010", "2020"), formerly("B", "2010", "2011"))
    known = registry(unit("a", "A", other_names=shared), unit("b", "Phòng Bê", other_names=shared[:1]))
    assert [r.url for r in former_addresses(known)] == ["/don-vi/phong-be/"]


def test_a_unit_is_named_as_it_was_before_a_change() -> None:
    known = registry(unit("a", "Mới", other_names=(formerly("Cũ", "2010", "2020"),)), unit("b"))
    found = history.event(known, change("replaced", "2020-06", "a", "b"))
    assert [link.title for link in found.original] == ["Cũ"]
