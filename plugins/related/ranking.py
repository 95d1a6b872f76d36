"""Who is akin to whom: each article paired with its nearest older ones, of which lists are made.

An article looks at older ones only, so the pairs of the present ones stay as they are when a new one comes: it
reaches the lists of those that it is paired with itself, at most `OLDER`, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np

from plugins.bridge.feature import Share
from plugins.related.table import Table, common
from plugins.related.vectors import UNIT, Ints

OLDER = 32
"""Older articles that one article is paired with."""
CANDIDATES = 48
"""Articles whose exact score is looked at for those."""
FEW = 24
"""Searches for which the table is not turned round."""
SOME = 16
"""Searches that are one piece of work."""
ROWS = 1 << 24
_PLACE = 32
"""Bits of a place in a table."""
NOBODY = -1


@dataclass(frozen=True)
class Postings:
    """The rows that hold each term with their shares, by terms, then rows.

    The terms that a row holds are told from `begin[row]` to `begin[row + 1]`: in which column of the table each stands,
    where those who hold it begin, and where the row itself stands among them.
    """

    rows: Ints
    shares: Ints
    begin: Ints
    columns: Ints
    first: Ints
    own: Ints

    @classmethod
    def of(cls, terms: Ints, shares: Ints) -> Postings:
        """Turn rows of terms round; a share of 0 is no term."""
        size, width = terms.shape
        held = np.flatnonzero(shares).astype(np.int32)
        begin = np.searchsorted(held, np.arange(size + 1, dtype=np.int32) * width)
        order = terms.ravel()[held].astype(np.int64)
        order <<= _PLACE
        order += np.arange(len(held), dtype=np.int32)
        order.sort()
        place = (order & (1 << _PLACE) - 1).astype(np.int32)
        order >>= _PLACE
        is_first = np.empty(len(order), np.bool_)
        is_first[:1], is_first[1:] = True, order[1:] != order[:-1]
        del order  # as large as all that is kept
        first, own = np.zeros((2, len(held)), np.int32)
        own[place] = np.arange(len(held), dtype=np.int32)
        first[place] = np.maximum.accumulate(np.where(is_first, own[place], np.int32(0)))
        cells = held[place]
        return cls(cells // width, shares.ravel()[cells], begin, (held % width).astype(np.uint8), first, own)

    def before(self, row: int, asked: Ints) -> tuple[Ints, Ints]:
        """Return rows before a row that hold its terms, once for each term, and their shares times what is asked."""
        held = slice(self.begin[row], self.begin[row + 1])
        asked = asked[self.columns[held]]
        sought = np.flatnonzero(asked)
        start = self.first[held][sought]
        lengths = self.own[held][sought] - start
        ends = lengths.cumsum()
        places = np.repeat(start - ends + lengths, lengths) + np.arange(ends[-1] if len(ends) else 0)
        return self.rows[places], self.shares[places] * np.repeat(asked[sought], lengths)


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
        self.size = len(table.days)
        terms = np.hstack([table.terms, table.traits + len(table.scratch)])
        self._postings = Postings.of(terms, np.hstack([table.shares, table.rare[table.traits]]))

    def older(self, row: int) -> Found:
        """Return the nearest of the older articles that share a heavy term or a rare trait with an article."""
        t, width = self._table, self._table.terms.shape[1]
        asked = np.zeros(width + t.traits.shape[1])
        asked[: t.sought[row]] = t.shares[row, : t.sought[row]]
        asked[width:] = (t.rare[t.traits[row]] * t.weights[t.traits[row]]) * (UNIT * UNIT // 1000)
        sums = np.bincount(*self._postings.before(row, asked))  # of floats, but whole numbers, far below 2 ** 53
        found = np.flatnonzero(sums > 0)  # of truths it is several times as fast
        return best(t, row, found, sums[found].astype(np.int64))


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


def pair_all(table: Table, share: Share) -> Pairs:
    """Pair all articles, some of them in each process."""
    size = len(table.days)
    parts = list(share(_some, Searcher(table.compact()), -(-size // SOME)))
    columns = zip(*(vars(part).values() for part in parts), strict=True)
    return Pairs(*map(np.concatenate, columns)) if parts else Pairs.empty(0)


def _some(searcher: Searcher, number: int) -> Pairs:
    """Pair the articles of one part."""
    rows = range(number * SOME, min((number + 1) * SOME, searcher.size))
    pairs = Pairs.empty(len(rows))
    for place, row in enumerate(rows):
        pairs.put(place, searcher.older(row))
    return pairs
