"""Who is akin to whom: each article paired with its nearest older ones, and lists made of such pairs.

An article looks at older ones only, so the pairs of the present ones stay as they are when a new one comes: it
reaches the lists of those that it is paired with itself, at most `OLDER`, and no others.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from plugins.related.terms import BUCKETS, NO_MARK
from plugins.related.vectors import UNIT, Ints

OLDER = 32
"""Older articles that one article is paired with."""
CANDIDATES = 96
"""Articles whose exact score is looked at for those."""
CLOSEST = 5
"""Nearest articles by which is measured how crowded the place of an article is."""
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
    is_measured: Ints
    """Which rows belong to the statistics."""
    _terms: Ints = field(default_factory=lambda: np.zeros(BUCKETS, np.int32))
    _traits: Ints = field(default_factory=lambda: np.zeros(BUCKETS, np.int32))
    _marks: Ints = field(default_factory=lambda: np.zeros(1 << 32 - _MARK_SHIFT, np.bool_))

    def score(self, row: int, others: Ints) -> tuple[Ints, Ints, Ints]:
        """Return how near others are to an article, in thousandths, by text and by all else, and which are its twins.

        What two texts have verbatim, boilerplate and copies, says little of what they are about and nothing new to a
        reader: it takes up to half of their likeness.
        """
        self._terms[self.terms[row]] = self.shares[row]
        self._traits[self.traits[row]] = self.weights[self.traits[row]]
        text = np.einsum("ij,ij->i", self._terms[self.terms[others]], self.shares[others]).astype(np.int64)
        rest = self._traits[self.traits[others]].sum(axis=1)
        self._terms[self.terms[row]] = 0
        self._traits[self.traits[row]] = 0
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
        common = (self._marks[theirs >> _MARK_SHIFT] & within).sum(axis=1)
        self._marks[mine >> _MARK_SHIFT] = False
        fewer = np.minimum(np.searchsorted(mine, last, side="right"), within.sum(axis=1))
        return np.where(fewer >= FEWEST, common * 1000 // np.maximum(fewer, 1), 0)


def nearness(most: int, days: Ints) -> Ints:
    """Return what two articles so many days apart gain by that: half of the most at a quarter of a year."""
    return most * 90 // (90 + np.abs(days))


@dataclass(frozen=True)
class Postings:
    """The rows that hold each term, in one sorted column of numbers: term, then row."""

    keys: Ints
    shares: Ints

    @classmethod
    def of(cls, terms: Ints, shares: Ints) -> Postings:
        """Turn rows of terms round; a share of 0 is no term."""
        held = np.flatnonzero(shares)
        keys = terms.ravel()[held].astype(np.int64) * ROWS + held // terms.shape[1]
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], shares.ravel()[held][order])

    def before(self, row: int, terms: Ints, shares: Ints) -> tuple[Ints, Ints]:
        """Return rows before a row that hold the terms, once for each term, and the products of the shares."""
        first = terms.astype(np.int64) * ROWS
        start, end = np.searchsorted(self.keys, first), np.searchsorted(self.keys, first + row)
        lengths = end - start
        places = np.repeat(start - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        return self.keys[places] & (ROWS - 1), self.shares[places] * np.repeat(shares, lengths)


@dataclass(frozen=True)
class Pairs:
    """Each article's nearest older ones, best first, `NOBODY` filling up; how near by text and by all else."""

    others: Ints
    text: Ints
    rest: Ints
    twins: Ints
    """The oldest article of the same content, the article itself where there is none older."""


