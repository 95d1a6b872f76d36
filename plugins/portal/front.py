"""The front page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

from plugins.model.article import Article
from plugins.model.artifact import Page
from plugins.model.cards import Cards, document_line
from plugins.model.desk import Desk
from plugins.model.frame import head
from plugins.model.gather import living_units
from plugins.model.records import Document
from plugins.model.site import Findings, Site
from plugins.model.urls import FRONT, category_url, output_path, unit_url
from plugins.model.views import Link
from plugins.portal.settings import PortalSettings
from plugins.portal.views import FrontView, Section


def front_page(desk: Desk, settings: PortalSettings) -> Page:
    """Declare the front page; an item stands in one place only, but for its category's block."""
    site, findings, cards = desk.site, desk.findings, desk.cards
    ordered = _pinned_first(site.listed, site.now)
    news = [a for a in ordered if a.kind != "notice"]
    notices = [a for a in site.listed if a.kind == "notice"]
    lead = _lead(news[: 1 + settings.front_next], site, findings)
    rest = [a for a in news if a is not lead[0]] if lead else []
    following, latest = rest[: settings.front_next], rest[settings.front_next :][: settings.front_latest]
    shown = {a.id for a in (*lead, *following)}
    view = FrontView(
        site=desk.furniture,
        head=head(site, findings, site.settings.sitename, FRONT, site.settings.tagline),
        lead=cards.one(lead[0]) if lead else None,
        next=cards.of(following),
        latest=cards.of(latest),
        notices=cards.of(notices[: settings.front_notices]),
        sections=tuple(_sections(site, cards, shown, settings.front_per_category)),
        most_read=cards.of(_most_read(site.listed)[: settings.front_most_read]),
        documents=tuple(
            document_line(site, d) for d in _newest(site.registry.documents.values())[: settings.front_documents]
        ),
        units=tuple(Link(u.name, unit_url(u.id)) for u in living_units(site.registry, site.now)),
    )
    return Page.of(output_path(FRONT), "front.html", view)


def _pinned_first(articles: Iterable[Article], now: datetime) -> list[Article]:
    return sorted(articles, key=lambda a: not (a.pin and a.pin.at > now))


def _lead(newest: list[Article], site: Site, findings: Findings) -> list[Article]:
    """Choose the lead among the newest: the first if it is pinned, else the first with a photo, else the first."""
    if newest and newest[0].pin and newest[0].pin.at > site.now:
        return newest[:1]
    with_photo = (a for a in newest if any(photo.file in findings.photos for photo in a.photos))
    return [next(with_photo, newest[0])] if newest else []


def _most_read(articles: Iterable[Article]) -> list[Article]:
    return sorted((a for a in articles if a.views), key=lambda a: (-(a.views or 0), a.id))


def _newest(documents: Iterable[Document]) -> list[Document]:
    """Sort documents by their day, newest first; those without one come last."""
    return sorted(documents, key=lambda d: (d.issued.first if d.issued else date.min, d.id), reverse=True)


def _sections(site: Site, cards: Cards, shown: set[str], size: int) -> Iterable[Section]:
    for category in site.registry.categories.values():
        others = (article for article in site.by_category.get(category.id, ()) if article.id not in shown)
        newest = cards.of(islice(others, size))
        if newest:
            yield Section(Link(category.name, category_url(category.id)), newest)
