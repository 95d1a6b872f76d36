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
        held = flat != NOBODY
        if wanted is None:
            mine = theirs = np.flatnonzero(held)
        else:
            mine = np.flatnonzero(held & np.repeat(wanted, OLDER))
            theirs = np.flatnonzero(held & wanted[flat])
        keys = np.concatenate([_keys(mine // OLDER, flat[mine], mine), _keys(flat[theirs], theirs // OLDER, theirs)])
        keys.sort()
        starts = np.searchsorted(keys, np.arange(size + 1) * (ROWS * OLDER))
        others = (keys // OLDER & (ROWS - 1)).astype(np.int32)
        rows = np.repeat(np.arange(size, dtype=np.int32), np.diff(starts))
        place = np.maximum(rows, others) * OLDER + (keys % OLDER).astype(np.int32)  # pairs stand with the newer one
        text, rest = (column.ravel()[place] for column in (pairs.text, pairs.rest))
        return cls(starts, others, text, rest)

    def of_row(self, row: int) -> slice:
        """Return where the pairs of an article stand."""
        return slice(self.starts[row], self.starts[row + 1])

    def crowding(self, row: int, is_settled: Ints) -> int:
        """Return the step of how near the nearest articles are, on average, among those of the statistics."""
        place = self.of_row(row)
        near = np.sort(self.text[place][is_settled[self.others[place]]])[-CLOSEST:]
        return int(np.searchsorted(_CROWDS, near.sum() // CLOSEST, side="right"))


def _keys(rows: Ints, others: Ints, place: Ints) -> Ints:
    """Return numbers by which pairs are in order, each with the column that it stands in."""
    keys: Ints = (rows.astype(np.int64) * ROWS + others) * OLDER + place % OLDER
    return keys


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
