"""Pages of units and of their terms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from plugins.model.article import Article
from plugins.model.artifact import Series
from plugins.model.desk import Desk
from plugins.model.frame import crumbs, head
from plugins.model.keys import key
from plugins.model.lists import ListPage
from plugins.model.records import Term, Unit
from plugins.model.site import Site
from plugins.model.urls import UNITS, term_url, unit_term_url, unit_url
from plugins.model.views import Head, Link, Pager, Period
from plugins.units import history
from plugins.units.views import FormerName, Seat, TermAcrossView, TermLink, TermView, UnitTerm, UnitView


def units_link(site: Site) -> Link:
    """Return the link to all units."""
    return Link(site.say("Đơn vị"), UNITS)


def _about(desk: Desk) -> bytes:
    """Return the key of the registries as they are today."""
    return key(desk.site.registry.era(desk.site.today))


def unit_pages(desk: Desk, unit: Unit, articles: Sequence[Article]) -> Series:
    """Declare a unit's page and the numbered pages of its news."""
    view = partial(unit_view, desk, unit)
    return desk.lists("unit.html", unit_url(unit.id), articles, _about(desk), view, "registry/units.yaml")


def unit_view(desk: Desk, unit: Unit, page: ListPage[Article]) -> UnitView:
    """Make the view of a unit with one page of its news."""
    site, registry = desk.site, desk.site.registry
    day = history.day_of(unit, desk.site.today)
    closed = unit.dissolution_date if day != desk.site.today else None
    now, past = history.officers(registry, unit, day, is_closed=closed is not None)
    covered = registry.covered_by.get(unit.id, ())
    return UnitView(
        site=desk.furniture,
        head=_head(desk, unit.name, page.url, page.pager),
        crumbs=crumbs(site, units_link(site), *_back(unit.name, unit_url(unit.id), page.pager)),
        name=unit.name,
        classification=unit.classification,
        former_names=tuple(FormerName(n.name, Period(n.start, n.end)) for n in unit.former_names),
        aliases=tuple(n.name for n in unit.other_names if n not in unit.former_names),
        closed=closed,
        successors=tuple(history.event(registry, c) for c in registry.successors(unit.id)) if closed else (),
        founded=unit.founding_date,
        chains=history.chains(registry, unit, day),
        past_parents=history.past_parents(registry, unit, day),
        children=history.children(registry, unit, day),
        covers=tuple(history.link(registry, u) for u in unit.covers),
        covered_by=tuple(history.link(registry, u) for u in covered),
        history=tuple(history.event(registry, c) for c in registry.changes_by_unit.get(unit.id, ())),
        contact=unit.contact,
        officers=now,
        past_officers=past,
        terms=tuple(_term_link(t) for t in reversed(registry.terms_by_unit.get(unit.id, ()))),
        cards=desk.cards.of(page.items),
        pager=page.pager,
    )


def term_pages(desk: Desk, term: Term, articles: Sequence[Article]) -> Series:
    """Declare the pages of one unit's term."""
    url, view = unit_term_url(term.unit, term.label), partial(term_view, desk, term)
    return desk.lists("term.html", url, articles, _about(desk), view, "registry/terms.yaml")


def term_view(desk: Desk, term: Term, page: ListPage[Article]) -> TermView:
    """Make the view of one unit's term with one page of its news."""
    site, registry = desk.site, desk.site.registry
    unit = registry.units[term.unit]
    name = unit.name_on(min(term.start.first, desk.site.today))
    title = site.say("%(unit)s, nhiệm kỳ %(label)s") % {"unit": name, "label": term.label}
    own = unit_term_url(unit.id, term.label)
    terms = registry.terms_by_unit[unit.id]
    place = terms.index(term)
    congress = term.congress
    return TermView(
        site=desk.furniture,
        head=_head(desk, title, page.url, page.pager),
        crumbs=crumbs(site, units_link(site), history.link(registry, unit.id), *_back(term.label, own, page.pager)),
        unit=Link(name, unit_url(unit.id)),
        label=term.label,
        classification=unit.classification,
        period=Period(term.start, term.end),
        congress_ordinal=congress.ordinal if congress else None,
        congress=Period(congress.start, congress.end) if congress and congress.start else None,
        committee_ordinal=term.committee_ordinal,
        committee_size=term.committee_size,
        seats=tuple(Seat(registry.people[s.person].name, s.role, s.outcome) for s in term.seats),
        across=Link(term.label, term_url(term.label)),
        previous=_term_link(terms[place - 1]).link if place else None,
        following=_term_link(terms[place + 1]).link if place + 1 < len(terms) else None,
        cards=desk.cards.of(page.items),
        pager=page.pager,
    )


def term_across_pages(desk: Desk, label: str, terms: Sequence[Term], articles: Sequence[Article]) -> Series:
    """Declare the pages of a term across all units."""
    view = partial(term_across_view, desk, label, terms)
    return desk.lists("term-across.html", term_url(label), articles, _about(desk), view, "registry/terms.yaml")


def term_across_view(desk: Desk, label: str, terms: Sequence[Term], page: ListPage[Article]) -> TermAcrossView:
    """Make the view of a term across all units with one page of its news."""
    site, registry = desk.site, desk.site.registry
    title = site.say("Nhiệm kỳ %(label)s") % {"label": label}
    return TermAcrossView(
        site=desk.furniture,
        head=_head(desk, title, page.url, page.pager),
        crumbs=crumbs(site, units_link(site), *_back(title, term_url(label), page.pager)),
        label=label,
        units=tuple(_unit_term(desk, registry.units[t.unit], t) for t in terms),
        cards=desk.cards.of(page.items),
        pager=page.pager,
    )


def _unit_term(desk: Desk, unit: Unit, term: Term) -> UnitTerm:
    congress = term.congress
    return UnitTerm(
        unit=Link(unit.name_on(min(term.start.first, desk.site.today)), unit_url(unit.id)),
        term=_term_link(term).link,
        period=Period(term.start, term.end),
        congress_ordinal=congress.ordinal if congress else None,
        congress=Period(congress.start, congress.end) if congress and congress.start else None,
    )


def _term_link(term: Term) -> TermLink:
    link = Link(term.label, unit_term_url(term.unit, term.label))
    return TermLink(link, Period(term.start, term.end), term.congress.ordinal if term.congress else None)


def _head(desk: Desk, title: str, url: str, pager: Pager) -> Head:
    say = desk.site.say
    full = say("%(title)s, trang số %(number)d") % {"title": title, "number": pager.number} if pager.number else title
    return head(desk.site, desk.findings, full, url)


def _back(title: str, url: str, pager: Pager) -> tuple[Link, ...]:
    return (Link(title, url),) if pager.number else ()
