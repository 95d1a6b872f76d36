"""Pairs seen from both sides, and the order that lists are made in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from plugins.related.ranking import NOBODY, OLDER, ROWS, Pairs
from plugins.related.vectors import Ints

CLOSEST = 5
"""Nearest articles by which is measured how crowded the place of an article is."""
_CROWDS = np.array([round(1000 * 2 ** (step / 4 - 5)) for step in range(20)])
"""Bounds of crowding in thousandths of similarity, a quarter of an octave apart."""
_FACTORS = np.array([round(256 * 2 ** (-0.15 * (step - 12))) for step in range(21)])
"""What similarity counts, in 256ths, towards an article in such a crowd: the power -0.6 of its crowding."""


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
