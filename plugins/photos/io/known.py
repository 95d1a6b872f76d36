"""Photos as former builds left them: one look at a file's times says that it needs no reading.

The state is marshalled by columns, since 200,000 records have to be there in a fifth of a second, and sealed like all
of the cache.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from plugins.engine import state
from plugins.photos.io.develop import Developed
from plugins.photos.plan import Original

VERSION = b"photos known 2"
FRESH = 100_000_000
"""Nanoseconds within which two changes may bear the same time."""
Signature = tuple[int, int, int]
"""Inode, size, time of the last change of anything (ctime, which no program can set), in nanoseconds."""
NEVER: Signature = (0, 0, 0)
Facts = tuple[Any, ...]
"""Digest, then an Original's other fields; or digest, a message's code and the values that fill it."""
Asked = tuple[tuple[tuple[int, int] | None, ...], tuple[str, ...] | None] | None
"""What is wanted of a photo besides the usual copies: the focus of each crop, the words to write into the copies."""
Record = tuple[int, int, int, Facts, Asked]
Known = dict[str, Record]
FIELDS = len(Original.__dataclass_fields__)


def load(path: Path, version: str) -> Known:
    """Return what is known of photos by path from content/; nothing where the state is damaged or of other versions."""
    files, *columns = state.load(path, VERSION + version.encode(), state.PLAIN) or ((),)
    return dict(zip(files, zip(*columns, strict=True), strict=True))


def save(path: Path, version: str, known: Known) -> None:
    """Keep what is known for the next build."""
    columns = list(known), *map(list, zip(*known.values(), strict=True))
    state.save(path, VERSION + version.encode(), columns, state.PLAIN)


def recall(root: Path, wanted: Mapping[str, Asked], known: Known) -> tuple[Known, list[str]]:
    """Return the records that still hold and the files that have to be looked into; one lstat a file."""
    stale = []
    lstat, prefix, nothing = os.lstat, f"{root}/", (*NEVER, (), None)
    are_same = list(known) == list(wanted)  # as nearly always; then nothing is searched for
    records = known.values() if are_same else [known.get(file, nothing) for file in wanted]
    for (file, asked), (inode, size, changed, _, before) in zip(wanted.items(), records, strict=True):
        try:
            found = lstat(prefix + file)
        except OSError:
            stale.append(file)
            continue
        if found.st_ctime_ns != changed or found.st_size != size or found.st_ino != inode or before != asked:
            stale.append(file)
    if not stale and are_same:
        return known, stale
    gone = set(stale)
    return {file: known[file] for file in wanted if file not in gone}, stale


def signatures(root: Path, files: Sequence[str]) -> list[Signature]:
    """Return how files look before they are read: a change meanwhile is seen by the next build."""
    return [_signature(f"{root}/{file}") for file in files]


def _signature(path: str) -> Signature:
    try:
        found = os.lstat(path)
    except OSError:
        return NEVER
    if time.time_ns() - found.st_ctime_ns < FRESH:
        return NEVER
    return found.st_ino, found.st_size, found.st_ctime_ns


def record(signature: Signature, developed: Developed, asked: Asked) -> Record:
    """Return what to remember of a photo."""
    if developed.original:
        return (*signature, astuple(developed.original), asked)
    return (*signature, (developed.digest, developed.code, developed.values), asked)


def original(facts: Facts) -> Original | None:
    """Return what is known of a photo; None where it is one that cannot be shown."""
    return Original(*facts) if len(facts) == FIELDS else None


def trouble(facts: Facts) -> tuple[str, dict[str, Any]]:
    """Return the code and the values of the message about a photo that cannot be shown."""
    return facts[1], dict(facts[2])
