"""Who is akin to whom: each article paired with its nearest older ones, and lists made of such pairs.

An article looks at older ones only, so the pairs of the present ones stay as they are when a new one comes: it
reaches the lists of those that it is paired with itself, at most `OLDER`, and no others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from plugins.related.terms import BUCKETS, NO_MARK
from plugins.related.vectors import UNIT, Ints

OLDER = 32
"""Older articles that one article is paired with."""
CANDIDATES = 48
"""Articles whose exact score is looked at for those."""
CLOSEST = 5
"""Nearest articles by which is measured how crowded the place of an article is."""
FEW = 24
"""Searches for which the table is not turned round."""
ROWS = 1 << 24
COPIED = 700
"""Share of the shorter text, in thousandths, that stands in the other one where two have the same content."""
ALIKE = 800
"""How near by text they are besides."""
FEWEST = 6
"""Passages below which nothing can be said of copying."""
NOBODY = -1
_MARK_SHIFT = 12
_CROWDS = np.array([round(1000 * 2 ** (step / 4 - 5)) for step in range(20)])
"""Bounds of crowding in thousandths of similarity, a quarter of an octave apart."""
_FACTORS = np.array([round(256 * 2 ** (-0.15 * (step - 12))) for step in range(21)])
"""What similarity counts, in 256ths, towards an article in such a crowd: the power -0.6 of its crowding."""


_FOLLOWS = frozenset({"weights", "rare", "scratch", "_marks"})


def _scratch() -> Ints:
    return np.zeros(BUCKETS, np.int32)


@dataclass(frozen=True)
class Table:
    """All articles in columns, oldest first: one row for each. Terms and traits are below `BUCKETS`; 0 fills up."""

    terms: Ints
    shares: Ints
    sought: Ints
    """How many of an article's terms, the heaviest, candidates are sought by."""
    traits: Ints
    """What the front matter says, rarest first, as numbers like those of terms."""
    days: Ints
    marks: Ints
    """Marks of each article's passages."""
    weights: Ints
    """What sharing each trait adds to a score."""
    rare: Ints
    """Which traits are rare enough to seek candidates by."""
    time: int
    """What nearness in time adds at most."""
    is_settled: Ints
    """Which rows are old enough for others to be measured by."""
    scratch: Ints = field(default_factory=_scratch)
    _marks: Ints = field(default_factory=lambda: np.zeros(1 << 32 - _MARK_SHIFT, np.bool_))

    def __getstate__(self) -> dict[str, Ints | int]:
        """Leave out what follows from the rest when it is kept on disk, and what needs no wide numbers."""
        state = {name: value for name, value in self.__dict__.items() if name not in _FOLLOWS}
        return state | {"shares": self.shares.astype(np.uint16)}

    def __setstate__(self, state: dict[str, Ints | int]) -> None:
        """Take it back; weights and what is rare have yet to be set."""
        self.__dict__.update(state)
        none = np.zeros(0, np.int32)
        self.__dict__.update(shares=self.shares.astype(np.int32), weights=none, rare=none)
        self.__dict__.update(scratch=_scratch(), _marks=np.zeros(1 << 32 - _MARK_SHIFT, np.bool_))

    def compact(self) -> Table:
        """Return the same with small numbers for the terms that several articles hold: a search is then near memory.

        Number 0 stands for all terms that nobody shares, and its share is 0.
        """
        held = np.bincount(self.terms.ravel()[np.flatnonzero(self.shares)], minlength=BUCKETS)
        numbers = np.zeros(BUCKETS, np.int32)
        common = np.flatnonzero(held > 1)
        numbers[common] = np.arange(1, len(common) + 1)
        terms = numbers[self.terms]
        return replace(self, terms=terms, shares=np.where(terms > 0, self.shares, 0), scratch=_scratch())

    def score(self, row: int, others: Ints) -> tuple[Ints, Ints, Ints]:
        """Return how near others are to an article, in thousandths, by text and by all else, and which are its twins.

        What two texts have verbatim, boilerplate and copies, says little of what they are about and nothing new to a
        reader: it takes up to half of their likeness.
        """
        self.scratch[self.terms[row]] = self.shares[row]
        text = _products(self.scratch, self.terms[others], self.shares[others])
        self.scratch[self.terms[row]] = 0
        self.scratch[self.traits[row]] = self.weights[self.traits[row]]
        rest = np.einsum("ij->i", self.scratch[self.traits[others]]).astype(np.int64)
        self.scratch[self.traits[row]] = 0
        text = text * 1000 // (UNIT * UNIT)
        copied = self.copied(row, others)
        rest = rest + nearness(self.time, self.days[others] - self.days[row])
        return text * np.maximum(500, 1000 - 3 * copied // 2) // 1000, rest, (copied >= COPIED) & (text >= ALIKE)

    def copied(self, row: int, others: Ints) -> Ints:
        """Return how much of the shorter of two texts stands in the other, in thousandths, by the marks of both.

        Both samples are whole up to the smaller of their last marks (Broder's sketches).
        """
        mine, theirs = self.marks[row], self.marks[others]
        last = np.minimum(mine[-1], theirs[:, -1])
        last[last == NO_MARK] -= 1
        self._marks[mine >> _MARK_SHIFT] = True
        within = theirs <= last[:, None]
        common = _number(self._marks[theirs >> _MARK_SHIFT] & within)
        self._marks[mine >> _MARK_SHIFT] = False
        fewer = np.minimum(np.searchsorted(mine, last, side="right"), _number(within))
        return np.where(fewer >= FEWEST, common * 1000 // np.maximum(fewer, 1), 0)


def _number(held: Ints) -> Ints:
    """Return how many of each row are true; there are fewer than 256."""
    number: Ints = np.einsum("ij->i", held.view(np.uint8)).astype(np.int64)
    return number


def nearness(most: int, days: Ints) -> Ints:
    """Return what two articles so many days apart gain by that: half of the most at a quarter of a year."""
    return most * 90 // (90 + np.abs(days))


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


def common(table: Table, row: int, others: slice | Ints) -> Ints:
    """Return what each of some other articles has of an article's heavy terms and rare traits."""
    sought, traits = table.sought[row], table.traits[row]
    table.scratch[table.terms[row, :sought]] = table.shares[row, :sought]
    sums = _products(table.scratch, table.terms[others], table.shares[others])
    table.scratch[table.terms[row, :sought]] = 0
    table.scratch[traits] = table.rare[traits] * table.weights[traits]
    sums += table.scratch[table.traits[others]].sum(axis=1, dtype=np.int64) * (UNIT * UNIT // 1000)
    table.scratch[traits] = 0
    return sums


def commonly(table: Table, row: int, others: slice) -> Ints:
    """Return what an article has of the heavy terms and rare traits of each of a range: `common` seen from there."""
    table.scratch[table.terms[row]] = table.shares[row]
    within = np.arange(table.terms.shape[1]) < table.sought[others][:, None]
    sums = _products(table.scratch, table.terms[others], table.shares[others] * within)
    table.scratch[table.terms[row]] = 0
    traits = table.traits[row]
    table.scratch[traits] = table.rare[traits] * table.weights[traits]
    sums += table.scratch[table.traits[others]].sum(axis=1, dtype=np.int64) * (UNIT * UNIT // 1000)
    table.scratch[traits] = 0
    return sums


def _products(mine: Ints, terms: Ints, shares: Ints) -> Ints:
    sums: Ints = np.einsum("ij,ij->i", mine[terms], shares).astype(np.int64)
    return sums


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


@dataclass(frozen=True)
class Circles:
    """Every article's pairs, with older and newer ones: `starts[row]` to `starts[row + 1]` in three columns."""

    starts: Ints
    others: Ints
    text: Ints
    rest: Ints

    @classmethod
    def of(cls, pairs: Pairs, wanted: Ints | None = None) -> Circles:
        """See pairs from both sides; only those of the rows that are wanted, where not all are."""
        size, flat = len(pairs.others), pairs.others.ravel()
        held = is_held = flat != NOBODY
        if wanted is not None:
            is_held, held = is_held & np.repeat(wanted, OLDER), is_held & wanted[flat]
        mine, theirs = np.flatnonzero(is_held), np.flatnonzero(held)
        rows = np.concatenate([mine // OLDER, flat[theirs]]).astype(np.int64)
        others = np.concatenate([flat[mine], theirs // OLDER]).astype(np.int64)
        place = np.concatenate([mine, theirs])
        order = np.argsort(rows * ROWS + others)
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=size))])
        text, rest = (column.ravel()[place[order]].astype(np.int32) for column in (pairs.text, pairs.rest))
        return cls(starts, others[order], text, rest)

    def of_row(self, row: int) -> slice:
        """Return where the pairs of an article stand."""
        return slice(self.starts[row], self.starts[row + 1])

    def crowding(self, row: int, is_settled: Ints) -> int:
        """Return the step of how near the nearest articles are, on average, among those of the statistics."""
        place = self.of_row(row)
        near = np.sort(self.text[place][is_settled[self.others[place]]])[-CLOSEST:]
        return int(np.searchsorted(_CROWDS, near.sum() // CLOSEST, side="right"))


def crowds(circles: Circles, is_settled: Ints, rows: Iterable[int]) -> Ints:
    """Return the crowding of some articles: those that are near to everything must not be in every list.

    Local scaling after Zelnik-Manor and Perona, as used against hubs by Schnitzer and others.
    """
    return np.array([circles.crowding(row, is_settled) for row in rows], np.int32)


def scores(circles: Circles, crowded: Ints, row: int) -> tuple[Ints, Ints]:
    """Return an article's pairs as rows, best first, with their final scores; of equals the newest comes first."""
    place = circles.of_row(row)
    others = circles.others[place]
    total = (circles.text[place] * _FACTORS[crowded[others]] >> 8) + circles.rest[place]
    order = np.argsort(total * ROWS + others)[::-1]
    return others[order], total[order]
