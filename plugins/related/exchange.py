"""An article's pairs after some older articles came, went or changed: from its candidates of before, where those tell.

The candidates are the older articles that share most with it. Whoever was none of them shared less than its floor; so
while there are still as many above the floor, nobody else can have come in.
"""

from __future__ import annotations

import numpy as np

from plugins.related import ranking
from plugins.related.ranking import ROWS, Keys, Pairs, keys_of
from plugins.related.roll import NOBODY
from plugins.related.table import Table, common
from plugins.related.vectors import Ints


def exchanged(table: Table, pairs: Pairs, row: int, has_moved: Ints) -> tuple[Keys, int] | None:
    """Return what an article is paired from now, as `best` asks; None where every older article has to be looked at.

    `pairs` are those of before, in the rows of now, but for the counts, which are of now; `has_moved` tells who came or
    changed.
    """
    floor, count = int(pairs.floors[row]), int(pairs.counts[row])
    known = np.concatenate([pairs.others[row], pairs.spare[row]]).astype(np.int64)
    stayed = known[(known != NOBODY) & ~has_moved[known]]
    rows = np.sort(np.append(stayed, np.flatnonzero(has_moved[:row])))
    sums = common(table, row, rows)
    rows, sums = rows[sums > 0], sums[sums > 0]
    if floor and (count <= ranking.CANDIDATES or _above(rows, sums, has_moved, floor) < ranking.CANDIDATES):
        return None
    return keys_of(rows, sums), max(count, len(rows))


def _above(rows: Ints, sums: Ints, has_moved: Ints, floor: int) -> int:
    """Return how many share more than anybody who was no candidate and has not moved."""
    at_floor = rows[(sums == floor) & ~has_moved[rows]]
    bound = floor * ROWS + at_floor.min() if len(at_floor) else (floor + 1) * ROWS
    return int(np.count_nonzero(sums * ROWS + rows >= bound))
