"""A value of large columns between builds: written whole once, then by what has changed in it since."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from plugins.engine import state
from plugins.engine.state import Codec

RAW = Codec(b"".join, bytes)
BLOCK = 4096
SHARE = 8
"""Columns are written whole again when more than one byte in so many has changed."""
Patch = tuple[int, bytes]
"""Bytes that differ, and where they begin."""
Change = tuple[int, list[Patch]]
"""How long a column is now, and what differs in it."""


class Layers:
    """Two files: the columns as they once were, and all the rest with what differs in them; one is nothing alone."""

    def __init__(self, file: Path, version: bytes) -> None:
        self._file = file
        self._columns = file.with_suffix(".columns")
        self._version = version
        self._seal = b""
        self._base: list[memoryview] = []

    def load(self) -> Any:
        """Return the value that was saved; None where anything of it is missing or damaged."""
        kept = state.load(self._file, self._version)
        if not isinstance(kept, tuple) or state.seal_of(self._columns) != kept[0]:
            return None
        self._seal, sizes, head, changes = kept
        whole = state.load(self._columns, self._version, RAW)
        if whole is None:
            return None
        self._base = list(_cut(memoryview(whole), sizes))
        return pickle.loads(head, buffers=map(_patched, self._base, changes))  # noqa: S301 - sealed

    def save(self, value: Any) -> None:
        """Keep a value; of its columns only what differs from those that were loaded, unless that is much."""
        columns: list[memoryview] = []
        head = pickle.dumps(value, 5, buffer_callback=lambda column: columns.append(column.raw()))
        changes = self._changes(columns)
        if changes is None:
            self._seal = state.save(self._columns, self._version, columns, RAW)
            self._base, changes = columns, [(len(column), []) for column in columns]
        state.save(self._file, self._version, (self._seal, [len(column) for column in self._base], head, changes))

    def _changes(self, columns: Sequence[memoryview]) -> list[Change] | None:
        """Return what differs from the columns on the disk; None where that is much, or where there are none."""
        if len(columns) != len(self._base):
            return None
        changes = [(len(new), list(_patches(old, new))) for old, new in zip(self._base, columns, strict=True)]
        changed = sum(len(data) for _, patches in changes for _, data in patches)
        return changes if changed * SHARE <= sum(map(len, columns)) else None


def _cut(whole: memoryview, sizes: Sequence[int]) -> Iterator[memoryview]:
    yield from (whole[start:end] for start, end in pairwise(accumulate(sizes, initial=0)))


def _patches(old: memoryview, new: memoryview) -> Iterator[Patch]:
    """Yield the blocks that differ, and what lies behind the last whole block that both have."""
    common = min(len(old), len(new)) // BLOCK * BLOCK
    before, now = (np.frombuffer(column[:common], np.int64).reshape(-1, BLOCK // 8) for column in (old, new))
    for block in np.flatnonzero((before != now).any(axis=1)).tolist():
        yield block * BLOCK, bytes(new[block * BLOCK : (block + 1) * BLOCK])
    yield common, bytes(new[common:])


def _patched(old: memoryview, change: Change) -> bytearray:
    length, patches = change
    column = bytearray(old[:length])
    column.extend(bytes(length - len(column)))
    for start, data in patches:
        column[start : start + len(data)] = data
    return column
