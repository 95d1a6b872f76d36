"""What was found, by the rows of articles: a list, a twin or a key is made of it when somebody asks for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from plugins.related.lists import join
from plugins.related.roll import NOBODY

KEY = 16
"""Bytes of a key."""
UNKNOWN = bytes(KEY)
V = TypeVar("V")
D = TypeVar("D")


class Columns(NamedTuple):
    """Numbers as C has them. The first two have only what lists show, the others all articles."""

    chosen: bytes
    """The rows of each list, as many for every article, `NOBODY` for what was left out and filling up."""
    twins: bytes
    """The row of the one that has the same content, or `NOBODY`."""
    starts: bytes
    """Where the picks of each article stand in the next one; one number more than there are articles."""
    picked: bytes
    prints: bytes
    """A checksum of the faces that each key is made of, or `UNKNOWN`."""
    keys: bytes = b""
    """The key of each article's kin, or `UNKNOWN`."""


def cut(column: bytes) -> list[bytes]:
    """Return the keys of a column, or the checksums."""
    return [column[place : place + KEY] for place in range(0, len(column), KEY)]


class Found:
    """What columns say of each article."""

    def __init__(self, names: Sequence[str], columns: Columns, length: int) -> None:
        """Take the ids of articles by row, and how long a list is."""
        self._names = names
        self._length = length
        self._chosen, self._twins, self._starts, self._picked = (memoryview(c).cast("i") for c in columns[:4])

    def rows(self, row: int) -> tuple[int, ...]:
        """Return the list of an article as rows, picks first."""
        picked = self._picked[self._starts[row] : self._starts[row + 1]].tolist()
        found = self._chosen[row * self._length : (row + 1) * self._length]
        return join(picked, [other for other in found if other != NOBODY], self._length)

    def twin(self, row: int) -> int:
        """Return the row of an article's twin; `NOBODY` where it has none, or where its list names it."""
        twin = self._twins[row] if row < len(self._twins) else NOBODY
        return twin if twin == NOBODY or twin not in self.rows(row) else NOBODY

    def related(self, row: int) -> tuple[str, ...]:
        """Return the list of an article."""
        return tuple([self._names[other] for other in self.rows(row)])

    def same_content(self, row: int) -> str:
        """Return an article's twin, or nothing."""
        twin = self.twin(row)
        return self._names[twin] if twin != NOBODY else ""


class ByName(Mapping[str, V]):
    """What is found of articles by their ids, made when it is asked for; of whom nothing is found is not there."""

    def __init__(self, rows: Mapping[str, int], answer: Callable[[int], V]) -> None:
        """Take the rows of articles by their ids, and what answers for a row."""
        self._rows = rows
        self._answer = answer

    def get(self, key: str, default: D = None) -> V | D:  # type: ignore[assignment]
        """Return what is found of an article."""
        row = self._rows.get(key)
        return default if row is None else self._answer(row) or default

    def __getitem__(self, key: str) -> V:
        found = self._answer(self._rows[key])
        if not found:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name, row in self._rows.items() if self._answer(row))

    def __len__(self) -> int:
        return sum(1 for _ in self)
