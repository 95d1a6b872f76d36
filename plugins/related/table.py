"""All articles in columns, and how near two of them are: by their text and by all else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from plugins.related.terms import BUCKETS, NO_MARK
from plugins.related.vectors import UNIT, Ints

COPIED = 700
"""Share of the shorter text, in thousandths, that stands in the other one where two have the same content."""
ALIKE = 800
"""How near by text they are besides."""
FEWEST = 6
"""Passages below which nothing can be said of copying."""
TOGETHER = 16
"""Articles whose newer ones are looked at together: what bounds the memory that takes."""
BLOCK = 4096
"""Rows that are looked up together."""
_MARK_SHIFT = 12
_FOLLOWS = frozenset({"weights", "rare", "scratch", "_marks"})


def _scratch() -> Ints:
    return np.zeros(BUCKETS, np.int32)


@dataclass(frozen=True)
class Table:
    """All articles in columns, oldest first: one row for each. Terms and traits are below `BUCKETS`; 0 fills up."""

    terms: Ints
    shares: Ints
    """What each term has of an article's vector, in half the bytes of a term."""
    sought: Ints
    """How many of an article's terms, the heaviest, candidates are sought by."""
    traits: Ints
    """What the front matter says, rarest first, as numbers like those of terms."""
    days: Ints
    marks: Ints
    """Marks of each article's passages."""
    weights: Ints
    """What sharing each trait adds to a score."""
    rare: Ints
    """Which traits are rare enough to seek candidates by."""
    time: int
    """What nearness in time adds at most."""
    is_settled: Ints
    """Which rows are old enough for others to be measured by."""
    scratch: Ints = field(default_factory=_scratch)
    _marks: Ints = field(default_factory=lambda: np.zeros(1 << 32 - _MARK_SHIFT, np.bool_))

    def __getstate__(self) -> dict[str, Ints | int]:
        """Leave out what follows from the rest when it is kept on disk."""
        return {name: value for name, value in self.__dict__.items() if name not in _FOLLOWS}

    def __setstate__(self, state: dict[str, Ints | int]) -> None:
        """Take it back; weights and what is rare have yet to be set."""
        self.__dict__.update(state)
        none = np.zeros(0, np.int32)
        self.__dict__.update(weights=none, rare=none)
        self.__dict__.update(scratch=_scratch(), _marks=np.zeros(1 << 32 - _MARK_SHIFT, np.bool_))

    def compact(self) -> Table:
        """Return the same with small numbers for the terms that several articles hold: a search is then near memory.

        Number 0 stands for all terms that nobody shares, and its share is 0. Columns of traits that nobody fills go.
        """
        held = self.terms[self.shares > 0]
        held.sort()
        shared = np.unique(held[1:][held[1:] == held[:-1]])
        numbers = np.zeros(BUCKETS, np.uint16 if len(shared) < 1 << 16 else np.int32)
        numbers[shared] = np.arange(1, len(shared) + 1)
        terms = np.empty(self.terms.shape, numbers.dtype)
        for part in _blocks(terms):
            terms[part] = numbers.take(self.terms[part], mode="clip")
        most = max(1, np.count_nonzero(self.traits.any(axis=0)))
        traits = np.ascontiguousarray(self.traits[:, :most])
        shares = np.where(terms > 0, self.shares, 0)
        return replace(self, terms=terms, shares=shares, traits=traits, scratch=_scratch())

    def score(self, rows: Ints, others: Ints) -> tuple[Ints, Ints, Ints]:
        """Return how near others are to each of some articles, in thousandths, by text and by all else; its twins.

        `others` has a row for each article. What two texts have verbatim, boilerplate and copies, says little of what
        they are about and nothing new to a reader: it takes up to half of their likeness.
        """
        text = self._held(self.terms, others, rows, self.shares[rows])
        text *= _rows(self.shares, others)
        likeness = _sums(text) * 1000 // (UNIT * UNIT)
        rest = _sums(self._held(self.traits, others, rows, self.weights[self.traits[rows]]))
        rest += nearness(self.time, self.days[others] - self.days[rows][:, None])
        copied = self.copied(rows, others)
        is_twin = (copied >= COPIED) & (likeness >= ALIKE)
        return likeness * np.maximum(500, 1000 - 3 * copied // 2) // 1000, rest, is_twin

    def _held(self, column: Ints, others: Ints, rows: Ints, values: Ints) -> Ints:
        """Return for each entry of others in a column the value that an article's own equal entry has, else 0."""
        own, entries = _rows(column, rows), _rows(column, others)
        found = np.empty(entries.shape, np.int32)
        for mine, theirs, value, out in zip(own, entries, values, found, strict=True):
            self.scratch[mine] = value
            self.scratch.take(theirs, out=out, mode="clip")  # else it goes by way of a buffer
            self.scratch[mine] = 0
        return found

    def copied(self, rows: Ints, others: Ints) -> Ints:
        """Return how much of the shorter of two texts stands in the other, in thousandths, by the marks of both.

        Both samples are whole up to the smaller of their last marks (Broder's sketches).
        """
        mine, theirs = _rows(self.marks, rows), _rows(self.marks, others)
        last = np.minimum(mine[:, -1:], theirs[..., -1])
        last[last == NO_MARK] -= 1
        within = theirs <= last[..., None]
        places, own = (theirs >> _MARK_SHIFT).astype(np.intp), mine >> _MARK_SHIFT
        shared, fewer = np.empty(within.shape, np.bool_), np.empty(last.shape, np.int64)
        for place, marks in enumerate(own):
            self._marks[marks] = True
            self._marks.take(places[place], out=shared[place], mode="clip")
            self._marks[marks] = False
            fewer[place] = np.searchsorted(mine[place], last[place], side="right")
        fewer = np.minimum(fewer, _sums(within.view(np.uint8)))
        shared &= within
        return np.where(fewer >= FEWEST, _sums(shared.view(np.uint8)) * 1000 // np.maximum(fewer, 1), 0)


def _rows(column: Ints, rows: Ints) -> Ints:
    """Return some rows of a column, which must be there: twice as quick as the column's own brackets."""
    return column.take(rows, axis=0, mode="clip")


def _sums(table: Ints) -> Ints:
    """Return the sums along the last axis, which may not exceed what the entries' type holds."""
    *shape, width = table.shape
    sums: Ints = np.einsum("ij->i", table.reshape(-1, width)).reshape(shape).astype(np.int64)
    return sums


def nearness(most: int, days: Ints) -> Ints:
    """Return what two articles so many days apart gain by that: half of the most at a quarter of a year."""
    return most * 90 // (90 + np.abs(days))


def common(table: Table, row: int, others: slice | Ints) -> Ints:
    """Return what each of some other articles has of an article's heavy terms and rare traits."""
    sought, traits = table.sought[row], table.traits[row]
    table.scratch[table.terms[row, :sought]] = table.shares[row, :sought]
    terms, shares = table.terms[others], table.shares[others].ravel()
    held = table.scratch.take(terms.ravel(), mode="clip")
    places = np.flatnonzero(held)
    products = held[places] * shares[places].astype(np.int32)
    sums = np.bincount(places // terms.shape[1], products, len(terms)).astype(np.int64)
    table.scratch[table.terms[row, :sought]] = 0
    table.scratch[traits] = table.rare[traits] * table.weights[traits]
    sums += _sums(table.scratch.take(table.traits[others], mode="clip")) * (UNIT * UNIT // 1000)
    table.scratch[traits] = 0
    return sums


def commonly(table: Table, rows: Sequence[int]) -> Iterator[tuple[slice, Ints]]:
    """Yield for each of some articles all newer ones and what it has of their heavy terms and rare traits.

    It is `common` seen from there. Each entry of the table is looked at once for many articles: linear, and then as
    many steps as they have entries in common.
    """
    for part in _parts(rows):
        first = int(part.min()) + 1
        newer = slice(first, None)
        theirs = table.shares[newer], table.sought[newer]
        sums = _shared(table.terms[part], table.shares[part], table.terms[newer], *theirs)
        sums += _shared(table.traits[part], worth(table, part), table.traits[newer])
        yield from ((slice(row + 1, None), sums[place, row + 1 - first :]) for place, row in enumerate(part.tolist()))


def common_with_older(table: Table, rows: Sequence[int]) -> Iterator[Ints]:
    """Yield for each of some articles what all older ones have of its heavy terms and rare traits: `common` of many."""
    for part in _parts(rows):
        older = slice(int(part.max()))
        sums = _shared(table.terms[part], heavy(table, part), table.terms[older], table.shares[older])
        sums += _shared(table.traits[part], worth(table, part), table.traits[older])
        yield from (sums[place, :row] for place, row in enumerate(part.tolist()))


def heavy(table: Table, rows: Ints) -> Ints:
    """Return the shares of the terms that candidates are sought by, of others 0."""
    within = np.arange(table.terms.shape[1]) < table.sought[rows][:, None]
    return np.where(within, table.shares[rows], 0)


def worth(table: Table, rows: Ints) -> Ints:
    """Return what sharing each of the traits counts for candidates."""
    traits = table.traits[rows]
    found: Ints = table.rare[traits] * table.weights[traits] * (UNIT * UNIT // 1000)
    return found


def _blocks(column: Ints) -> Iterator[slice]:
    """Yield a column's rows, some thousands at a time: looking numbers up copies them, to twice their size."""
    yield from (slice(start, start + BLOCK) for start in range(0, len(column), BLOCK))


def _parts(rows: Sequence[int]) -> Iterator[Ints]:
    return (np.array(rows[start : start + TOGETHER], np.int64) for start in range(0, len(rows), TOGETHER))


def _shared(mine: Ints, values: Ints, theirs: Ints, times: Ints | None = None, lengths: Ints | None = None) -> Ints:
    """Return, for each row of mine and each of theirs, the sum of products of the values of equal entries.

    Theirs are worth 1 where nothing else is said; of each row so many are heeded as its length says, or all. Only what
    somebody asks for is looked at twice.
    """
    rows, places = np.nonzero(values)
    order = np.argsort(mine[rows, places], kind="stable")
    rows, places = rows[order], places[order]
    entries, found = mine[rows, places], values[rows, places].astype(np.int64)
    is_asked = np.zeros(BUCKETS, np.bool_)
    is_asked[entries] = True
    is_found = np.empty(theirs.shape, np.bool_)
    for block in _blocks(theirs):
        is_asked.take(theirs[block], out=is_found[block], mode="clip")
    cells = np.flatnonzero(is_found)
    others, where = np.divmod(cells, theirs.shape[1])
    if lengths is not None:
        is_heeded = where < lengths[others]
        cells, others = cells[is_heeded], others[is_heeded]
    asked = theirs.ravel()[cells]
    factors = np.ones(len(cells), np.int64) if times is None else times.ravel()[cells].astype(np.int64)
    first, last = (np.searchsorted(entries, asked, side=side) for side in ("left", "right"))
    counts = last - first
    pairs = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    cells = rows[pairs] * len(theirs) + np.repeat(others, counts)
    products = found[pairs] * np.repeat(factors, counts)
    sums = np.bincount(cells, products, len(mine) * len(theirs))  # of floats, but whole numbers, far below 2 ** 53
    return sums.reshape(len(mine), len(theirs)).astype(np.int64)
