"""What the registries must satisfy together: ids resolve, no circles, no overlaps, nothing before its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import get_args

from plugins.model.dates import Partial, is_within
from plugins.model.diagnostic import Diagnostic, Key, diagnose
from plugins.model.records import Tree, UnitChange
from plugins.model.registry import Bearer, Registry
from plugins.model.text import fold_case, nearest

UNITS = "registry/units.yaml"
TERMS = "registry/terms.yaml"
CHANGES = "registry/changes.yaml"
PEOPLE = "registry/people.yaml"
ENDING = frozenset({"merged", "split", "replaced", "abolished"})
"""Changes that close their original units, where these do not also result."""


def check(registry: Registry, unread: frozenset[str] = frozenset()) -> list[Diagnostic]:
    """Return every broken law, with file and key; a key begins with an entry's id or, without one, its number.

    Partial dates are given the benefit of the doubt: only what no reading of them allows is broken. `unread` are ids
    of entries with errors of their own, and files that could not be read at all: both may be referred to.
    """
    return [
        *_references(registry, unread),
        *_cycles(registry),
        *_overlaps(registry),
        *_shared_names(registry),
        *(broken for number, change in enumerate(registry.changes) for broken in _change(registry, number, change)),
    ]


def _references(registry: Registry, unread: frozenset[str]) -> Iterator[Diagnostic]:
    for file, key, typed in _unit_references(registry):
        if typed not in registry.units and not unread & {typed, UNITS}:
            yield _unknown(file, key, typed, registry.units, UNITS)
    for number, term in enumerate(registry.terms):
        for seat_number, seat in enumerate(term.seats):
            if seat.person not in registry.people and not unread & {seat.person, PEOPLE}:
                key = (number, "memberships", seat_number, "person")
                yield _unknown(TERMS, key, seat.person, registry.people, PEOPLE)


def _unit_references(registry: Registry) -> Iterator[tuple[str, Key, str]]:
    for unit in registry.units.values():
        yield from ((UNITS, (unit.id, "parents", n, "id"), parent.id) for n, parent in enumerate(unit.parents))
        yield from ((UNITS, (unit.id, "covers", n), other) for n, other in enumerate(unit.covers))
    for number, change in enumerate(registry.changes):
        yield from ((CHANGES, (number, "original", n), other) for n, other in enumerate(change.original))
        yield from ((CHANGES, (number, "resulting", n), other) for n, other in enumerate(change.resulting))
    for number, term in enumerate(registry.terms):
        yield TERMS, (number, "unit"), term.unit
    for person in registry.people.values():
        yield from ((PEOPLE, (person.id, "memberships", n, "unit"), m.unit) for n, m in enumerate(person.memberships))


def _unknown(file: str, key: Key, typed: str, known: Iterable[str], where: str) -> Diagnostic:
    near = nearest(typed, known)
    hint = f"Có phải là “{near}”?" if near else f"Xem lại cách viết, hoặc thêm mục này vào {where}."
    return diagnose("unknown-reference", file, key=key, id=typed, registry=where, hint=hint)


def _cycles(registry: Registry) -> Iterator[Diagnostic]:
    """Look for a circle in each tree on each day on which something there begins: no circle can begin later."""
    reported: set[frozenset[str]] = set()
    for tree in get_args(Tree):
        edges = [(u.id, p) for u in registry.units.values() for p in u.parents if p.tree == tree]
        for day in sorted({p.start.first if p.start else date.min for _, p in edges}):
            above: dict[str, list[str]] = {}
            for unit, parent in edges:
                if is_within(day, parent.start, parent.end):
                    above.setdefault(unit, []).append(parent.id)
            circle = _circle(above)
            if circle and frozenset(circle) not in reported:
                reported.add(frozenset(circle))
                chain = " → ".join([*circle, circle[0]])
                yield diagnose("parent-cycle", UNITS, key=(circle[0], "parents"), chain=chain)


def _circle(above: dict[str, list[str]]) -> list[str]:
    """Return the units of one circle, in order, or an empty list. Depth first, without recursion; linear."""
    done: set[str] = set()
    for start, first in above.items():
        path = {} if start in done else {start: iter(first)}
        while path:
            unit, parents = next(reversed(path.items()))
            parent = next(parents, None)
            if parent is None:
                done.add(unit)
                del path[unit]
            elif parent in path:
                units = list(path)
                return units[units.index(parent) :]
            elif parent not in done:
                path[parent] = iter(above.get(parent, ()))
    return []


def _overlaps(registry: Registry) -> Iterator[Diagnostic]:
    numbers = {id(term): number for number, term in enumerate(registry.terms)}
    for unit, terms in registry.terms_by_unit.items():
        longest = terms[0]
        for term in terms[1:]:
            if term.label == longest.label or term.start.last < longest.end.first:
                key = (numbers[id(term)], "start")
                yield diagnose("terms-overlap", TERMS, key=key, unit=unit, label=term.label, other=longest.label)
            longest = max(longest, term, key=lambda t: t.end.last)


def _shared_names(registry: Registry) -> Iterator[Diagnostic]:
    """Report a name that two units bear at one time; a successor may bear it from the day on which the other ends."""
    for name, bearers in registry.bearers.items():
        for number, later in enumerate(bearers):
            other = next((b for b in bearers[:number] if not (_is_over(b, later) or _is_over(later, b))), None)
            if other:
                unit = registry.units[later.unit]
                place = next((n for n, o in enumerate(unit.other_names) if fold_case(o.name) == name), None)
                key = (
                    (unit.id, "name") if fold_case(unit.name) == name else (unit.id, "other_names", place or 0, "name")
                )
                typed = unit.name if key[1] == "name" else unit.other_names[place or 0].name
                yield diagnose("shared-name", UNITS, key=key, name=typed, unit=unit.id, other=other.unit)


def _is_over(one: Bearer, other: Bearer) -> bool:
    return bool(one.end and other.start and one.end.first <= other.start.last)


def _change(registry: Registry, number: int, change: UnitChange) -> Iterator[Diagnostic]:
    for position, name in enumerate(change.original):
        unit = registry.units.get(name)
        if not unit:
            continue
        key = (number, "original", position)
        if unit.founding_date and unit.founding_date.first > change.date.last:
            founded = unit.founding_date
            yield diagnose("not-yet-founded", CHANGES, key=key, unit=unit.name, date=change.date, founded=founded)
        if unit.dissolution_date and unit.dissolution_date.last < change.date.first:
            yield _dissolved(key, unit.name, unit.dissolution_date, change.date)
        if change.type in ENDING and name not in change.resulting and not unit.dissolution_date:
            yield diagnose("missing-dissolution", CHANGES, key=key, unit=unit.name, date=change.date)
    for position, name in enumerate(change.resulting):
        unit = registry.units.get(name)
        if unit and unit.dissolution_date and unit.dissolution_date.last < change.date.first:
            yield _dissolved((number, "resulting", position), unit.name, unit.dissolution_date, change.date)


def _dissolved(key: Key, unit: str, dissolved: Partial, day: Partial) -> Diagnostic:
    return diagnose("already-dissolved", CHANGES, key=key, unit=unit, dissolved=dissolved, date=day)
