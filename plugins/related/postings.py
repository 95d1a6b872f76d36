"""A table turned round: who holds a term, so that those who share some are found without looking at all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from plugins.related.vectors import Ints

PART = 4096
"""Rows that are turned together: what is needed besides the result is as large as they are."""
_PLACE = 32
"""Bits of a place in a part."""
Entries = Callable[[slice], tuple[Ints, Ints]]
"""Gives the terms of some rows, as numbers from 0 on, and their shares, as many for each row."""


@dataclass(frozen=True)
class Postings:
    """The rows that hold each term with their shares, by terms, then rows; `begin[term]` tells where.

    `own` tells for each entry of the table where its row stands among those who hold the term.
    """

    rows: Ints
    shares: Ints
    begin: Ints
    own: Ints

    @classmethod
    def of(cls, size: int, number: int, entries: Entries) -> Postings:
        """Turn so many rows of so many different terms round; a share of 0 is no term. Near linear."""
        parts = [slice(start, min(start + PART, size)) for start in range(0, size, PART)]
        begin = np.zeros(number + 1, np.int64)
        width = 0
        for part in parts:
            terms, shares = entries(part)
            begin[1:] += np.bincount(terms[shares > 0], minlength=number)
            width = terms.shape[1]
        np.cumsum(begin, out=begin)
        rows, worth = np.empty(begin[-1], np.int32), np.empty(begin[-1], np.int16)
        own, free = np.zeros((size, width), np.int32), begin[:-1].copy()
        for part in parts:
            terms, shares = entries(part)
            order = np.flatnonzero(shares)
            order += terms.ravel()[order].astype(np.int64) << _PLACE
            order.sort()
            places = order & (1 << _PLACE) - 1
            counts = np.bincount(order >> _PLACE, minlength=number)
            where = np.repeat(free - np.cumsum(counts) + counts, counts) + np.arange(len(order))
            rows[where], worth[where] = part.start + places // width, shares.ravel()[places]
            own[part].ravel()[places] = where
            free += counts
        return cls(rows, worth, begin, own)

    def before(self, start: int, terms: Ints, asked: Ints) -> Iterator[Ints]:
        """Yield for rows from `start` on the rows before each that hold its terms, and what these are worth together.

        `terms` and `asked` have a row for each of them: its terms, and by how much the share of each counts. The answer
        has a place for every row up to the last that was found. Linear in the number of those who hold them.
        """
        first = self.begin[terms]
        lengths = np.where(asked > 0, self.own[start : start + len(terms)] - first, 0).ravel()
        ends = np.append(0, lengths.cumsum())
        places = np.repeat(first.ravel() - ends[:-1], lengths)
        places += np.arange(ends[-1])
        rows, worth = (column.take(places, mode="clip") for column in (self.rows, self.shares))  # far quicker than []
        worth = worth * np.repeat(asked.ravel(), lengths)
        cuts = ends[:: terms.shape[1]].tolist()
        for cut, end in pairwise(cuts):
            yield np.bincount(rows[cut:end], worth[cut:end])  # of floats, but whole numbers, far below 2 ** 53
