"""What templates may see. A page is a pure function of its template and one of these values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from markupsafe import Markup

from plugins.model.dates import Moment, Partial
from plugins.model.urls import FRONT


@dataclass(frozen=True, slots=True)
class Link:
    """A title and where it leads (a path from the site's root)."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that matches the page: for `<link rel=alternate>`."""

    title: str
    type: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """Which of the furniture's links lead to a page itself (an address, or empty), and to pages above it."""

    page: str
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What every page repeats; only what seldom changes, since a change here renders the whole portal."""

    sitename: str
    agency: str
    tagline: str
    address: str
    phone: str
    email: str
    editor_in_chief: str
    licence: str
    nav: tuple[Link, ...]
    """Categories, in the order of the registry."""
    menu: tuple[Link, ...]
    """Standing pages, for the footer."""
    indexes: tuple[Link, ...] = ()
    """Pages that list everything, for the header and the footer: units, archive, site map, as far as they exist."""

    def place(self, path: str, crumbs: Iterable[Link]) -> Place:
        """Return where a page stands; pages of one place share their furniture as it is drawn."""
        own = {link.url for link in (*self.nav, *self.indexes)}
        return Place(path if path in {FRONT, *own} else "", tuple(link.url for link in crumbs if link.url in own))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's <head>. `canonical` and `image` are whole addresses, empty where there is none."""

    title: str
    lang: str
    path: str = ""
    """The page's own address from the site's root: the navigation marks it."""
    description: str = ""
    canonical: str = ""
    feeds: tuple[FeedLink, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()
    """(language, whole address) of each version of the page, itself included; empty where there is only one."""
    image: str = ""
    type: str = "website"
    """OpenGraph's type: `website` or `article`."""
    modified: Moment | None = None
    """When the page's own content last changed, where that is known."""
    album: str = ""
    """The album with the photos of the page's news."""
    indexed: bool = True
    """False asks search engines to leave the page out."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One sized copy of a photo: a JPEG at `url`, and the same picture beside it in lighter formats."""

    url: str
    width: int
    height: int
    formats: tuple[str, ...] = ()
    """Endings of the lighter formats, best first: `avif`, `webp`."""
    tone: str = ""
    """The photo's main colour, as the style sheets name it: see plugins/photos/tones.py."""

    def in_format(self, ending: str) -> str:
        """Return the address of the same picture in another format."""
        return f"{self.url.rpartition('.')[0]}.{ending}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as shown: its copies from narrow to wide (never empty), its words."""

    renditions: tuple[Rendition, ...]
    alt: str
    caption: str = ""
    credit: str = ""
    date: Moment | None = None
    """When it was taken, where that is typed."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a photo that cannot be shown, with its words."""

    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of an article."""

    title: str
    url: str
    date: Moment
    summary: str
    """Plain text."""
    unit: Link
    """The lead unit under the name it had on that day."""
    kind: str
    """news, feature, photo-essay, video or notice."""
    photo: Picture | None = None
    lang: str = ""
    """Its language where it is not the portal's."""


@dataclass(frozen=True)
class RelatedItem:
    """One line of "Tin liên quan"."""

    title: str
    url: str
    date: Moment


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a list goes on. Pages count from the oldest, 1; the newest has number 0 and the list's own address."""

    number: int = 0
    newer: str = ""
    older: str = ""
    newest: str = ""
    oldest: str = ""
    """Addresses; empty where there is nothing to go to, all empty on a list of one page."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """An official document as cited: number, title, issuer, date, files to open."""

    number: str
    aliases: tuple[str, ...]
    """What articles call it without its number."""
    title: str
    type: str
    issuer: str
    issued: Partial | None
    status: Literal["", "in-force", "expired", "replaced"]
    files: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to download; `size` in bytes, `format` such as PDF."""

    title: str
    url: str
    size: int
    format: str


@dataclass(frozen=True, slots=True)
class Period:
    """A time between two partial dates, either may be open."""

    start: Partial | None = None
    end: Partial | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of a change history."""

    date: Moment
    note: str
    major: bool


@dataclass(frozen=True, slots=True)
class EventLine:
    """When and where something happened."""

    start: Moment
    end: Moment | None
    place: str


@dataclass(frozen=True, slots=True)
class RedirectView:
    """redirect.html: a page that only leads on; works without JavaScript."""

    head: Head
    target: str


@dataclass(frozen=True, slots=True)
class WithdrawalNotice:
    """The words on top of a withdrawn article."""

    date: Moment
    reason: str
    replaced_by: Link | None


def sanitised(html: str) -> Markup:
    """Mark HTML that the reader has made and sanitised, so that templates do not escape it again."""
    return Markup(html)  # noqa: S704


Body = tuple[Markup | Picture | Gap, ...]
"""A text in order: safe HTML, and the photos that stand in it."""

Day = date | datetime
