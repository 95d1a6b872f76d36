"""Who is akin to whom: each article paired with its nearest older ones, of which lists are made.

An article looks at older ones only, so the pairs of the present ones stay as they are when a new one comes: it
reaches the lists of those that it is paired with itself, at most `OLDER`, and no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plugins.bridge.feature import Share
from plugins.related.postings import Postings
from plugins.related.roll import NOBODY
from plugins.related.table import Table, common_with_older, heavy, worth
from plugins.related.vectors import Ints

OLDER = 32
"""Older articles that one article is paired with."""
CANDIDATES = 48
"""Articles whose exact score is looked at for those."""
FEW = 256
"""Searches for which the table is not turned round."""
SOME = 16
"""Searches that are one piece of work."""
GROUPS = 512
"""Groups of sums of which the largest are looked at, for a bound of what candidates share."""
ROWS = 1 << 24


Keys = Ints
"""Whole numbers: what an older article shares, then its row."""
Link = tuple[int, int, int, int]
"""An article, an older one, how near by text and by all else."""


@dataclass(frozen=True)
class Pairs:
    """Each article's nearest older ones, best first, `NOBODY` filling up; how near by text and by all else."""

    others: Ints
    text: Ints
    rest: Ints
    twins: Ints
    """The oldest article of the same content, the article itself where there is none older."""
    floors: Ints
    """What an older article has to share with one to be a candidate, times a million or so; 0: anything."""
    spare: Ints
    """Candidates that are no pairs, `NOBODY` filling up."""
    counts: Ints
    """How many older articles share anything that candidates are sought by."""

    @classmethod
    def empty(cls, size: int) -> Pairs:
        """Return pairs of so many articles that have none."""
        none = np.zeros((size, OLDER), np.int16)
        nobody = np.full((size, OLDER), NOBODY, np.int32)
        spare = np.full((size, max(0, CANDIDATES - OLDER)), NOBODY, np.int32)
        rows, floors = np.arange(size, dtype=np.int32), np.zeros(size, np.int64)
        return cls(nobody, none, none.copy(), rows, floors, spare, np.zeros(size, np.int32))

    def put(self, rows: Ints | slice, found: Pairs) -> None:
        """Set the pairs of some articles."""
        for column, new in zip(vars(self).values(), vars(found).values(), strict=True):
            column[rows] = new

    def links(self, rows: Ints) -> set[Link]:
        """Return the pairs of some rows, of which it is told for each row whether it is wanted."""
        columns = (column[rows].ravel().tolist() for column in (self.others, self.text, self.rest))
        newer = np.repeat(np.flatnonzero(rows), OLDER).tolist()
        return {link for link in zip(newer, *columns, strict=True) if link[1] != NOBODY}


