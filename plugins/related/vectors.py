"""Articles as short integer vectors: the heaviest terms of each, weighed by how rare they are in the corpus.

Whole numbers throughout: sums come out the same in any order, on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.related.terms import BUCKETS, MOST, Terms

Ints = NDArray[Any]

WIDTH = 96
"""Terms kept of an article; more of them find hardly anything better."""
UNIT = 1 << 12
"""Length of a vector, so that a product of two is at most UNIT * UNIT."""
REACH = 3_000
"""Articles looked at, about, when the neighbours of one are sought: what keeps the whole linear."""
STEPS = 8
"""Steps between a corpus and one of twice its size at which the statistics are taken anew."""
_ALONE = 0.6
"""Share of its weight that a term keeps which no two articles have in common."""
_SUBLINEAR = 1 + np.log(np.maximum(np.arange(MOST + 1), 1))


def milestone(size: int) -> int:
    """Return how many articles, oldest first, make the statistics of a corpus of so many.

    The largest number of at most four binary digits that is not above the size: statistics stand still while a
    corpus grows by an eighth, and then move once.
    """
    shift = max(0, size.bit_length() - STEPS.bit_length())
    return size >> shift << shift


@dataclass(frozen=True)
class Statistics:
    """In how many of the oldest articles each term stands, and how often in all."""

    size: int
    documents: Ints
    occurrences: Ints

    def weights(self) -> Weights:
        """Return what each term weighs: rounded idf, a little more for terms that recur where they occur.

        Rounded to half powers of two of the frequency, so that one article more seldom moves a weight. The second
        factor is Church and Gale's burstiness, damped.
        """
        frequency = np.maximum(self.documents, 1)
        level = np.rint(2 * np.log2(frequency)).astype(np.int16)
        idf = np.maximum(int(np.rint(2 * np.log2(max(self.size, 2)))) - np.maximum(level, 2), 0)
        burst = np.minimum(np.rint(4 * np.log2(np.maximum(self.occurrences, 1) / frequency)), 16)
        weight = np.rint(64 * idf * np.where(self.documents > 1, 1, _ALONE) * 2 ** (burst / 16))
        return Weights(weight.astype(np.int32), np.rint(2 ** (level / 2)).astype(np.int32))


@dataclass(frozen=True)
class Weights:
    """What each term weighs, and in about how many articles it stands."""

    weight: Ints
    spread: Ints

    def vector(self, found: Terms) -> tuple[Ints, Ints, int]:
        """Return the heaviest terms of a text, heaviest first, their shares of its vector, and how many are to seek by.

        Shorter texts are filled up with terms of share 0.
        """
        heavy = np.rint(_SUBLINEAR[found.counts] * self.weight[found.terms]).astype(np.int64)
        order = heavy * BUCKETS + (BUCKETS - 1 - found.terms.astype(np.int64))  # no two are equal
        if len(order) > WIDTH:
            order = np.partition(order, len(order) - WIDTH)[-WIDTH:]
        order = np.sort(order)[::-1]
        heavy = order // BUCKETS
        order = order[heavy > 0]
        heavy = heavy[heavy > 0]
        terms = np.zeros(WIDTH, np.int32)
        shares = np.zeros(WIDTH, np.int32)
        terms[: len(order)] = BUCKETS - 1 - order % BUCKETS
        length = np.sqrt(float(np.sum(heavy * heavy))) or 1.0
        shares[: len(order)] = np.rint(heavy * (UNIT / length))
        sought = int(np.searchsorted(np.cumsum(self.spread[terms[: len(order)]]), REACH, side="right"))
        return terms, shares, sought


def statistics(size: int, terms: Ints, counts: Ints) -> Statistics:
    """Count terms of so many articles, given one after the other. Linear."""
    return Statistics(
        size,
        np.bincount(terms, minlength=BUCKETS),
        np.bincount(terms, weights=counts, minlength=BUCKETS).astype(np.int64),
    )
