"""The terms of many texts, bound together in columns: a fifth of the memory, and what is asked of all is asked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plugins.related.terms import MARKS, Terms

LONG = 16
"""Texts side by side that are sooner taken together than one by one."""


@dataclass(frozen=True)
class Sheaf(Sequence[Terms]):
    """Texts one after the other: the terms and counts of one end at `ends[row]`, where those of the next begin."""

    marks: NDArray[np.uint32]
    ends: NDArray[np.int64]
    terms: NDArray[np.uint32]
    counts: NDArray[np.uint8]

    @classmethod
    def of(cls, texts: Sequence[Terms]) -> Sheaf:
        """Bind texts; what is bound stays as it is."""
        if isinstance(texts, Sheaf):
            return texts
        none = Terms(np.zeros(0, np.uint32), np.zeros(0, np.uint8), np.zeros(0, np.uint32))
        whole = [none, *texts]
        return cls(
            np.concatenate([one.marks for one in whole]).reshape(len(texts), MARKS),
            np.cumsum([len(one.terms) for one in texts], dtype=np.int64),
            np.concatenate([one.terms for one in whole]),
            np.concatenate([one.counts for one in whole]),
        )

    @classmethod
    def join(cls, parts: Iterable[Sheaf]) -> Sheaf:
        """Return what stands in several as one."""
        whole = [cls.of(()), *parts]
        starts = np.cumsum([0, *(len(part.terms) for part in whole)])[:-1]
        return cls(
            np.concatenate([part.marks for part in whole]),
            np.concatenate([part.ends + start for part, start in zip(whole, starts, strict=True)]),
            np.concatenate([part.terms for part in whole]),
            np.concatenate([part.counts for part in whole]),
        )

    def __len__(self) -> int:
        """Tell how many texts there are."""
        return len(self.ends)

    def __getitem__(self, row: int) -> Terms:  # type: ignore[override]
        """Return one text; of a sheaf no slices are asked."""
        place = slice(self.ends[row - 1] if row else 0, self.ends[row])
        return Terms(self.terms[place], self.counts[place], self.marks[row])

    def __iter__(self) -> Iterator[Terms]:
        """Yield one text after the other."""
        return map(self.__getitem__, range(len(self)))

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How many terms each text has."""
        return np.diff(self.ends, prepend=0)

    def take(self, rows: NDArray[np.int64]) -> Sheaf:
        """Return some texts in another order."""
        if np.array_equal(rows, np.arange(len(self))):
            return self
        runs = np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1)
        if len(runs) * LONG < len(rows):
            return Sheaf.join(self._run(int(run[0]), int(run[-1]) + 1) for run in runs)
        lengths = self.lengths[rows]
        ends = lengths.cumsum()
        places = np.repeat(self.ends[rows] - ends, lengths) + np.arange(lengths.sum())
        return Sheaf(self.marks[rows], ends, self.terms[places], self.counts[places])

    def _run(self, start: int, stop: int) -> Sheaf:
        """Return texts that stand side by side, uncopied."""
        begin = self.ends[start - 1] if start else 0
        place = slice(begin, self.ends[stop - 1])
        return Sheaf(self.marks[start:stop], self.ends[start:stop] - begin, self.terms[place], self.counts[place])
