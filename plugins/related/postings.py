"""A table turned round: who holds a term, so that those who share some are found without looking at all others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from plugins.related.vectors import Ints

_PLACE = 32
"""Bits of a place in a table."""


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

    def before(self, start: int, asked: Ints) -> Iterator[Ints]:
        """Yield for rows from `start` on the rows before each that hold its terms, and what these are worth together.

        `asked` has a row for each of them: by how much the share of a term counts, by the column that it stands in.
        The answer has a place for every row up to the last that was found. Linear in the number of those who hold them.
        """
        begin = self.begin[start : start + len(asked) + 1] - self.begin[start]
        held = slice(self.begin[start], self.begin[start] + begin[-1])
        times = asked[np.repeat(np.arange(len(asked)), np.diff(begin)), self.columns[held]]
        first = self.first[held]
        lengths = np.where(times > 0, self.own[held] - first, 0)
        ends = np.append(0, lengths.cumsum())
        places = np.repeat(first - ends[:-1], lengths)
        places += np.arange(ends[-1])
        rows, worth = self.rows[places], self.shares[places] * np.repeat(times, lengths)
        for cut, end in zip(ends[begin[:-1]], ends[begin[1:]], strict=True):
            yield np.bincount(rows[cut:end], worth[cut:end])  # of floats, but whole numbers, far below 2 ** 53
