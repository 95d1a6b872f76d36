"""What the registry says about one unit: where it stands, who leads it, what became of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from plugins.model.dates import is_within
from plugins.model.records import Contact, Membership, Parent, Person, Tree, Unit, UnitChange
from plugins.model.registry import Registry
from plugins.model.urls import unit_url
from plugins.model.views import Link, Period
from plugins.units.views import Officer, Placing, UnitEvent

TREES: tuple[Tree, ...] = ("office", "party", "union")


def link(registry: Registry, unit: str, day: date | None = None) -> Link:
    """Return a link to a unit, under its name on a day, by default its present name."""
    found = registry.units[unit]
    return Link(found.name_on(day) if day else found.name, unit_url(unit))


def day_of(unit: Unit, today: date) -> date:
    """Return the day on which a unit is described: today, or its last day when it is closed."""
    closed = unit.dissolution_date
    return closed.first if closed and closed.last < today else today


def event(registry: Registry, change: UnitChange) -> UnitEvent:
    """Return a change with its units linked: those before it under the names they had then."""
    before = date.fromordinal(max(1, change.date.first.toordinal() - 1))
    return UnitEvent(
        type=change.type,
        date=change.date,
        original=tuple(link(registry, u, before) for u in change.original),
        resulting=tuple(link(registry, u, change.date.last) for u in change.resulting),
        note=change.note,
    )


def chains(registry: Registry, unit: Unit, day: date) -> tuple[tuple[Placing, ...], ...]:
    """Return each way from the top of a tree down to the unit's parent on a day, office tree first."""
    found: list[tuple[Placing, ...]] = []
    for tree in TREES:
        for parent in unit.parents:
            if parent.tree == tree and is_within(day, parent.start, parent.end):
                found.append((*_above(registry, parent, day), _placing(registry, parent.id, parent, now=True)))
    return tuple(found)


def _above(registry: Registry, below: Parent, day: date) -> tuple[Placing, ...]:
    for parent in registry.units[below.id].parents:
        if parent.tree == below.tree and is_within(day, parent.start, parent.end):
            return (*_above(registry, parent, day), _placing(registry, parent.id, parent, now=True))
    return ()


def past_parents(registry: Registry, unit: Unit, day: date) -> tuple[Placing, ...]:
    """Return the units it once stood under but no longer does."""
    gone = (p for p in unit.parents if not is_within(day, p.start, p.end))
    return tuple(_placing(registry, p.id, p, now=False) for p in gone)


def children(registry: Registry, unit: Unit, day: date) -> tuple[Placing, ...]:
    """Return the units that stand under it on a day, then those that once did."""
    placed = []
    for child, parent in registry.children.get(unit.id, ()):
        alive = not (child.dissolution_date and child.dissolution_date.last < day)
        placed.append(_placing(registry, child.id, parent, now=alive and is_within(day, parent.start, parent.end)))
    return tuple(sorted(placed, key=lambda p: (not p.now, TREES.index(p.tree))))


def _placing(registry: Registry, unit: str, parent: Parent, *, now: bool) -> Placing:
    return Placing(link(registry, unit), parent.tree, Period(parent.start, parent.end), now)


def officers(
    registry: Registry, unit: Unit, day: date, *, is_closed: bool
) -> tuple[tuple[Officer, ...], tuple[Officer, ...]]:
    """Return who holds a role in the unit on a day, with contact unless it is closed, and who held one before."""
    members = registry.members.get(unit.id, ())
    now = [pair for pair in members if is_within(day, pair[1].start, pair[1].end)]
    past = [pair for pair in members if pair[1].end and pair[1].end.last < day]
    past.sort(key=lambda pair: pair[1].end.last if pair[1].end else day, reverse=True)
    return _lines(now, with_contact=not is_closed), _lines(past, with_contact=False)


def _lines(pairs: Iterable[tuple[Person, Membership]], *, with_contact: bool) -> tuple[Officer, ...]:
    return tuple(
        Officer(
            name=person.name,
            role=m.role,
            period=Period(m.start, m.end),
            as_of=None if m.start or m.end else m.as_of,
            contact=person.contact if with_contact else Contact(),
        )
        for person, m in pairs
    )
