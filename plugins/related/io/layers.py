"""A value of large columns between builds: written whole once, then by what has changed in it since."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from plugins.engine import state

BLOCK = 4096
PIECE = 64 * BLOCK
"""Bytes that are compared at once."""
SHARE = 8
"""Columns are written whole again when more than one byte in so many has changed."""
Patch = tuple[int, bytes]
"""Bytes that differ, and where they begin."""
Change = tuple[int, list[Patch]]
"""How long a column is now, and what differs in it."""


class Layers:
    """Two files: the columns as they once were, and all the rest with what differs in them; one is nothing alone.

    Columns are read and written one after the other, so that no more of them is held than what is asked for. A checksum
    tells whether they are those that the rest was written for; it takes a quarter of the time of a digest.
    """

    def __init__(self, file: Path, version: bytes) -> None:
        self._file = file
        self._columns = file.with_suffix(".columns")
        self._version = version
        self._seal = 0
        self._sizes: list[int] = []

    def load(self) -> Any:
        """Return the value that was saved; None where anything of it is missing or damaged."""
        kept = state.load(self._file, self._version)
        if not isinstance(kept, tuple):
            return None
        seal, sizes, head, changes = kept
        columns = self._read(seal, sizes, changes)
        if columns is None:
            return None
        self._seal, self._sizes = seal, sizes
        return pickle.loads(head, buffers=columns)  # noqa: S301 - sealed

    def save(self, value: Any) -> None:
        """Keep a value; of its columns only what differs from those on the disk, unless that is much."""
        columns: list[memoryview] = []
        head = pickle.dumps(value, 5, buffer_callback=lambda column: columns.append(column.raw()))
        changes = self._changes(columns)
        if changes is None:
            self._seal, self._sizes = self._write(columns), [len(column) for column in columns]
            changes = [(size, []) for size in self._sizes]
        state.save(self._file, self._version, (self._seal, self._sizes, head, changes))

    def _read(self, seal: int, sizes: Sequence[int], changes: Sequence[Change]) -> list[memoryview] | None:
        """Return the columns as they were last; None where those on the disk are others."""
        total, columns = 0, []
        try:
            with self._columns.open("rb") as stream:
                for size, (length, patches) in zip(sizes, changes, strict=True):
                    column = np.empty(max(size, length), np.uint8).data
                    if stream.readinto(column[:size]) < size:
                        return None
                    total = crc32(column[:size], total)
                    for start, data in patches:
                        column[start : start + len(data)] = data
                    columns.append(column[:length])
        except OSError:
            return None
        return columns if total == seal else None

    def _write(self, columns: Sequence[memoryview]) -> int:
        """Replace the columns on the disk whole; return their seal."""
        total = 0
        temporary = self._columns.with_name(f".{self._columns.name}.{os.getpid()}.tmp")
        with temporary.open("wb") as stream:
            for column in columns:
                stream.write(column)
                total = crc32(column, total)
        temporary.replace(self._columns)
        return total

    def _changes(self, columns: Sequence[memoryview]) -> list[Change] | None:
        """Return what differs from the columns on the disk; None where that is much, or where there are none."""
        if len(columns) != len(self._sizes):
            return None
        try:
            with self._columns.open("rb") as stream:
                pairs = zip(self._sizes, columns, strict=True)
                changes = [(len(new), list(_patches(stream, size, new))) for size, new in pairs]
        except (OSError, EOFError):
            return None
        changed = sum(len(data) for _, patches in changes for _, data in patches)
        return changes if changed * SHARE <= sum(map(len, columns)) else None


def _patches(stream: BufferedReader, size: int, new: memoryview) -> Iterator[Patch]:
    """Yield the blocks that differ from the next so many bytes, and what lies behind the last whole block of both.

    They are read piece by piece into the same memory: new memory for a column costs more than reading it.
    """
    common = min(size, len(new)) // BLOCK * BLOCK
    now, piece = np.frombuffer(new, np.int64, common // 8), np.empty(PIECE // 8, np.int64)
    for start in range(0, len(now), len(piece)):
        some = now[start : start + len(piece)]
        before = piece[: len(some)]
        if stream.readinto(before.data) < before.nbytes:
            raise EOFError
        for block in np.flatnonzero((before != some).reshape(-1, BLOCK // 8).any(axis=1)).tolist():
            place = 8 * start + block * BLOCK
            yield place, bytes(new[place : place + BLOCK])
    stream.seek(size - common, os.SEEK_CUR)
    yield common, bytes(new[common:])
