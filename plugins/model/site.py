"""The site as one frozen snapshot, and what features find out about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple, TypeVar

from plugins.model.article import Article, Body, Focus, Photo, PhotoWords, StandingPage
from plugins.model.artifact import Artifact
from plugins.model.diagnostic import Diagnostic
from plugins.model.groups import news_by_term, news_by_unit
from plugins.model.registry import Registry
from plugins.model.settings import SiteSettings
from plugins.model.tags import Tag, collect
from plugins.model.urls import album_url, article_url, standing_url
from plugins.model.views import FeedLink, Link, Rendition

V = TypeVar("V")


def _as_typed(text: str) -> str:
    return text


def _own_body(item: Article | StandingPage) -> Body:
    return item.body


@dataclass(frozen=True)
class Site:
    """Everything that is public at the build clock. Drafts and embargoed items are not in it at all.

    `articles` have a page, newest first; ids in them are resolved. `file_sizes` has the length in bytes of each
    attachment and document file, by path from content/.
    """

    settings: SiteSettings
    registry: Registry
    now: datetime
    articles: tuple[Article, ...] = ()
    pages: tuple[StandingPage, ...] = ()
    file_sizes: Mapping[str, int] = field(default_factory=dict)
    next_change: datetime | None = None
    """When the clock alone will change the site next: an embargo, an expiry or a pin ends."""
    digest: str = ""
    """Digest of settings, registries and the interface's words: all that pages show besides articles and photos."""
    body_of: Callable[[Article | StandingPage], Body] = _own_body
    """Fetches an item's body, which stays on the disk until a page shows it."""
    say: Callable[[str], str] = _as_typed
    """Translates a word of the interface from Vietnamese."""

    @property
    def today(self) -> date:
        """The day of the build clock."""
        return self.now.date()

    @cached_property
    def listed(self) -> tuple[Article, ...]:
        """Articles that lists, feeds and archives show, newest first."""
        return tuple(a for a in self.articles if self.is_listed(a))

    def is_listed(self, article: Article) -> bool:
        """Tell whether lists show it: news, and no translation of another item."""
        return not article.translation_of and self.is_news(article)

    def is_news(self, article: Article) -> bool:
        """Tell whether it is published and has not expired."""
        return article.status == "published" and (article.expires is None or article.expires.at > self.now)

    @cached_property
    def by_category(self) -> dict[str, list[Article]]:
        """Listed articles of each category that has any, newest first."""
        groups: dict[str, list[Article]] = {}
        for article in self.listed:
            groups.setdefault(article.category, []).append(article)
        return groups

    @cached_property
    def by_unit(self) -> dict[str, list[Article]]:
        """Listed articles of each unit that has any, its sub-units' included, newest first."""
        return news_by_unit(self.registry, self.listed)

    @cached_property
    def by_term(self) -> dict[tuple[str, str], list[Article]]:
        """Listed articles by unit and term, and under ("", label) by term across units, newest first."""
        return news_by_term(self.registry, self.listed)

    @cached_property
    def tags(self) -> dict[str, Tag]:
        """Tags of listed articles by their folded spelling."""
        return collect(self.listed)

    @cached_property
    def faces(self) -> dict[str, bytes]:
        """The articles' faces by their ids."""
        return {a.id: a.face for a in self.articles}

    @cached_property
    def by_id(self) -> dict[str, Article]:
        """Articles by id."""
        return {a.id: a for a in self.articles}

    @cached_property
    def url_by_file(self) -> dict[str, str]:
        """Addresses of articles and standing pages by their path from content/."""
        urls = {a.file: article_url(a) for a in self.articles}
        return urls | {p.file: standing_url(p) for p in self.pages}

    def absolute(self, url: str) -> str:
        """Return a whole address; a path alone while the portal has none."""
        return self.settings.siteurl + url


class Shot(NamedTuple):
    """A photo of an album, with the newest of the album's articles that show it."""

    article: Article
    photo: Photo
    copies: bytes
    """As `Findings.photo_key` has it."""


@dataclass(frozen=True, slots=True)
class Album:
    """Photos, newest article first, of the news of a unit, a term or a month, which the page `news` lists."""

    kind: str
    title: str
    news: Link
    shots: tuple[Shot, ...]

    @property
    def url(self) -> str:
        """The album's address."""
        return album_url(self.news.url)

    @property
    def articles(self) -> list[Article]:
        """The articles that its photos come from, newest first."""
        return list({shot.article.id: shot.article for shot in self.shots}.values())


