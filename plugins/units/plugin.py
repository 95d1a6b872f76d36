"""What units add to the portal."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.bridge.feature import Feature, Workshop
from plugins.model.artifact import Artifact, Redirect
from plugins.model.desk import Desk
from plugins.model.registry import Registry
from plugins.model.site import Findings, Site
from plugins.model.text import slugify
from plugins.model.urls import unit_url
from plugins.units.pages import term_across_pages, term_pages, unit_pages, units_link
from plugins.units.trees import units_page


def find(site: Site, workshop: Workshop) -> Findings:
    """Tell where all units are."""
    del workshop
    return Findings(indexes=(units_link(site),))


def pages(site: Site, findings: Findings) -> Iterable[Artifact]:
    """Declare the pages of units and terms, and the addresses of former names."""
    registry = site.registry
    desk = Desk.of(site, findings)
    yield units_page(desk)
    for unit in registry.units.values():
        yield unit_pages(desk, unit, site.by_unit.get(unit.id, ()))
    for term in registry.terms:
        yield term_pages(desk, term, site.by_term.get((term.unit, term.label), ()))
    for label, terms in registry.terms_by_label.items():
        yield term_across_pages(desk, label, terms, site.by_term.get(("", label), ()))
    yield from former_addresses(registry)


def former_addresses(registry: Registry) -> Iterable[Redirect]:
    """Lead from the address that a unit's other name would have to the unit, where only one unit bore that name."""
    owners: dict[str, set[str]] = {}
    for unit in registry.units.values():
        for name in (unit.name, *(other.name for other in unit.other_names)):
            owners.setdefault(slugify(name), set()).add(unit.id)
    for slug, units in owners.items():
        if len(units) == 1 and slug and slug not in registry.units:
            yield Redirect(unit_url(slug), unit_url(*units), "registry/units.yaml")


FEATURE = Feature(find, pages)
