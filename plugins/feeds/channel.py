"""Channels and what they hold, as values without a clock inside. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import takewhile

from plugins.model.keys import key

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of a channel in which nothing has happened yet."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """What every feed says of the portal as a whole; `ttl` in minutes."""

    siteurl: str
    author: str
    """Who answers for what nobody has signed."""
    language: str
    rights: str
    hub: str
    ttl: int
    logo: str
    """Whole address of a square PNG."""
    logo_size: str
    program: str = "Cổng Tin"

    def whole(self, url: str) -> str:
        """Return a whole address."""
        return self.siteurl + url


@dataclass(frozen=True, slots=True)
class Subject:
    """What an item is about: a term of a scheme (a whole address) and its name."""

    scheme: str
    term: str
    label: str


@dataclass(frozen=True, slots=True)
class Image:
    """A photo as readers fetch it: whole address, bytes (0 where unknown), pixels; what it shows, who took it."""

    url: str
    type: str
    size: int
    width: int
    height: int
    description: str
    credit: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item; `urn` never changes, whatever happens to title, date, slug, unit, folder or domain.

    `summary` is plain text, `teaser` the same as HTML, `content` the full text as HTML; all addresses are whole.
    """

    urn: str
    title: str
    url: str
    summary: str
    teaser: str
    content: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    images: tuple[Image, ...] = ()
    """The lead photo first."""
    lang: str = ""
    """Its language where it is not the portal's."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """An item's place in a channel; the item itself is made only for a feed that is. Equal keys, equal items."""

    urn: str
    at: datetime
    updated: datetime
    key: bytes
    make: Callable[[], Item]
    file: str = ""
    """The article that it shows; empty for anything else."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a withdrawn item."""

    urn: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The documents before and after an archive, as paths; empty where there is none."""

    older: str = ""
    newer: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """One channel in all its formats. Its feeds lie under the path `address`; `home` is the page it belongs to."""

    urn: str
    address: str
    home: str
    title: str
    description: str
    entries: tuple[Entry, ...]
    """Newest first."""
    gone: tuple[Tombstone, ...] = ()
    archive: Neighbours | None = None
    """Set in a closed month, which is an archive of the site's channel."""
    older: str = ""
    """The newest archive of what the channel no longer holds; a path."""

    @property
    def updated(self) -> datetime:
        """When something last happened in it."""
        times = [e.updated for e in self.entries] + [t.at for t in self.gone]
        return max(times, default=BEGINNING)

    def key(self, base: bytes) -> bytes:
        """Return the key of its feeds, given the key of what they say about the site as a whole."""
        c = self
        words = (c.urn, c.address, c.home, c.title, c.description, c.gone, c.archive, c.older)
        return key(base, words, [e.key for e in c.entries])


def window(times: Iterable[datetime], least: int) -> int:
    """Return how many of some items, newest first, a channel holds: those of the newest one's month, or `least`.

    So whoever asks at least once a month misses nothing, and every older month is closed and can be archived.
    """
    moments = iter(times)
    newest = next(moments, BEGINNING)
    return max(least, 1 + sum(1 for _ in takewhile(lambda at: _month(at) == _month(newest), moments)))


def _month(at: datetime) -> tuple[int, int]:
    return at.year, at.month
