"""What the templates of albums may see."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.model.dates import Moment
from plugins.model.views import Furniture, Head, Link, Pager, Picture


@dataclass(frozen=True, slots=True)
class AlbumPhoto:
    """A photo of an album and the article that shows it."""

    picture: Picture
    article: Link
    date: Moment
    lang: str
    """The language of its words where it is not the portal's."""


@dataclass(frozen=True, slots=True)
class AlbumView:
    """album.html: the photos of a unit, a term or a month, newest first."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    eyebrow: str
    title: str
    news: Link
    """The page with the news that these photos belong to."""
    photos: tuple[AlbumPhoto, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class AlbumLine:
    """An album, how many photos it has, and its newest one."""

    link: Link
    count: int
    cover: Picture | None = None


@dataclass(frozen=True, slots=True)
class AlbumGroup:
    """Albums of one kind."""

    title: str
    albums: tuple[AlbumLine, ...]


@dataclass(frozen=True, slots=True)
class AlbumsView:
    """albums.html: all albums; the newest with their covers."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    newest: tuple[AlbumLine, ...]
    groups: tuple[AlbumGroup, ...]
