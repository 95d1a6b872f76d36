"""Articles as short integer vectors: the heaviest terms of each, weighed by how rare they are in the corpus.

Whole numbers throughout: sums come out the same in any order, on any machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.related.sheaf import Sheaf
from plugins.related.terms import BITS, BUCKETS, MOST, WORDS, Terms

Ints = NDArray[Any]

WIDTH = 96
"""Terms kept of an article; more of them find hardly anything better."""
UNIT = 1 << 12
"""Length of a vector, so that a product of two is at most UNIT * UNIT."""
REACH = 3_000
"""Articles looked at, about, when the neighbours of one are sought: what keeps the whole linear."""
STEPS = 8
"""Steps between a corpus and one of twice its size at which the statistics are taken anew."""
ENOUGH = 8192
"""Articles whose words tell how rare a word is; of more, every second, fourth, … is counted."""
_FEW = 8
"""Articles that a corpus is thought larger by: in a tiny one every word would else be a stop word."""
_ALONE = 0.6
"""Share of its rarity that a term keeps which no two articles have in common."""
_RARITY = 0.8
"""Power of its rarity that a term weighs: a text's many middling words together tell more than its few rare ones."""
_PAIR = 0.4
"""Share of its weight that a pair of syllables keeps: where another text has no title, no pair of one can be found."""
_WHOLE = 128
"""What a rarity of 1 weighs, so that weights are whole numbers."""
SOME = 512
"""Texts that are weighed together."""
_ROOM = 40
"""Bits of a term and its weight."""
_SUBLINEAR = 1 + np.log(np.maximum(np.arange(MOST + 1), 1))


def milestone(size: int) -> int:
    """Return how many articles, oldest first, make the statistics of a corpus of so many.

    The largest number of at most four binary digits that is not above the size: statistics stand still while a
    corpus grows by an eighth, and then move once.
    """
    shift = max(0, size.bit_length() - STEPS.bit_length())
    return size >> shift << shift


def is_measured(settled: int, lots: Ints) -> Ints:
    """Tell which articles are counted, by a number drawn for each: all up to `ENOUGH`, of more an even sample.

    An edit of an article that is not counted cannot move any weight.
    """
    measured: Ints = (np.arange(len(lots)) < settled) & (lots % stride(settled) == 0)
    return measured


