"""Shelves between builds: folders of copies, each known by one look, for their files are too many to be remembered."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plugins.engine.output import Output
from plugins.model.keys import key

if TYPE_CHECKING:
    from plugins.model.artifact import Shelf

Look = tuple[int, bytes]
"""How many files a folder holds, and a digest of their names, sizes and times."""
BARE: Look = (0, b"")
Shelves = dict[str, tuple[bytes, Look]]
"""By path of a folder: the key of what lies in it, and how it looked when it was filled."""


class Filled(NamedTuple):
    """A folder after filling: its look, and how many files came and went."""

    look: Look
    written: int
    removed: int


def look(output: Output, path: str) -> Look:
    """Return how a folder looks; one stat a file."""
    try:
        with os.scandir(output.root / path) as found:
            stats = sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in found)
    except OSError:
        return BARE
    return len(stats), key(*((name, s.st_mode, s.st_size, s.st_mtime_ns) for name, s in stats))


def fill(output: Output, shelf: Shelf, *, is_sound: bool) -> Filled:
    """Make a folder hold what its shelf does, whole files only, and nothing else.

    Where it `is_sound` what it holds is what was put there, else every file is compared.
    """
    wanted, there = set(shelf.names()), _names(output, shelf.path)
    removed = _remove(output, shelf.path, there - wanted)
    written = 0
    for name in sorted(wanted - there if is_sound else wanted):
        source = f"{shelf.source}/{name}"
        shelf.mend(source)
        written += output.copy(f"{shelf.path}/{name}", Path(source)).changed
    return Filled(look(output, shelf.path), written, removed)


def clear(output: Output, path: str) -> int:
    """Remove a folder of files; return how many there were."""
    return _remove(output, path, _names(output, path))


def _names(output: Output, path: str) -> set[str]:
    folder = output.root / path
    return set(os.listdir(folder)) if folder.is_dir() else set()


def _remove(output: Output, path: str, names: set[str]) -> int:
    for name in names:
        place = output.root / path / name
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
    return output.remove(f"{path}/{name}" for name in sorted(names))