def best(table: Table, rows: Ints, found: Sequence[Keys], counts: Sequence[int]) -> Pairs:
    """Return the pairs of some articles, given the keys of the older ones that share most with each.

    `counts` are how many share anything with each, where the best of them alone are given.
    """
    keys = np.full((len(rows), max(CANDIDATES, OLDER)), NOBODY, np.int64)
    for row, some in zip(keys, found, strict=True):
        near = np.partition(some, len(some) - CANDIDATES)[-CANDIDATES:] if len(some) > CANDIDATES else some
        row[: len(near)] = near
    is_held, others = keys >= 0, np.where(keys >= 0, keys & (ROWS - 1), rows[:, None])
    text, rest, is_twin = table.score(rows, others)
    is_twin &= is_held
    twins = np.where(is_twin, others, rows[:, None]).min(axis=1)
    order = np.argsort(np.where(is_held, (text + rest) * ROWS + others, NOBODY), axis=1)[:, ::-1]
    columns = [(np.where(is_held, others, NOBODY), np.int32), (text * is_held, np.int16), (rest * is_held, np.int16)]
    others, text, rest = (np.take_along_axis(column, order, axis=1).astype(kind) for column, kind in columns)
    floors = np.where(np.array(counts) > CANDIDATES, keys[:, :CANDIDATES].min(axis=1) // ROWS, 0)
    spare, number = others[:, OLDER:], np.array(counts, np.int32)
    others, text, rest = others[:, :OLDER], text[:, :OLDER], rest[:, :OLDER]
    return Pairs(others, text, rest, twins.astype(np.int32), floors, spare, number)


def keys_of(rows: Ints, sums: Ints) -> Keys:
    """Return numbers by which older articles are in order of what they share, and of equals the newest last."""
    keys: Keys = sums.astype(np.int64) * ROWS + rows
    return keys


class Searcher:
    """Finds the nearest older articles of some at a time."""

    def __init__(self, table: Table) -> None:
        """Turn the table round, once for all searches."""
        self._table = table
        self.size = len(table.days)
        self._traits = np.unique(table.traits)
        self._terms = int(table.terms.max(initial=0)) + 1
        self._postings = Postings.of(self.size, self._terms + len(self._traits), self._entries)

    def _entries(self, rows: slice) -> tuple[Ints, Ints]:
        """Return the terms and traits of some rows as small numbers, and what they are sought with."""
        t, traits = self._table, self._table.traits[rows]
        numbers = np.searchsorted(self._traits, traits) + self._terms
        return np.hstack([t.terms[rows], numbers]), np.hstack([t.shares[rows], t.rare[traits]])

    def older(self, start: int, stop: int) -> Pairs:
        """Return pairs from the older articles that share a heavy term or a rare trait, for rows side by side."""
        t, rows = self._table, np.arange(start, min(stop, self.size))
        asked = np.hstack([heavy(t, rows), worth(t, rows)]).astype(np.float64)
        keys, counts = [], []
        for sums in self._postings.before(start, self._entries(slice(start, stop))[0], asked):
            counts.append(int(np.count_nonzero(sums > 0)))
            near = np.flatnonzero(sums >= _bound(sums))
            keys.append(keys_of(near, sums[near]))
        return best(t, rows, keys, counts)


def _bound(sums: Ints) -> float:
    """Return a sum above 0 that all candidates reach, and few others.

    As many as are candidates reach it for sure: each is the largest of its group, and not many more do.
    """
    largest = sums[: len(sums) // GROUPS * GROUPS].reshape(-1, GROUPS).max(axis=0, initial=1)
    largest.partition(GROUPS - CANDIDATES)
    bound: float = largest[-CANDIDATES]
    return bound


def look_through(table: Table, rows: Sequence[int]) -> Pairs:
    """Return the same as a `Searcher` by looking at every older article: cheaper for a few, as nothing is turned."""
    keys = []
    for sums in common_with_older(table, rows):
        found = np.flatnonzero(sums)
        keys.append(keys_of(found, sums[found]))
    return best(table, np.array(rows, np.int64), keys, list(map(len, keys)))


def pair(table: Table, pairs: Pairs, rows: Sequence[int]) -> None:
    """Pair some articles with their nearest older ones. Near linear: each looks at about as many others."""
    if len(rows) <= FEW:
        pairs.put(np.array(rows, np.int64), look_through(table, rows))
        return
    searcher = Searcher(table.compact())
    for row in rows:
        pairs.put(slice(row, row + 1), searcher.older(row, row + 1))


def pair_all(table: Table, share: Share) -> Pairs:
    """Pair all articles, some of them in each process."""
    size = len(table.days)
    parts = list(share(_some, Searcher(table.compact()), -(-size // SOME)))
    columns = zip(*(vars(part).values() for part in parts), strict=True)
    return Pairs(*map(np.concatenate, columns)) if parts else Pairs.empty(0)


def _some(searcher: Searcher, number: int) -> Pairs:
    """Pair the articles of one part."""
    return searcher.older(number * SOME, (number + 1) * SOME)