class Searcher:
    """Finds the nearest older articles of one after the other."""

    def __init__(self, table: Table) -> None:
        """Turn the table round, once for all searches."""
        self._table = table
        self._terms = Postings.of(table.terms, table.shares)
        self._traits = Postings.of(table.traits, table.rare[table.traits])
        self._sums = np.zeros(len(table.days), np.int64)
        self._marks = np.zeros(len(table.days), np.int64)

    def candidates(self, row: int) -> Ints:
        """Return the older articles that share most with an article among its heavy terms and rare traits."""
        t, sought = self._table, self._table.sought[row]
        traits = t.traits[row][t.rare[t.traits[row]] > 0]
        rows, products = self._terms.before(row, t.terms[row, :sought], t.shares[row, :sought].astype(np.int64))
        others, worth = self._traits.before(row, traits, t.weights[traits].astype(np.int64) * (UNIT * UNIT // 1000))
        rows, products = np.concatenate([rows, others]), np.concatenate([products, worth])
        np.add.at(self._sums, rows, products)
        self._marks[rows] = np.arange(len(rows))
        found = rows[self._marks[rows] == np.arange(len(rows))]
        keys: Ints = self._sums[found] * ROWS + found
        self._sums[found] = 0
        if len(keys) > CANDIDATES:
            keys = np.partition(keys, len(keys) - CANDIDATES)[-CANDIDATES:]
        return keys & (ROWS - 1)

    def older(self, row: int) -> tuple[Ints, Ints, Ints, int]:
        """Return the nearest older articles, best first and of equals the newest, their scores, and the oldest twin."""
        found = self.candidates(row)
        text, rest, is_twin = self._table.score(row, found)
        order = np.argsort((text + rest) * ROWS + found)[::-1][:OLDER]
        return found[order], text[order], rest[order], int(found[is_twin].min(initial=row))


def pair(table: Table) -> Pairs:
    """Pair every article with its nearest older ones. Linear in the articles: each looks at about as many others."""
    size = len(table.days)
    none = np.zeros((size, OLDER), np.int32)
    pairs = Pairs(np.full_like(none, NOBODY), none, none.copy(), np.arange(size, dtype=np.int32))
    searcher = Searcher(table)
    for row in range(size):
        found, text, rest, pairs.twins[row] = searcher.older(row)
        count = len(found)
        pairs.others[row, :count], pairs.text[row, :count], pairs.rest[row, :count] = found, text, rest
    return pairs


@dataclass(frozen=True)
class Circles:
    """Every article's pairs, with older and newer ones: `starts[row]` to `starts[row + 1]` in three columns."""

    starts: Ints
    others: Ints
    text: Ints
    rest: Ints

    @classmethod
    def of(cls, pairs: Pairs) -> Circles:
        """See pairs from both sides."""
        size, held = len(pairs.others), np.flatnonzero(pairs.others.ravel() != NOBODY)
        newer, older = (held // OLDER).astype(np.int64), pairs.others.ravel()[held].astype(np.int64)
        rows, others = np.concatenate([newer, older]), np.concatenate([older, newer])
        order = np.argsort(rows * ROWS + others)
        starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=size))])
        text, rest = pairs.text.ravel()[held], pairs.rest.ravel()[held]
        return cls(starts, others[order], np.tile(text, 2)[order], np.tile(rest, 2)[order])

    def of_row(self, row: int) -> slice:
        """Return where the pairs of an article stand."""
        return slice(self.starts[row], self.starts[row + 1])

    def crowding(self, row: int, is_measured: Ints) -> int:
        """Return the step of how near the nearest articles are, on average, among those of the statistics."""
        place = self.of_row(row)
        near = np.sort(self.text[place][is_measured[self.others[place]]])[-CLOSEST:]
        return int(np.searchsorted(_CROWDS, near.sum() // CLOSEST, side="right"))


def crowds(circles: Circles, is_measured: Ints) -> Ints:
    """Return every article's crowding: articles that are near to everything must not be in every list.

    Local scaling after Zelnik-Manor and Perona, as used against hubs by Schnitzer and others.
    """
    return np.array([circles.crowding(row, is_measured) for row in range(len(circles.starts) - 1)], np.int32)


def scores(circles: Circles, crowded: Ints, row: int) -> tuple[Ints, Ints]:
    """Return an article's pairs as rows, best first, with their final scores; of equals the newest comes first."""
    place = circles.of_row(row)
    others = circles.others[place]
    total = (circles.text[place] * _FACTORS[crowded[others]] >> 8) + circles.rest[place]
    order = np.argsort(total * ROWS + others)[::-1]
    return others[order], total[order]
