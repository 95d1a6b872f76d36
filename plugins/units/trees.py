"""All units as trees, and those of the past."""

from __future__ import annotations

from datetime import date

from plugins.model.artifact import Page
from plugins.model.dates import is_within
from plugins.model.desk import Desk
from plugins.model.frame import crumbs, head
from plugins.model.gather import living_units
from plugins.model.records import Tree, Unit
from plugins.model.registry import Registry
from plugins.model.urls import UNITS, output_path
from plugins.units import history
from plugins.units.pages import units_link
from plugins.units.views import ClosedUnit, Node, UnitsView, UnitTree


def units_page(desk: Desk) -> Page:
    """Declare the page of all units."""
    site, registry = desk.site, desk.site.registry
    living = living_units(registry, site.now)
    alive = {u.id for u in living}
    closed = [u for u in registry.units.values() if u.id not in alive]
    title = units_link(site).title
    view = UnitsView(
        site=desk.furniture,
        head=head(site, desk.findings, title, UNITS),
        crumbs=crumbs(site),
        trees=trees(registry, living, site.today),
        closed=tuple(_closed(registry, unit) for unit in closed),
    )
    return Page.of(output_path(UNITS), "units.html", view, "registry/units.yaml")


def trees(registry: Registry, living: list[Unit], day: date) -> tuple[UnitTree, ...]:
    """Return each tree of living units on a day; a unit without any parent heads the tree of its children or kind."""
    found = []
    for tree in history.TREES:
        below = _below(living, tree, day)
        placed = {u.id for children in below.values() for u in children}
        roots = [u for u in living if u.id not in placed and (u.id in below or _home(u, day) == tree)]
        if roots:
            found.append(UnitTree(tree, tuple(_node(registry, u, below) for u in roots)))
    return tuple(found)


def _below(living: list[Unit], tree: Tree, day: date) -> dict[str, list[Unit]]:
    alive = {u.id for u in living}
    below: dict[str, list[Unit]] = {}
    for unit in living:
        for parent in unit.parents:
            if parent.tree == tree and parent.id in alive and is_within(day, parent.start, parent.end):
                below.setdefault(parent.id, []).append(unit)
    return below


def _home(unit: Unit, day: date) -> str:
    """Return the tree where a unit without parents belongs by its kind; "" for one that has a parent today."""
    if any(is_within(day, p.start, p.end) for p in unit.parents):
        return ""
    kinds = {"party-committee": "party", "party-cell": "party", "union": "union", "youth": "union"}
    return kinds.get(unit.classification, "office")


def _node(registry: Registry, unit: Unit, below: dict[str, list[Unit]]) -> Node:
    children = tuple(_node(registry, child, below) for child in below.get(unit.id, ()))
    return Node(history.link(registry, unit.id), unit.classification, children)


def _closed(registry: Registry, unit: Unit) -> ClosedUnit:
    events = tuple(history.event(registry, change) for change in registry.successors(unit.id))
    return ClosedUnit(history.link(registry, unit.id), unit.dissolution_date, events)
