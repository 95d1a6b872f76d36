"""The views of the portal's general pages; template names stand beside them in `pages.py`."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from plugins.model.dates import Moment
from plugins.model.views import (
    Body,
    Card,
    ChangeLine,
    DocumentLine,
    EventLine,
    FileLink,
    Furniture,
    Gap,
    Head,
    Link,
    Pager,
    Picture,
    RelatedItem,
    WithdrawalNotice,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A category's block on the front page."""

    heading: Link
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FrontView:
    """front.html: the lead, the next ones, the latest, a block per category, what is most read, documents, units."""

    site: Furniture
    head: Head
    lead: Card | None
    next: tuple[Card, ...]
    """Up to four beside the lead."""
    latest: tuple[Card, ...]
    """Up to ten more, newest first."""
    notices: tuple[Card, ...]
    sections: tuple[Section, ...]
    most_read: tuple[Card, ...]
    documents: tuple[DocumentLine, ...]
    units: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person of the article and the roles that day."""

    name: str
    roles: tuple[Link, ...]
    """Each leads to its unit; the `url` of a typed one is empty."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """article.html."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    kicker: Link
    """The lead unit, under its name on that day."""
    other_units: tuple[Link, ...]
    category: Link
    terms: tuple[Link, ...]
    title: str
    kind: str
    published: Moment
    updated: Moment | None
    views: int | None
    dateline: str
    summary: Markup
    event: EventLine | None
    lead_photo: Picture | Gap | None
    body: Body
    gallery: tuple[Picture | Gap, ...]
    byline: str
    """As printed: `Tin: A - Ảnh: B`."""
    source: Link | None
    """Its `url` is empty where only a name is known."""
    attachments: tuple[FileLink, ...]
    documents: tuple[DocumentLine, ...]
    people: tuple[PersonLine, ...]
    tags: tuple[Link, ...]
    changes: tuple[ChangeLine, ...]
    """Newest first."""
    withdrawn: WithdrawalNotice | None
    translations: tuple[Link, ...]
    """The same item in other languages; `title` is the language's code."""
    related: tuple[RelatedItem, ...]
    same_content: RelatedItem | None
    """The same text as another unit published it."""


@dataclass(frozen=True, slots=True)
class ListView:
    """list.html: a category, a tag, a month. `eyebrow` says what kind of list it is."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    eyebrow: str
    title: str
    description: str
    cards: tuple[Card, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class Count:
    """A link and how many items it leads to."""

    link: Link
    count: int


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of the archive with its months."""

    year: Count
    months: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """archive.html: all years, or one year's months."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    years: tuple[YearLine, ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """standing.html: about, contact, statements."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    summary: Markup
    updated: Moment | None
    body: Body
    attachments: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class SiteMapView:
    """sitemap.html: groups of links for people."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    groups: tuple[SiteMapGroup, ...]


@dataclass(frozen=True, slots=True)
class SiteMapGroup:
    """A heading and the links under it."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """404.html."""

    site: Furniture
    head: Head
