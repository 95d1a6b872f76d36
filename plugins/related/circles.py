"""Pairs seen from both sides, and the order that lists are made in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from plugins.related.ranking import OLDER, ROWS, Pairs
from plugins.related.roll import NOBODY
from plugins.related.vectors import Ints

CLOSEST = 3
"""Nearest articles by which is measured how crowded the place of an article is."""
_TEXT, _TOTAL = 16, 16
"""Bits of how near two articles are, by text and in all."""
_CROWDS = np.array([round(1000 * 2 ** (step / 16 - 5)) for step in range(80)])
"""Bounds of crowding in thousandths of similarity, a sixteenth of an octave apart."""
_FACTOR = 12
"""Bits of a factor after the point."""
_FACTORS = np.array([round((1 << _FACTOR) * 2 ** (-0.6 * (step - 46.5) / 16)) for step in range(81)])
"""What similarity counts towards an article in such a crowd: the power -0.6 of its crowding."""


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

    @property
    def owners(self) -> Ints:
        """Whose pairs they are."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def _keys(rows: Ints, others: Ints, place: Ints) -> Ints:
    """Return numbers by which pairs are in order, each with the column that it stands in."""
    keys: Ints = (rows.astype(np.int64) * ROWS + others) * OLDER + place % OLDER
    return keys


def crowds(circles: Circles, is_settled: Ints, rows: Ints | range) -> Ints:
    """Return the crowding of some articles: those that are near to everything must not be in every list.

    It is the step of how near the nearest articles are, on average, among those of the statistics: local scaling after
    Zelnik-Manor and Perona, as used against hubs by Schnitzer and others.
    """
    settled = is_settled[circles.others]
    near = circles.owners[settled] << _TEXT | circles.text[settled]
    near.sort()
    owners, size = near >> _TEXT, len(circles.starts) - 1
    ends = np.searchsorted(owners, np.arange(size), side="right")
    closest = np.arange(len(near)) >= ends[owners] - CLOSEST
    sums = np.bincount(owners[closest], near[closest] & (1 << _TEXT) - 1, size).astype(np.int64)
    crowded: Ints = np.searchsorted(_CROWDS, sums[rows] // CLOSEST, side="right").astype(np.int32)
    return crowded


class Ranked(NamedTuple):
    """Every article's pairs, best first: `starts[row]` to `starts[row + 1]` in two columns, and their final scores."""

    starts: Ints
    others: Ints
    totals: Ints

    def of_row(self, row: int) -> tuple[Ints, Ints]:
        """Return an article's pairs as rows, and their scores."""
        place = slice(self.starts[row], self.starts[row + 1])
        return self.others[place], self.totals[place]


def scores(circles: Circles, crowded: Ints, least: int = 0) -> Ranked:
    """Return pairs by their final scores, of equals the newest first; none whose score is below the least."""
    totals = (circles.text * _FACTORS[crowded[circles.others]] >> _FACTOR) + circles.rest
    kept = totals >= least
    keys = circles.owners[kept] << _TOTAL | (1 << _TOTAL) - 1 - totals[kept]
    keys = keys * ROWS + (ROWS - 1 - circles.others[kept])
    keys.sort()
    starts = np.append(0, kept.cumsum())[circles.starts]
    return Ranked(starts, ROWS - 1 - keys % ROWS, (1 << _TOTAL) - 1 - (keys // ROWS & (1 << _TOTAL) - 1))