@dataclass(frozen=True)
class Findings:
    """What features have found out about a site, for any page to show; an absent feature leaves its part empty."""

    photos: Mapping[str, tuple[Rendition, ...]] = field(default_factory=dict)
    """Copies of each photo, narrow to wide, by path from content/; a photo that cannot be shown is absent."""
    crop_of: Callable[[str, Focus | None], tuple[Rendition, ...]] | None = None
    """Copies of a photo for cards, by its path and the focus that was typed; empty where the whole photo serves."""
    lost_photos: frozenset[str] = frozenset()
    """Photos that cannot be shown, by path: pages leave a labelled gap."""
    photo_words: Mapping[str, PhotoWords] = field(default_factory=dict)
    """What photos say of themselves, by path; of those that say anything."""
    photo_key: Callable[[str], bytes] | None = None
    """The key of all that is shown of a photo but what an article says of it, by path; every build asks it of each."""
    looks: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)
    """How files looked that were looked at on the way, by path from content/: so nobody does it once more."""
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of related articles by article id."""
    same_content: Mapping[str, str] = field(default_factory=dict)
    """For an article whose text another unit also published, the id of that other article."""
    kin_keys: Mapping[str, bytes] = field(default_factory=dict)
    """Keys of those two by article id, where somebody had the time to make them."""
    feeds: Mapping[str, tuple[FeedLink, ...]] = field(default_factory=dict)
    """Feeds by the address of the page that they match; those of `/` match every page that has none of its own."""
    albums: Mapping[str, Album] = field(default_factory=dict)
    """Albums by the address of their page."""
    indexes: tuple[Link, ...] = ()
    """Pages that list everything, for the header and the footer."""
    artifacts: tuple[Artifact, ...] = ()
    """Files that were made on the way, such as sized photos."""
    length_of: Callable[[str], int] | None = None
    """The length in bytes of a published photo, by its address; photos are published before pages are made."""
    diagnostics: tuple[Diagnostic, ...] = ()
    marks: Mapping[str, bytes] = field(default_factory=dict)
    """By feature: of what its own memory has to be, for the next build to rely on it."""

    @cached_property
    def album_pages(self) -> dict[str, str]:
        """Addresses of albums by that of the page whose news they illustrate."""
        return {album.news.url: url for url, album in self.albums.items()}

    @cached_property
    def keys_around(self) -> dict[str, bytes]:
        """Keys of what stands around articles, by their ids, as far as they were asked for: several features ask."""
        return {}

    @property
    def common(self) -> Findings:
        """What is not about single articles."""
        return Findings(feeds=self.feeds, indexes=self.indexes)


def merge(parts: Iterable[Findings]) -> Findings:
    """Join what several features have found; each part belongs to one feature, only tuples are joined."""
    found = list(parts)
    return Findings(
        photos=next((f.photos for f in found if f.photos), {}),  # as it is: it may name copies only when asked
        crop_of=next((f.crop_of for f in found if f.crop_of), None),
        lost_photos=frozenset().union(*(f.lost_photos for f in found)),
        photo_words=next((f.photo_words for f in found if f.photo_words), {}),
        photo_key=next((f.photo_key for f in found if f.photo_key), None),
        looks=_joined(f.looks for f in found),
        related=_joined(f.related for f in found),
        same_content=_joined(f.same_content for f in found),
        kin_keys=_joined(f.kin_keys for f in found),
        feeds={k: v for f in found for k, v in f.feeds.items()},
        albums={k: v for f in found for k, v in f.albums.items()},
        indexes=tuple(link for f in found for link in f.indexes),
        artifacts=tuple(a for f in found for a in f.artifacts),
        length_of=next((f.length_of for f in found if f.length_of), None),
        diagnostics=tuple(d for f in found for d in f.diagnostics),
        marks={k: v for f in found for k, v in f.marks.items()},
    )


def _joined(parts: Iterable[Mapping[str, V]]) -> Mapping[str, V]:
    """Join mappings; one that is there alone stays as it is, for it may not be found yet."""
    some = [part for part in parts if part]
    return some[0] if len(some) == 1 else {k: v for part in some for k, v in part.items()}
