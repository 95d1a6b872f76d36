"""Who is akin to whom: each article paired with its nearest older ones, and lists made of such pairs.

An article looks at older ones only, so the pairs of the present ones stay as they are when a new one comes: it
reaches the lists of those that it is paired with itself, at most `OLDER`, and no others.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from plugins.related.terms import BUCKETS
from plugins.related.vectors import UNIT, Ints

OLDER = 32
"""Older articles that one article is paired with."""
CANDIDATES = 96
"""Articles whose exact score is looked at for those."""
CLOSEST = 5
"""Nearest articles by which is measured how crowded the place of an article is."""
ROWS = 1 << 24
NOBODY = -1
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

    def score(self, row: int, others: Ints) -> tuple[Ints, Ints]:
        """Return how near others are to an article, in thousandths: by text, and by all else. Symmetrical."""
        self._terms[self.terms[row]] = self.shares[row]
        self._traits[self.traits[row]] = self.weights[self.traits[row]]
        text = np.einsum("ij,ij->i", self._terms[self.terms[others]], self.shares[others])
        rest = self._traits[self.traits[others]].sum(axis=1)
        self._terms[self.terms[row]] = 0
        self._traits[self.traits[row]] = 0
        return text.astype(np.int64) * 1000 // (UNIT * UNIT), rest + nearness(
            self.time, self.days[others] - self.days[row]
        )


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

    def older(self, row: int) -> tuple[Ints, Ints, Ints]:
        """Return the nearest older articles, best first and of equals the newest, with their scores."""
        found = self.candidates(row)
        text, rest = self._table.score(row, found)
        order = np.argsort((text + rest) * ROWS + found)[::-1][:OLDER]
        return found[order], text[order], rest[order]


def pair(table: Table) -> Pairs:
    """Pair every article with its nearest older ones. Linear in the articles: each looks at about as many others."""
    size = len(table.days)
    pairs = Pairs(
        np.full((size, OLDER), NOBODY, np.int32), np.zeros((size, OLDER), np.int32), np.zeros((size, OLDER), np.int32)
    )
    searcher = Searcher(table)
    for row in range(size):
        found, text, rest = searcher.older(row)
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