def stride(settled: int) -> int:
    """Return of how many articles one is counted."""
    return 1 << max(0, (settled - 1) // ENOUGH).bit_length()


@dataclass(frozen=True)
class Statistics:
    """How many articles were counted; for the terms that stand in any, ascending, in how many and how often in all."""

    size: int
    stride: int
    """Of how many articles one was counted."""
    terms: Ints
    documents: Ints
    occurrences: Ints

    @classmethod
    def of(cls, found: Sheaf, stride: int) -> Statistics:
        """Count. Near linear."""
        both = np.sort(found.terms << np.uint32(8) | found.counts)
        terms = (both >> np.uint32(8)).astype(np.int64)
        first = np.flatnonzero(np.diff(terms, prepend=-1))
        occurrences = np.add.reduceat(both & np.uint32(MOST), first, dtype=np.int64) if len(first) else first
        return cls(len(found), stride, terms[first], np.diff(first, append=len(terms)), occurrences)

    def moved(self, coming: Sequence[Terms], going: Sequence[Terms]) -> Statistics:
        """Return the statistics after some articles came and others went; the same as counting anew."""
        if not coming and not going:
            return self
        documents, occurrences = np.zeros(BUCKETS, np.int64), np.zeros(BUCKETS, np.int64)
        documents[self.terms], occurrences[self.terms] = self.documents, self.occurrences
        for sign, found in ((1, coming), (-1, going)):
            for one in found:
                documents[one.terms] += sign
                occurrences[one.terms] += sign * one.counts.astype(np.int64)
        held = np.flatnonzero(documents)
        size = self.size + len(coming) - len(going)
        return Statistics(size, self.stride, held, documents[held], occurrences[held])

    def weights(self) -> Weights:
        """Return what each term weighs: rounded idf, damped, a little more for terms that recur where they occur.

        Rounded to half powers of two of the frequency, so that one article more seldom moves a weight. The second
        factor is Church and Gale's burstiness, damped. A term never seen weighs as much as the rarest.
        """
        whole = int(np.rint(2 * np.log2(self.size + _FEW)))
        alone = 1.0 if self.stride > 1 else _ALONE
        level = np.rint(2 * np.log2(np.maximum(self.documents, 1))).astype(np.int64)
        burst = np.minimum(np.rint(2 * np.log2(self.occurrences / self.documents)), 8)
        idf = np.maximum(whole - np.maximum(level, 2), 0) * np.where(self.documents > 1, 1, alone)
        weight = np.full(BUCKETS, round(_WHOLE * (alone * max(whole - 2, 0)) ** _RARITY), np.int16)
        weight[self.terms] = np.rint(_WHOLE * idf**_RARITY * 2 ** (burst / 8))
        weight[WORDS:] = np.rint(_PAIR * weight[WORDS:])
        spread = np.full(BUCKETS, self.stride, np.int16)
        spread[self.terms] = np.minimum(self.stride * np.rint(2 ** (level / 2)), REACH + 1)
        return Weights(weight, spread)


@dataclass(frozen=True)
class Weights:
    """What each term weighs, and in about how many articles it stands, or in more than can be looked at."""

    weight: Ints
    spread: Ints

    def differ(self, other: Weights) -> Ints:
        """Tell which terms weigh something else there, or are sought by otherwise."""
        differ: Ints = (self.weight != other.weight) | (self.spread != other.spread)
        return differ

    def vectors(self, found: Sheaf) -> tuple[Ints, Ints, Ints]:
        """Return three columns: each text's heaviest terms, heaviest first; their shares; how many are to seek by.

        Shorter texts are filled up with terms of share 0.
        """
        columns = np.zeros((len(found), WIDTH), np.int32), np.zeros((len(found), WIDTH), np.int16)
        sought = np.zeros(len(found), np.int32)
        for start in range(0, len(found), SOME):
            rows = slice(start, start + SOME)
            columns[0][rows], columns[1][rows], sought[rows] = self._some(found, start)
        return *columns, sought

    def _some(self, found: Sheaf, start: int) -> tuple[Ints, Ints, Ints]:
        """Return the same of a part."""
        ends = found.ends[start : start + SOME]
        begin = found.ends[start - 1] if start else 0
        size, place = len(ends), slice(begin, ends[-1])
        lengths = np.diff(ends, prepend=begin)
        term = found.terms[place].astype(np.int64)
        heavy = np.rint(_SUBLINEAR[found.counts[place]] * self.weight[term]).astype(np.int64)
        heavy >>= self.spread[term] == 1  # a term of one text alone makes room for those that others may have too
        order = (heavy << BITS) + (BUCKETS - 1 - term)  # no two of a text are equal
        order = np.sort((np.repeat(np.arange(size), lengths) << _ROOM) + ((1 << _ROOM) - 1 - order))
        rows = order >> _ROOM
        order = (1 << _ROOM) - 1 - (order & (1 << _ROOM) - 1)
        column = np.arange(len(order)) - np.repeat(ends - begin - lengths, lengths)
        kept = (column < WIDTH) & (order >= BUCKETS)
        rows, column, order = rows[kept], column[kept], order[kept]
        terms, weights = np.zeros((size, WIDTH), np.int32), np.zeros((size, WIDTH), np.int64)
        held = BUCKETS - 1 - (order & BUCKETS - 1)
        terms[rows, column], weights[rows, column] = held, (order >> BITS) << (self.spread[held] == 1)
        length = np.sqrt((weights * weights).sum(axis=1).astype(np.float64))
        length[length == 0] = 1
        shares = np.rint(weights * (UNIT / length)[:, None])
        seen = np.cumsum(np.where(weights > 0, self.spread[terms], REACH + 1), axis=1)
        return terms, shares, (seen <= REACH).sum(axis=1)
