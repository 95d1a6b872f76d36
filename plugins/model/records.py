"""What the registries hold: units and their changes, terms, people, documents, categories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plugins.model.dates import Partial, is_within

Tree = Literal["office", "party", "union"]
Classification = Literal[
    "office", "department", "centre", "party-committee", "party-cell", "union", "youth", "council", "newspaper"
]
ChangeType = Literal["renamed", "merged", "split", "replaced", "transferred", "abolished"]


@dataclass(frozen=True, slots=True)
class OtherName:
    """An alias (no dates) or a former name (with dates) of a unit."""

    name: str
    start: Partial | None = None
    end: Partial | None = None


@dataclass(frozen=True, slots=True)
class Parent:
    """A unit's place under another one in one tree, for a time."""

    id: str
    tree: Tree
    start: Partial | None = None
    end: Partial | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Where an office can be reached."""

    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """An office, party cell or union; its id never changes and is never used again."""

    id: str
    name: str
    classification: Classification
    other_names: tuple[OtherName, ...] = ()
    parents: tuple[Parent, ...] = ()
    covers: tuple[str, ...] = ()
    founding_date: Partial | None = None
    dissolution_date: Partial | None = None
    contact: Contact = Contact()

    @property
    def former_names(self) -> tuple[OtherName, ...]:
        """Names it bore for a dated time."""
        return tuple(n for n in self.other_names if n.start or n.end)

    def name_on(self, day: date) -> str:
        """Return the name it bore on a day: a former name whose dates hold that day, else its name."""
        return next((n.name for n in self.former_names if is_within(day, n.start, n.end)), self.name)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What happened to units on a date."""

    type: ChangeType
    date: Partial
    original: tuple[str, ...]
    resulting: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Congress:
    """The congress that opens a term."""

    ordinal: int | None = None
    start: Partial | None = None
    end: Partial | None = None


@dataclass(frozen=True, slots=True)
class TermSeat:
    """A person elected for a term."""

    person: str
    role: str = ""
    outcome: Literal["", "elected", "re-elected"] = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A unit's term of office; `label` is `2020-2025`."""

    unit: str
    label: str
    start: Partial
    end: Partial
    congress: Congress | None = None
    committee_ordinal: int | None = None
    committee_size: int | None = None
    seats: tuple[TermSeat, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A role a person holds in a unit; `as_of` is the day a source last confirmed it."""

    unit: str
    role: str
    start: Partial | None = None
    end: Partial | None = None
    as_of: Partial | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in office: name, roles, official contact, nothing else."""

    id: str
    name: str
    memberships: tuple[Membership, ...] = ()
    contact: Contact = Contact()


@dataclass(frozen=True, slots=True)
class Document:
    """An official document that articles cite; `files` are paths from content/."""

    id: str
    number: str
    title: str
    aliases: tuple[str, ...] = ()
    type: str = ""
    issuer: str = ""
    issued: Partial | None = None
    files: tuple[str, ...] = ()
    status: Literal["", "in-force", "expired", "replaced"] = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A section of the portal."""

    id: str
    name: str
    description: str = ""
