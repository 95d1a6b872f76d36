"""Shelves between builds: folders of copies, each known by one look, for their files are too many to be remembered."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
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


class Todo(NamedTuple):
    """Which shelves have to be filled, which of these hold just what was put there, and which have to go."""

    fill: tuple[Shelf, ...]
    sound: frozenset[str]
    clear: tuple[str, ...]


class Done(NamedTuple):
    """All shelves as they now are, and how many files came and went."""

    shelves: Shelves
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


def compare(output: Output, wanted: Sequence[Shelf], before: Shelves, *, is_untouched: bool) -> Todo:
    """Return what there is to do; where folders are known to be untouched none is looked at."""
    sound = frozenset(path for path, (_, was) in before.items() if is_untouched or look(output, path) == was)
    wanting = tuple(s for s in wanted if s.path not in sound or before[s.path][0] != s.key)
    return Todo(wanting, sound, tuple(sorted(before.keys() - {s.path for s in wanted})))


def reshelve(output: Output, todo: Todo, before: Shelves) -> Done:
    """Make each folder hold what its shelf does, whole files only, and nothing else.

    Of one that holds what was put there nothing is compared but names, of others every file.
    """
    shelves = {path: known for path, known in before.items() if path not in todo.clear}
    removed = sum(_remove(output, path, _names(output, path)) for path in todo.clear)
    written = 0
    for shelf in todo.fill:
        wanted, there = set(shelf.names()), _names(output, shelf.path)
        removed += _remove(output, shelf.path, there - wanted)
        for name in sorted(wanted - there if shelf.path in todo.sound else wanted):
            source = f"{shelf.source}/{name}"
            shelf.mend(source)
            written += output.copy(f"{shelf.path}/{name}", Path(source)).changed
        shelves[shelf.path] = shelf.key, look(output, shelf.path)
    return Done(shelves, written, removed)


def _names(output: Output, path: str) -> set[str]:
    folder = output.root / path
    return set(os.listdir(folder)) if folder.is_dir() else set()


def _remove(output: Output, path: str, names: set[str]) -> int:
    for name in names:
        place = output.root / path / name
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
    return output.remove(f"{path}/{name}" for name in sorted(names))
