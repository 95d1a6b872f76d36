"""The clock changes what registries say on pages and in feeds only on the days that the build names."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.artifact import Lazy, Page, Redirect, Series
from plugins.model.dates import Partial
from plugins.model.records import (
    Category,
    Congress,
    Contact,
    Document,
    Membership,
    OtherName,
    Parent,
    Person,
    Term,
    Unit,
    UnitChange,
)
from plugins.model.registry import Registry
from plugins.model.settings import SiteSettings
from plugins.model.site import Findings
from tests.builders import article, declared, moment, site
from tests.office import feature

ZONE = SiteSettings().zone
IDS = ("a", "b", "c")
NEWS = (
    article("mot", units=("a",), date=moment("2001-01-01"), documents=("d",)),
    article("hai", units=("b", "c"), date=moment("2002-01-01")),
)
PARTIALS = st.one_of(
    st.builds(Partial, st.integers(2004, 2009)),
    st.builds(Partial, st.integers(2004, 2009), st.integers(1, 12)),
    st.builds(Partial, st.integers(2004, 2009), st.integers(1, 12), st.integers(1, 28)),
)
MAYBE = st.none() | PARTIALS
SOME, ANY = (st.lists(st.sampled_from(IDS), unique=True, min_size=n, max_size=2).map(tuple) for n in (1, 0))
KINDS = st.sampled_from(["renamed", "merged", "split", "replaced", "transferred", "abolished"])
CONGRESSES = st.none() | st.builds(Congress, st.none(), MAYBE, MAYBE)


def tuples(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=2).map(tuple)


@st.composite
def registries(draw: st.DrawFn) -> Registry:
    """Draw a registry full of dates; who stands under whom makes no circle."""
    units = {}
    for number, identity in enumerate(IDS):
        names = tuples(st.builds(OtherName, st.sampled_from(["Cũ", "Xưa"]), MAYBE, MAYBE))
        above = st.sampled_from(IDS[:number]) if number else st.nothing()
        parents = tuples(st.builds(Parent, above, st.sampled_from(["office", "party"]), MAYBE, MAYBE))
        units[identity] = Unit(
            identity, identity.upper(), "office", draw(names), draw(parents if number else st.just(())),
            founding_date=draw(MAYBE), dissolution_date=draw(MAYBE),
        )  # fmt: skip
    memberships = tuples(st.builds(Membership, st.sampled_from(IDS), st.just("Trưởng phòng"), MAYBE, MAYBE, MAYBE))
    return Registry(
        units=units,
        changes=draw(tuples(st.builds(UnitChange, KINDS, PARTIALS, SOME, ANY))),
        terms=(Term("a", "2005-2010", draw(PARTIALS), draw(PARTIALS), draw(CONGRESSES)),),
        people={"p": Person("p", "Người", draw(memberships), Contact(phone="0263"))},
        documents={"d": Document("d", "05", "Chỉ thị", issued=draw(MAYBE))},
        categories={"tin-tuc": Category("tin-tuc", "Tin tức")},
    )


def portal(known: Registry, day: date) -> tuple[dict[str, Any], date | None]:
    """Return what all pages and feeds show on a day, by path, and the next day that shall differ.

    Series are there too, by their names.
    """
    whole = site(*NEWS, registry=known, now=datetime.combine(day, time(12), ZONE))
    shown: dict[str, Any] = {}
    for name in ("portal", "units", "feeds"):
        declare = feature(name)().pages
        assert declare
        for made in declare(whole, Findings()):
            if isinstance(made, Series):
                pages = tuple((page.path, page.key) for page in made.declare())
                shown[f"series {made.name}"] = made.key, pages
            for one in declared([made]):
                shown[one.url if isinstance(one, Redirect) else one.path] = _shown(one)
    return shown, whole.next_change.date() if whole.next_change else None


def _shown(made: Any) -> object:
    if isinstance(made, Page):
        return made.key, made.view
    return made.key if isinstance(made, Lazy) else made


def days_of(known: Registry) -> list[date]:
    """Return the days around each date of a registry, on which something could change if it were compared wrongly."""
    found: set[Partial] = set()
    stack: list[Any] = [vars(known)]
    while stack:
        match stack.pop():
            case Partial() as one:
                found.add(one)
            case dict() as several:
                stack += several.values()
            case tuple() as several:
                stack += several
            case object(__slots__=slots) as value:
                stack += [getattr(value, name) for name in slots]
    edges = {edge for each in found for edge in (each.first, each.last)}
    return sorted({edge + timedelta(days=step) for edge in edges for step in (-1, 0, 1, 2)})


@settings(max_examples=25, deadline=None)
@given(registries())
def test_between_two_days_that_the_build_names_nothing_changes_nor_within_a_series_that_stands(known: Registry) -> None:
    before, following = portal(known, date(2003, 12, 31))
    for day in days_of(known):
        shown, after = portal(known, day)
        if following is None or day < following:
            assert (shown, after) == (before, following), day
        for name in before.keys() & shown.keys():
            if name.startswith("series "):
                (key, pages), (new_key, new_pages) = before[name], shown[name]
                assert key != new_key or pages == new_pages, (day, name)
        before, following = shown, after
