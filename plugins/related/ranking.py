"""Who is akin to whom: each article paired with its nearest older ones, of which lists are made.

An article looks at older ones only, so the pairs of the present ones stay as they are when a new one comes: it
reaches the lists of those that it is paired with itself, at most `OLDER`, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np

from plugins.related.table import Table, common
from plugins.related.vectors import UNIT, Ints

OLDER = 32
"""Older articles that one article is paired with."""
CANDIDATES = 48
"""Articles whose exact score is looked at for those."""
FEW = 24
"""Searches for which the table is not turned round."""
ROWS = 1 << 24
NOBODY = -1


@dataclass(frozen=True)
class Postings:
    """The rows that hold each term, in one sorted column of numbers: term, then row."""

    keys: Ints
    rows: Ints
    shares: Ints
    starts: Ints

    @classmethod
    def of(cls, terms: Ints, shares: Ints) -> Postings:
        """Turn rows of terms round; a share of 0 is no term."""
        held = np.flatnonzero(shares)
        flat = terms.ravel()[held].astype(np.int64)
        keys = flat * ROWS + held // terms.shape[1]
        order = np.argsort(keys, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(flat))])
        keys = keys[order]
        return cls(keys, (keys & (ROWS - 1)).astype(np.int32), shares.ravel()[held][order].astype(np.int32), starts)

    def before(self, row: int, terms: Ints, shares: Ints) -> tuple[Ints, Ints]:
        """Return rows before a row that hold the terms, once for each term, and the products of the shares."""
        start, end = self.starts[terms], np.searchsorted(self.keys, terms.astype(np.int64) * ROWS + row)
        lengths = end - start
        places = np.repeat(start - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        return self.rows[places], self.shares[places] * np.repeat(shares, lengths)


@dataclass(frozen=True)
class Found:
    """An article's nearest older ones, best first and of equals the newest; its oldest twin, or itself; its floor.

    `spare` are the candidates that were not near enough; `count` is how many articles might have been candidates.
    """

    others: Ints
    text: Ints
    rest: Ints
    twin: int
    floor: int
    spare: Ints
    count: int


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

    def put(self, row: int, found: Found) -> None:
        """Set an article's pairs."""
        count = len(found.others)
        for column, values, filler in (
            (self.others, found.others, NOBODY),
            (self.text, found.text, 0),
            (self.rest, found.rest, 0),
        ):
            column[row, :count], column[row, count:] = values, filler
        self.spare[row] = NOBODY
        self.spare[row, : len(found.spare)] = found.spare
        self.twins[row], self.floors[row], self.counts[row] = found.twin, found.floor, found.count

    def links(self, rows: Ints) -> set[Link]:
        """Return the pairs of some rows, of which it is told for each row whether it is wanted."""
        columns = (column[rows].ravel().tolist() for column in (self.others, self.text, self.rest))
        newer = np.repeat(np.flatnonzero(rows), OLDER).tolist()
        return {link for link in zip(newer, *columns, strict=True) if link[1] != NOBODY}


def best(table: Table, row: int, rows: Ints, sums: Ints, count: int = 0) -> Found:
    """Return the best of the candidates for an article, given what each shares with it in heavy terms and traits.

    `count` is how many there are in all, where the best of them alone are given.
    """
    keys = sums * ROWS + rows
    count = max(count, len(keys))
    if len(keys) > CANDIDATES:
        keys = np.partition(keys, len(keys) - CANDIDATES)[-CANDIDATES:]
    floor = int(keys.min()) // ROWS if count > CANDIDATES else 0
    found = keys & (ROWS - 1)
    text, rest, is_twin = table.score(row, found)
    order = np.argsort((text + rest) * ROWS + found)[::-1]
    twin, near, spare = int(found[is_twin].min(initial=row)), order[:OLDER], found[order[OLDER:]]
    return Found(found[near], text[near], rest[near], twin, floor, spare, count)


class Searcher:
    """Finds the nearest older articles of one after the other."""

    def __init__(self, table: Table) -> None:
        """Turn the table round, once for all searches."""
        self._table = table
        self._terms = Postings.of(table.terms, table.shares)
        self._traits = Postings.of(table.traits, table.rare[table.traits])
        self._sums = np.zeros(len(table.days), np.int64)
        self._marks = np.zeros(len(table.days), np.int64)

    def older(self, row: int) -> Found:
        """Return the nearest of the older articles that share a heavy term or a rare trait with an article."""
        t, sought = self._table, self._table.sought[row]
        traits = t.traits[row][t.rare[t.traits[row]] > 0]
        rows, products = self._terms.before(row, t.terms[row, :sought], t.shares[row, :sought].astype(np.int64))
        others, worth = self._traits.before(row, traits, t.weights[traits].astype(np.int64) * (UNIT * UNIT // 1000))
        rows, products = np.concatenate([rows, others]), np.concatenate([products, worth])
        np.add.at(self._sums, rows, products)
        order = np.arange(len(rows))
        self._marks[rows] = order
        found = rows[self._marks[rows] == order].astype(np.int64)
        sums = self._sums[found]
        self._sums[found] = 0
        return best(t, row, found[sums > 0], sums[sums > 0])


def look_through(table: Table, row: int) -> Found:
    """Return the same as a `Searcher` by looking at every older article: cheaper for a few, as nothing is turned."""
    sums = common(table, row, slice(0, row))
    rows = np.flatnonzero(sums)
    return best(table, row, rows, sums[rows])


def pair(table: Table, pairs: Pairs, rows: Iterable[int]) -> None:
    """Pair some articles with their nearest older ones. Near linear: each looks at about as many others."""
    wanted = list(rows)
    older = Searcher(table.compact()).older if len(wanted) > FEW else partial(look_through, table)
    for row in wanted:
        pairs.put(row, older(row))
