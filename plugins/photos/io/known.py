"""Photos as former builds left them: one look at a file's times says that it needs no reading.

The state is kept in columns, each marshalled by itself and unpacked when it is first asked for: of 200,000 photos a
build wants to know whether they are as they were, and the facts of those alone that it shows anew.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from plugins.engine import state
from plugins.model.keys import join
from plugins.photos.io.develop import Developed
from plugins.photos.plan import Original
from plugins.reading.look import Look, look

VERSION = b"photos known 4"
Facts = tuple[Any, ...]
"""Digest, then an Original's other fields; or digest, a message's code and the values that fill it."""
Asked = tuple[tuple[tuple[int, int] | None, ...], tuple[str, ...] | None] | None
"""What is wanted of a photo besides the usual copies: the focus of each crop, the words to write into the copies."""
PACK, UNPACK = state.PLAIN
FIELDS = len(Original.__dataclass_fields__)


class Record(NamedTuple):
    """What is known of one photo: its look, what was asked and found; `key` covers these two."""

    size: int
    modified: int
    changed: int
    inode: int
    asked: Asked
    key: bytes
    facts: Facts


class Columns(NamedTuple):
    """What is saved, each marshalled by itself: what all photos make together, their paths, the fields of `Record`."""

    shelves: bytes
    words: bytes
    lost: bytes
    files: bytes
    sizes: bytes
    modified: bytes
    changed: bytes
    inodes: bytes
    asked: bytes
    keys: bytes
    facts: bytes


class Known:
    """What is known of photos, by path from content/."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    @classmethod
    def of(cls, records: dict[str, Record]) -> Known:
        """Pack records, with what every build asks of all of them together."""
        fields = zip(*records.values(), strict=True) if records else [()] * len(Record._fields)
        made = cls(Columns(*map(PACK, (*_together(records), list(records), *map(list, fields)))))
        made.__dict__["records"] = records  # they need not be unpacked
        return made

    @cached_property
    def shelves(self) -> dict[str, bytes]:
        """The key of all photos whose digests begin with the same two digits, by these."""
        return dict(UNPACK(self.columns.shelves))

    @cached_property
    def words(self) -> dict[str, tuple[str, str]]:
        """Caption and credit of the photos that say anything of themselves."""
        return dict(UNPACK(self.columns.words))

    @cached_property
    def lost(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """A message's code and values for each photo that cannot be shown."""
        return dict(UNPACK(self.columns.lost))

    @cached_property
    def files(self) -> list[str]:
        """The paths of all photos, in the order in which they were wanted."""
        return list(UNPACK(self.columns.files))

    @cached_property
    def keys(self) -> dict[str, bytes]:
        """The key of each photo."""
        return dict(zip(self.files, UNPACK(self.columns.keys), strict=True))

    @cached_property
    def records(self) -> dict[str, Record]:
        """All that is known of each photo."""
        fields = map(UNPACK, self.columns[-len(Record._fields) :])
        return dict(zip(self.files, map(Record._make, zip(*fields, strict=True)), strict=True))

    @cached_property
    def looks(self) -> dict[str, Look]:
        """How each photo looked before it was looked into."""
        saved = self.columns
        looks = map(UNPACK, (saved.sizes, saved.modified, saved.changed, saved.inodes))
        return dict(zip(self.files, zip(*looks, strict=True), strict=True))

    def before(self, wanted: Sequence[str]) -> list[list[Any]]:
        """Return inodes, sizes, times and what was asked of these photos, in columns; zeros for those not known."""
        saved = self.columns
        looks = [UNPACK(column) for column in (saved.inodes, saved.sizes, saved.changed, saved.asked)]
        if self.files == wanted:  # as nearly always; then nothing is searched for
            return looks
        places = {file: place for place, file in enumerate(self.files)}
        found = [places.get(file, -1) for file in wanted]
        return [[look[place] for place in found] for look in ([*look, 0] for look in looks)]


def _together(records: Mapping[str, Record]) -> tuple[dict[str, bytes], dict[str, Any], dict[str, Any]]:
    """Return the keys of shelves, the words of photos that have some, and what is wrong with those that are lost."""
    shelves: dict[str, set[bytes]] = {}
    words, lost = {}, {}
    for file, record in records.items():
        facts = record.facts
        if len(facts) != FIELDS:
            lost[file] = facts[1], dict(facts[2])
            continue
        if facts[-2] or facts[-1]:
            words[file] = facts[-2:]
        shelves.setdefault(facts[0][:2], set()).add(record.key)
    return {place: join(*sorted(keys)) for place, keys in sorted(shelves.items())}, words, lost


def load(path: Path, version: str) -> Known:
    """Return what the last build knew; nothing where the state is damaged or of other versions."""
    columns = state.load(path, VERSION + version.encode(), state.PLAIN)
    return Known(Columns(*columns)) if columns else Known.of({})


def save(path: Path, version: str, known: Known) -> None:
    """Keep what is known for the next build."""
    state.save(path, VERSION + version.encode(), tuple(known.columns), state.PLAIN)


def recall(root: Path, wanted: Mapping[str, Asked], known: Known) -> list[str]:
    """Return the files that have to be looked into, since no record of them holds; one lstat a file."""
    before = known.before(list(wanted))
    top = os.open(root, os.O_RDONLY | os.O_DIRECTORY)  # from here the ways are shorter
    try:
        return list(_changed(top, wanted, before))
    finally:
        os.close(top)


def _changed(top: int, wanted: Mapping[str, Asked], known: Sequence[Sequence[Any]]) -> Iterator[str]:
    lstat = os.lstat
    for (file, asked), inode, size, changed, before in zip(wanted.items(), *known, strict=True):
        try:
            found = lstat(file, dir_fd=top)
        except OSError:
            yield file
            continue
        if found.st_ctime_ns != changed or found.st_size != size or found.st_ino != inode or before != asked:
            yield file


def looks(root: Path, files: Sequence[str]) -> list[Look]:
    """Return how files look before they are read: a change meanwhile is seen by the next build."""
    return [look(f"{root}/{file}", time.time_ns()) for file in files]


def facts(developed: Developed) -> Facts:
    """Return what to remember of a photo."""
    if developed.original:
        return astuple(developed.original)
    return developed.digest, developed.code, developed.values


def original(record: Record) -> Original | None:
    """Return what is known of a photo; None where it is one that cannot be shown."""
    return Original(*record.facts) if len(record.facts) == FIELDS else None
