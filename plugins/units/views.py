"""The views of units and terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from plugins.model.dates import Partial
from plugins.model.records import ChangeType, Classification, Contact, Tree
from plugins.model.views import Card, Furniture, Head, Link, Pager, Period


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name the unit bore for a time."""

    name: str
    period: Period


@dataclass(frozen=True, slots=True)
class Placing:
    """A unit above or below in one tree, and for how long; `now` is False where it is history."""

    unit: Link
    tree: Tree
    period: Period
    now: bool


@dataclass(frozen=True, slots=True)
class UnitEvent:
    """One line of a unit's history: `type` as in changes.yaml, the units before and after."""

    type: ChangeType
    date: Partial
    original: tuple[Link, ...]
    resulting: tuple[Link, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Officer:
    """A person and a role in the unit."""

    name: str
    role: str
    period: Period
    as_of: Partial | None = None
    """When a source last said so, where neither beginning nor end is known."""
    contact: Contact = field(default_factory=Contact)
    """The person's official contact, of those in office today."""


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term in a unit's list."""

    link: Link
    period: Period
    ordinal: int | None
    """Which congress opened it."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """unit.html; numbered pages of its news use list.html."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    name: str
    classification: Classification
    former_names: tuple[FormerName, ...]
    aliases: tuple[str, ...]
    closed: Partial | None
    successors: tuple[UnitEvent, ...]
    """How it was closed, for "nay là …"; `resulting` is empty for an abolished unit."""
    founded: Partial | None
    chains: tuple[tuple[Placing, ...], ...]
    """Its place today (for a closed unit: on its last day): from the top of each tree down to the direct parent."""
    past_parents: tuple[Placing, ...]
    children: tuple[Placing, ...]
    covers: tuple[Link, ...]
    covered_by: tuple[Link, ...]
    history: tuple[UnitEvent, ...]
    """Oldest first."""
    contact: Contact
    officers: tuple[Officer, ...]
    past_officers: tuple[Officer, ...]
    terms: tuple[TermLink, ...]
    """Newest first."""
    cards: tuple[Card, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Seat:
    """A person elected for a term; `outcome` is "", elected or re-elected."""

    name: str
    role: str
    outcome: Literal["", "elected", "re-elected"]


@dataclass(frozen=True, slots=True)
class TermView:
    """term.html: one unit's term of office."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    unit: Link
    label: str
    classification: Classification
    period: Period
    congress_ordinal: int | None
    congress: Period | None
    committee_ordinal: int | None
    committee_size: int | None
    seats: tuple[Seat, ...]
    across: Link
    """The same term in all units."""
    previous: Link | None
    following: Link | None
    cards: tuple[Card, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Node:
    """A unit in a tree with those under it."""

    unit: Link
    classification: Classification
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class UnitTree:
    """One tree of units that exist today."""

    tree: Tree
    roots: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ClosedUnit:
    """A unit of the past and what it became."""

    unit: Link
    closed: Partial | None
    successors: tuple[UnitEvent, ...]


@dataclass(frozen=True, slots=True)
class UnitsView:
    """units.html: all units as trees."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    trees: tuple[UnitTree, ...]
    closed: tuple[ClosedUnit, ...]


@dataclass(frozen=True, slots=True)
class UnitTerm:
    """A unit's line on the page of a term across units."""

    unit: Link
    term: Link
    period: Period
    congress_ordinal: int | None
    congress: Period | None


@dataclass(frozen=True, slots=True)
class TermAcrossView:
    """term-across.html: a term in all units, with its news as a timeline."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    label: str
    units: tuple[UnitTerm, ...]
    cards: tuple[Card, ...]
    pager: Pager
