"""A channel as a value: what subscribers get, without a clock inside. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from plugins.model.article import Article
from plugins.model.byline import writers
from plugins.model.site import Site
from plugins.model.urls import article_url

NEWEST = 20


@dataclass(frozen=True, slots=True)
class Item:
    """One item; `urn` never changes, whatever happens to title, date, slug, unit, folder or domain."""

    urn: str
    title: str
    url: str
    summary: str
    author: str
    published: datetime
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed; `updated` is its newest item's time, None while it is empty."""

    title: str
    url: str
    description: str
    language: str
    updated: datetime | None
    items: tuple[Item, ...]


def site_channel(site: Site) -> Channel:
    """Return the channel of the whole site: its newest items."""
    items = tuple(_item(site, article) for article in site.listed[:NEWEST])
    s = site.settings
    return Channel(
        title=s.sitename,
        url=site.absolute("/"),
        description=s.tagline or s.sitename,
        language=s.default_lang,
        updated=max((i.published for i in items), default=None),
        items=items,
    )


def urn(identity: str) -> str:
    """Return an article's permanent name; an id that is no UUID gets the UUID made of it."""
    try:
        return UUID(identity).urn
    except ValueError:
        return uuid5(NAMESPACE_URL, identity).urn


def _item(site: Site, article: Article) -> Item:
    registry = site.registry
    day = article.date.at.date()
    names = (registry.categories[article.category].name, *(registry.units[u].name_on(day) for u in article.units))
    return Item(
        urn=urn(article.id),
        title=article.title,
        url=site.absolute(article_url(article)),
        summary=article.lead_text,
        author=writers(article.byline),
        published=article.date.at,
        categories=names,
    )
