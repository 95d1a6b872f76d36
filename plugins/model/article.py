"""An article and a standing page as values, as read from one file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Self

from plugins.model.byline import Credit
from plugins.model.dates import Moment
from plugins.model.keys import key

Status = Literal["published", "draft", "hidden", "withdrawn"]
Kind = Literal["news", "feature", "photo-essay", "video", "notice"]
Place = Literal["lead", "body", "gallery"]
RELATED = 10
"""Items of a list of related news at most."""
Focus = tuple[int, int]
"""The point of a photo that a crop keeps in sight: percent from the left, percent from the top."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as typed; `file` is a path from content/, empty where the file is missing.

    An empty `credit` means that nobody is named.
    """

    file: str
    alt: str
    caption: str = ""
    credit: str = ""
    place: Place = "gallery"
    date: Moment | None = None
    focus: Focus | None = None
    found: bool = False
    """Nobody listed it: it lies beside the article, and its own words stand in for those that nobody typed."""


@dataclass(frozen=True, slots=True)
class PhotoWords:
    """What a photo's file says of itself."""

    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class PhotoSlot:
    """The spot of a body where a photo stands: an index into the article's photos."""

    index: int


@dataclass(frozen=True, slots=True)
class LinkSlot:
    """The spot of a body, inside an href, where the address of another content file goes; `file` is from content/."""

    file: str


Part = str | PhotoSlot | LinkSlot
"""A piece of a body: safe HTML, or a slot that only the whole site can fill. Joined in order they are the body."""
Body = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of an article's change history; only a major one moves the feed's `updated`."""

    date: Moment
    note: str
    major: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where an item was taken from."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """When and where it happened, apart from when it was published."""

    start: Moment
    end: Moment | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person of people.yaml and the role as printed that day (empty: take it from the registry)."""

    person: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why and when an article was withdrawn; `replaced_by` is an article as in `related`, or empty."""

    date: Moment
    reason: str
    replaced_by: str = ""


@dataclass(frozen=True)
class Article:
    """One news item. `file` is its path from content/; ids are as typed until the site is gathered."""

    file: str
    id: str
    title: str
    slug: str
    date: Moment
    summary: str
    """HTML with inline markup only."""
    lead_text: str
    """The summary as plain text."""
    units: tuple[str, ...]
    category: str
    body: Body
    terms: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    byline: tuple[Credit, ...] = ()
    modified: Moment | None = None
    changes: tuple[Correction, ...] = ()
    source: Source | None = None
    dateline: str = ""
    event: Event | None = None
    photos: tuple[Photo, ...] = ()
    related: tuple[str, ...] = ()
    related_one_way: bool = False
    """Whether the items picked as related do not lead back here."""
    documents: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    """Files beside the article that it links or lists, as paths from content/."""
    people: tuple[Mention, ...] = ()
    status: Status = "published"
    withdrawn: Withdrawal | None = None
    expires: Moment | None = None
    pin: Moment | None = None
    aliases: tuple[str, ...] = ()
    lang: str = ""
    translation_of: str = ""
    kind: Kind = "news"
    views: int | None = None
    links: tuple[str, ...] = ()
    """Other content files that the body links to, as paths from content/."""
    digest: str = ""
    """Digest of all that the article was read from."""

    def naming(self, related: tuple[str, ...], withdrawn: Withdrawal | None, translation_of: str) -> Self:
        """Return the same article with the ids of others that it names."""
        named = object.__new__(type(self))  # ten times faster than `replace`, and nothing of it need be at hand
        named.__dict__.update(self.__dict__, related=related, withdrawn=withdrawn, translation_of=translation_of)
        return named

    @cached_property
    def face(self) -> bytes:
        """Key of all that other pages show of it: what a card says, and its photos as typed."""
        typed = (self.id, self.title, self.slug, self.date, self.lead_text, self.units, self.kind, self.lang)
        return key(typed, self.photos)

    @cached_property
    def updated(self) -> Moment | None:
        """When readers were last told of a change, None where that is not after publication."""
        moments = [c.date for c in self.changes] + ([self.modified] if self.modified else [])
        latest = max(moments, default=None)
        return latest if latest and latest.at > self.date.at else None


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page that is no news: about, contact, accessibility statement."""

    file: str
    title: str
    slug: str
    summary: str
    lead_text: str
    body: Body
    attachments: tuple[str, ...] = ()
    modified: Moment | None = None
    order: int = 0
    status: Status = "published"
    aliases: tuple[str, ...] = ()
    lang: str = ""
    links: tuple[str, ...] = ()
    digest: str = ""
