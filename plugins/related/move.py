"""Where articles went between two builds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat, takewhile
from operator import eq

import numpy as np

from plugins.related.roll import NOBODY
from plugins.related.vectors import Ints


@dataclass(frozen=True)
class Move:
    """Where each article was and is: rows of before by rows of now and the other way round, or `NOBODY`."""

    before: Ints
    now: Ints

    @classmethod
    def of(cls, old: Sequence[str], new: Sequence[str]) -> Move:
        """Compare the keys of articles before and now."""
        same = sum(1 for _ in takewhile(bool, map(eq, old, new)))
        places = dict(zip(old[same:], range(same, len(old)), strict=True))
        before = np.arange(len(new))
        before[same:] = list(map(places.get, new[same:], repeat(NOBODY)))
        now = np.full(len(old) + 1, NOBODY, np.int32)  # one more, so that NOBODY stays nobody
        kept = np.flatnonzero(before != NOBODY)
        now[before[kept]] = kept
        return cls(before, now)

    @property
    def fresh(self) -> Ints:
        """The rows of now that were not there, or said something else."""
        return np.flatnonzero(self.before == NOBODY)

    @property
    def gone(self) -> Ints:
        """The rows of before that are there no more as they were."""
        return np.flatnonzero(self.now[:-1] == NOBODY)

    @property
    def keeps_order(self) -> bool:
        """Whether what stayed stands in the same order."""
        kept = self.before[self.before != NOBODY]
        return bool(np.all(np.diff(kept) > 0))

    def settling(self, settled: int) -> tuple[Ints, Ints]:
        """Return which rows of now have come among the oldest so many, and which of before have left them."""
        before, now = self.before[:settled], self.now[:-1][:settled]
        coming, going = ((column == NOBODY) | (column >= settled) for column in (before, now))
        return np.flatnonzero(coming), np.flatnonzero(going)

    def column(self, old: Ints) -> Ints:
        """Return a column of before as it stands now; rows of fresh articles hold nothing."""
        column: Ints = np.zeros((len(self.before), *old.shape[1:]), old.dtype)
        for now, before in self._runs:
            column[now] = old[before]
        return column

    @cached_property
    def _runs(self) -> list[tuple[slice, slice]]:
        """Rows that stand side by side, as they did before, and where they did: to copy such is quickest."""
        now = np.flatnonzero(self.before != NOBODY)
        before = self.before[now]
        cuts = np.flatnonzero((np.diff(now) != 1) | (np.diff(before) != 1)) + 1
        starts = np.append(0, cuts)[: len(now)]
        lengths = np.diff(starts, append=len(now)).tolist()
        runs = zip(now[starts].tolist(), before[starts].tolist(), lengths, strict=True)
        return [(slice(new, new + length), slice(old, old + length)) for new, old, length in runs]
