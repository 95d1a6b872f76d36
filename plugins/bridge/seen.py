"""What lies in the content folder, and what of it had to be read anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from plugins.bridge.sources import Asked, Items, Known, Rows, Sources, nothing, read_sources
from plugins.engine.executor import Crew
from plugins.engine.state import Pack
from plugins.model.errors import NewsError
from plugins.model.settings import SiteSettings
from plugins.reading.folder import Folder, Listings, scan


@dataclass(frozen=True)
class Memory:
    """What a former build knew of the files, and where more of it lies."""

    known: Known
    listings: Listings
    rows: Callable[[], Rows | None]
    """Fetches the rows of what is known; None where they were lost."""
    pack: Pack
    shelf: Path
    """Where the registries lie."""
    version: bytes


class Watched(NamedTuple):
    """A content folder as it was walked, and the articles and pages that alone may have changed since."""

    folder: Folder
    changed: frozenset[str]


@dataclass(frozen=True)
class Seen:
    """What lies in the content folder: files by name, and what those say that had to be read anew."""

    folder: Folder
    sources: Sources
    memory: Memory | None
    is_watched: bool = False
    """Whether somebody has watched and vouches that nothing else has changed."""


def see(
    root: Path,
    settings: SiteSettings,
    crew: Crew,
    memory: Memory | None = None,
    watched: Watched | None = None,
    meanwhile: Callable[[Known, Sequence[str]], Items] = nothing,
) -> Seen:
    """Look at a content folder and read what has changed; NewsError where there is no such folder.

    Where it was watched, nothing but what changed is looked at. Else `meanwhile` is done while workers read.
    """
    if not root.is_dir():
        raise NewsError(f"{root}: không có thư mục nội dung này.")
    folder = watched.folder if watched else scan(root, memory.listings if memory else None)
    known, pack = (memory.known, memory.pack) if memory else ({}, None)
    files = files_of(folder)
    asked = Asked(files, watched.changed) if watched else Asked(files, None, folder.settled, meanwhile)
    sources = read_sources(root, asked, known, pack, settings.timezone, crew)
    return Seen(folder, sources, memory, watched is not None)


def files_of(folder: Folder) -> tuple[str, ...]:
    """Return what is read of a content folder: articles, then standing pages."""
    return (*folder.articles, *folder.pages)
