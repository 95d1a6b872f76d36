"""The registries together, and what they say about a day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from plugins.model.dates import Partial, is_within
from plugins.model.records import Category, Document, Membership, Parent, Person, Term, Unit, UnitChange
from plugins.model.text import fold_case

V = TypeVar("V")
CLOSING = frozenset({"renamed", "merged", "split", "replaced", "abolished"})


@dataclass(frozen=True, slots=True)
class Bearer:
    """A unit that bears a name, and for which time."""

    unit: str
    start: Partial | None
    end: Partial | None


def role_in(role: str, unit: str) -> str:
    """Say of which unit a role is, without saying twice what role and unit share.

    `Bí thư Đảng ủy` in `Đảng ủy Khối` is `Bí thư Đảng ủy Khối`, `Giám đốc` in `Trung tâm` is `Giám đốc Trung tâm`.
    """
    if fold_case(unit) in fold_case(role):
        return role
    words, own = role.split(), unit.split()
    for shared in range(min(len(words), len(own)), 0, -1):
        if [w.casefold() for w in words[-shared:]] == [w.casefold() for w in own[:shared]]:
            return " ".join([*words, *own[shared:]])
    return f"{role} {unit}"


@dataclass(frozen=True)
class Registry:
    """All registries, in the order of their files, with the look-ups that pages need."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    changes: tuple[UnitChange, ...] = ()
    terms: tuple[Term, ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    categories: Mapping[str, Category] = field(default_factory=dict)

    @cached_property
    def bearers(self) -> dict[str, tuple[Bearer, ...]]:
        """Who bears each folded name; a present name wins over an alias, an alias over a former name."""
        found: dict[str, tuple[int, dict[str, Bearer]]] = {}
        for rank, name, bearer in sorted(self._names(), key=lambda named: named[0]):
            best, bearers = found.setdefault(fold_case(name), (rank, {}))
            if rank == best:
                bearers.setdefault(bearer.unit, bearer)
        return {name: tuple(bearers.values()) for name, (_, bearers) in found.items()}

    def _names(self) -> Iterator[tuple[int, str, Bearer]]:
        for unit in self.units.values():
            living = Bearer(unit.id, unit.founding_date, unit.dissolution_date)
            yield 0, unit.name, living
            for other in unit.other_names:
                former = other.start or other.end
                yield (2, other.name, Bearer(unit.id, other.start, other.end)) if former else (1, other.name, living)

    @cached_property
    def unit_by_name(self) -> dict[str, str]:
        """Unit id by folded name; of several units that bear it the first."""
        return {name: bearers[0].unit for name, bearers in self.bearers.items()}

    def units_named(self, name: str, day: date) -> tuple[str, ...]:
        """Return the units that a name may mean on a day: those that bore it then, or else whoever bears it."""
        bearers = self.bearers.get(fold_case(name), ())
        then = [b.unit for b in bearers if is_within(day, b.start, b.end)]
        return tuple(then or [b.unit for b in bearers])

    @cached_property
    def document_by_number(self) -> dict[str, str]:
        """Document id by folded number or alias, where only one document bears it."""
        found: dict[str, set[str]] = {}
        for document in self.documents.values():
            for number in (document.number, *document.aliases):
                found.setdefault(fold_case(number), set()).add(document.id)
        return {number: ids.copy().pop() for number, ids in found.items() if len(ids) == 1}

    @cached_property
    def terms_by_unit(self) -> dict[str, tuple[Term, ...]]:
        """Terms of each unit, oldest first."""
        return _group(sorted(self.terms, key=lambda t: (t.start.first, t.label)), lambda t: [t.unit])

    @cached_property
    def labels(self) -> dict[str, frozenset[str]]:
        """What each unit's terms are called."""
        return {unit: frozenset(term.label for term in terms) for unit, terms in self.terms_by_unit.items()}

    @cached_property
    def terms_by_label(self) -> dict[str, tuple[Term, ...]]:
        """Terms of all units that share a label, in the order of units.yaml."""
        rank = {unit: n for n, unit in enumerate(self.units)}
        return _group(sorted(self.terms, key=lambda t: rank.get(t.unit, 0)), lambda t: [t.label])

    @cached_property
    def children(self) -> dict[str, tuple[tuple[Unit, Parent], ...]]:
        """Units under each unit, in any tree and at any time, in the order of units.yaml."""
        pairs = [(u, p) for u in self.units.values() for p in u.parents]
        return _group(pairs, lambda pair: [pair[1].id])

    @cached_property
    def covered_by(self) -> dict[str, tuple[str, ...]]:
        """Ids of the units whose `covers` names each unit."""
        pairs = [(other, u.id) for u in self.units.values() for other in u.covers]
        return {k: tuple(i for _, i in v) for k, v in _group(pairs, lambda pair: [pair[0]]).items()}

    @cached_property
    def changes_by_unit(self) -> dict[str, tuple[UnitChange, ...]]:
        """Changes that touch each unit, oldest first."""
        ordered = sorted(self.changes, key=lambda c: c.date.first)
        return _group(ordered, lambda c: dict.fromkeys((*c.original, *c.resulting)))

    @cached_property
    def members(self) -> dict[str, tuple[tuple[Person, Membership], ...]]:
        """People and their roles in each unit, in the order of people.yaml."""
        return _group([(p, m) for p in self.people.values() for m in p.memberships], lambda pair: [pair[1].unit])

    @cached_property
    def turns(self) -> tuple[date, ...]:
        """Days on which pages may say something else of the registries than on the day before, in order.

        What lasts begins on the first day that its start can mean, and is over on the day after the last one that its
        end can mean. When a unit was founded and when a term was is told, but never compared with today.
        """
        units, members = self.units.values(), self.people.values()
        lasting: list[tuple[Partial | None, Partial | None]] = [(None, u.dissolution_date) for u in units]
        lasting += [(n.start, n.end) for u in units for n in u.other_names]
        lasting += [(p.start, p.end) for u in units for p in u.parents]
        lasting += [(m.start, m.end) for p in members for m in p.memberships]
        happened = [*(c.date for c in self.changes), *(d.issued for d in self.documents.values())]
        begun = {start.first for start in (*happened, *(start for start, _ in lasting)) if start}
        over = {end.last + timedelta(days=1) for _, end in lasting if end}
        return tuple(sorted(begun | over))

    def era(self, day: date) -> int:
        """Return the number of a stretch of days on all of which the registries say the same."""
        return bisect_right(self.turns, day)

    def next_turn(self, day: date) -> date | None:
        """Return the first day after this one that may differ from it."""
        return self.turns[self.era(day)] if self.era(day) < len(self.turns) else None

    @cached_property
    def _lines(self) -> dict[tuple[str, int], tuple[str, ...]]:
        return {}

    def lineage(self, unit: str, day: date) -> tuple[str, ...]:
        """Return a unit and all units above it on a day, in any tree, without repeats; nearest first."""
        place = unit, self.era(day)
        known = self._lines.get(place)
        if known is None:
            known = self._lines[place] = tuple(self._climb(unit, day))
        return known

    def _climb(self, unit: str, day: date) -> dict[str, None]:
        seen = {unit: None}
        level = [unit]
        while level:
            parents = [p for u in level if u in self.units for p in self.units[u].parents]
            above = [p.id for p in parents if is_within(day, p.start, p.end)]
            level = [parent for parent in dict.fromkeys(above) if parent not in seen]
            seen.update(dict.fromkeys(level))
        return seen

    def successors(self, unit: str) -> tuple[UnitChange, ...]:
        """Return the changes that closed a unit, oldest first; empty while it lives."""
        closing = (c for c in self.changes_by_unit.get(unit, ()) if c.type in CLOSING)
        return tuple(c for c in closing if unit in c.original and unit not in c.resulting)


def _group(values: Iterable[V], keys: Callable[[V], Iterable[str]]) -> dict[str, tuple[V, ...]]:
    groups: dict[str, list[V]] = {}
    for value in values:
        for key in keys(value):
            groups.setdefault(key, []).append(value)
    return {key: tuple(group) for key, group in groups.items()}
