"""A shelf brought up to date after a few articles came, went or changed: the same, to the last item, as one made anew.

What an article is paired with depends on its own terms and on the older articles that share some. So only those are
looked at again whose candidates a changed article is or was among: whose floor it reaches. Lists depend further on how
crowded the places of others are and on who is whose twin; whoever is paired with one of those is listed again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from plugins.model.article import Article
from plugins.model.registry import Registry
from plugins.related.kinship import trait_weights
from plugins.related.ranking import NOBODY, Circles, Pairs, Table, commonly, crowds, pair
from plugins.related.settings import RelatedSettings
from plugins.related.shelf import Shelf, days, key_of, lots, marks, numbers, vectors
from plugins.related.terms import Terms
from plugins.related.vectors import Ints, Statistics, is_measured, milestone

MOST_MOVED = 64
"""Articles that may have changed, in text or in what their words weigh; with more, all is made anew."""

TermsOf = Callable[[Sequence[str]], Sequence[Terms] | None]
"""Fetches the terms of articles by their keys; None where some are not known."""


@dataclass(frozen=True)
class Rules:
    """What a table is made by, besides articles."""

    registry: Registry
    settings: RelatedSettings
    settled: int


@dataclass(frozen=True)
class _Move:
    """Where each article was and is: rows of before by rows of now and the other way round, or `NOBODY`."""

    before: Ints
    now: Ints

    @classmethod
    def of(cls, old: Sequence[str], new: Sequence[str]) -> _Move:
        places = {key: row for row, key in enumerate(old)}
        before = np.array([places.get(key, NOBODY) for key in new], np.int64)
        now = np.full(len(old) + 1, NOBODY, np.int64)  # one more, so that NOBODY stays nobody
        kept = np.flatnonzero(before != NOBODY)
        now[before[kept]] = kept
        return cls(before, now)

    @property
    def fresh(self) -> Ints:
        return np.flatnonzero(self.before == NOBODY)

    @property
    def gone(self) -> Ints:
        return np.flatnonzero(self.now[:-1] == NOBODY)

    @property
    def keeps_order(self) -> bool:
        kept = self.before[self.before != NOBODY]
        return bool(np.all(np.diff(kept) > 0))

    def column(self, old: Ints) -> Ints:
        """Return a column of before as it stands now; rows of fresh articles hold anything."""
        column: Ints = old[np.maximum(self.before, 0)]
        return column


def renew(
    old: Shelf, articles: Sequence[Article], registry: Registry, settings: RelatedSettings, terms_of: TermsOf
) -> Shelf | None:
    """Return the shelf of these articles, given oldest first, made from an old one; None where too much has changed.

    Registry and settings must be those of the old one.
    """
    settled = milestone(len(old.keys))
    worth, rare = trait_weights(settled, old.table.traits[:settled], settings)
    old = replace(old, table=replace(old.table, weights=worth, rare=rare))
    keys = tuple(key_of(a) for a in articles)
    move = _Move.of(old.keys, keys)
    if len(move.fresh) + len(move.gone) > MOST_MOVED or settled != milestone(len(keys)) or not move.keeps_order:
        return None
    statistics = _statistics(old, keys, settled, terms_of)
    made = statistics and _table(old, move, articles, statistics, Rules(registry, settings, settled), terms_of)
    if not statistics or not made:
        return None
    table, moved = made
    if len(moved) + len(move.gone) > MOST_MOVED:
        return None
    pairs = _pairs_moved(old.pairs, move)
    stale = _reached(old, table, pairs, move, moved)
    touched = _touch(old, move, pairs, stale, table)
    pair(table, pairs, np.flatnonzero(stale))
    touched |= _touch(old, move, pairs, stale, table)
    return _listed(
        old, Shelf(keys, statistics, table, pairs, old.crowded, old.chosen), move, touched, articles, settings
    )


def _statistics(old: Shelf, keys: Sequence[str], settled: int, terms_of: TermsOf) -> Statistics | None:
    before = {old.keys[row] for row in np.flatnonzero(is_measured(settled, lots(old.keys))).tolist()}
    now = {keys[row] for row in np.flatnonzero(is_measured(settled, lots(keys))).tolist()}
    coming, going = terms_of(sorted(now - before)), terms_of(sorted(before - now))
    return None if coming is None or going is None else old.statistics.moved(coming, going)


def _table(
    old: Shelf, move: _Move, articles: Sequence[Article], statistics: Statistics, rules: Rules, terms_of: TermsOf
) -> tuple[Table, Ints] | None:
    """Return the table of now, and the rows whose article is new or whose words or traits weigh something else."""
    fresh, t = move.fresh, old.table
    found = terms_of([key_of(articles[row]) for row in fresh])
    if found is None:
        return None
    held, seen, places = (move.column(column) for column in (t.traits, t.days, t.marks))
    held[fresh] = numbers([articles[row] for row in fresh], rules.registry)
    seen[fresh], places[fresh] = days([articles[row] for row in fresh]), marks(found)
    settled = rules.settled
    worth, rare = t.weights, t.rare
    moved: Ints = np.zeros(len(articles), np.bool_)
    if not np.array_equal(held[:settled], t.traits[:settled]):
        worth, rare = trait_weights(settled, held[:settled], rules.settings)
        moved = ((worth != t.weights) | (rare != t.rare))[held].any(axis=1)
    moved[fresh] = True
    weights = statistics.weights()
    columns = [move.column(column) for column in (t.terms, t.shares, t.sought)]
    for column, new in zip(columns, vectors(found, weights), strict=True):
        column[fresh] = new
    differ = None if statistics is old.statistics else weights.differ(old.statistics.weights())
    if differ is not None and differ.any():
        everything = terms_of([key_of(a) for a in articles])
        if everything is None:
            return None
        for row in (row for row, one in enumerate(everything) if differ[one.terms].any()):
            for column, new in zip(columns, vectors([everything[row]], weights), strict=True):
                moved[row] |= np.any(column[row] != new[0])
                column[row] = new[0]
    is_settled = np.arange(len(articles)) < settled
    table = Table(columns[0], columns[1], columns[2], held, seen, places, worth, rare, rules.settings.time, is_settled)
    return table, np.flatnonzero(moved)


def _pairs_moved(old: Pairs, move: _Move) -> Pairs:
    """Return the pairs of before in the rows of now; those of fresh articles hold nothing."""
    pairs = Pairs(
        move.now[move.column(old.others)].astype(np.int32),
        move.column(old.text),
        move.column(old.rest),
        move.now[move.column(old.twins)].astype(np.int32),
        move.column(old.floors),
    )
    pairs.others[move.fresh] = NOBODY
    return pairs


def _reached(old: Shelf, table: Table, pairs: Pairs, move: _Move, moved: Ints) -> Ints:
    """Tell which articles have to be paired anew: those that moved, and those one of them is or was a candidate of."""
    stale = np.zeros(len(move.before), np.bool_)
    stale[moved] = True
    for row in moved:
        newer = slice(int(row) + 1, len(stale))
        stale[newer] |= commonly(table, int(row), newer) >= np.maximum(pairs.floors[newer], 1)
    known = np.flatnonzero(move.before != NOBODY)
    was = np.zeros(len(old.keys), np.bool_)
    for row in (*move.gone, *move.before[moved][move.before[moved] != NOBODY]):
        newer = slice(int(row) + 1, len(was))
        was[newer] |= commonly(old.table, int(row), newer) >= np.maximum(old.pairs.floors[newer], 1)
    stale[known] |= was[move.before[known]]
    return stale


def _touch(old: Shelf, move: _Move, pairs: Pairs, stale: Ints, table: Table) -> Ints:
    """Tell which articles' circles change with the pairs of the stale ones, or with who is settled."""
    touched: Ints = stale.copy()
    others = pairs.others[stale].ravel()
    touched[others[others != NOBODY]] = True
    gone = move.now[old.pairs.others[move.gone].ravel()]
    touched[gone[gone != NOBODY]] = True
    was_settled = (move.before < np.count_nonzero(old.table.is_settled)) & (move.before != NOBODY)
    shifted = (was_settled != table.is_settled) & (move.before != NOBODY)
    return touched | _neighbours(pairs, shifted)


def _neighbours(pairs: Pairs, rows: Ints) -> Ints:
    """Tell which articles are paired with one of some rows."""
    if not rows.any():
        return rows
    is_held = pairs.others != NOBODY
    found: Ints = (rows[pairs.others] & is_held).any(axis=1)
    others = pairs.others[rows]
    found[others[others != NOBODY]] = True
    return found


def _listed(
    old: Shelf, new: Shelf, move: _Move, touched: Ints, articles: Sequence[Article], settings: RelatedSettings
) -> Shelf:
    """Return the new shelf with crowding and lists as they follow from its pairs."""
    crowded = move.column(old.crowded)
    circles = Circles.of(new.pairs, touched)
    rows = np.flatnonzero(touched)
    crowded[rows] = crowds(circles, new.table.is_settled, rows)
    differs = (crowded != move.column(old.crowded)) | (new.pairs.twins != move.now[move.column(old.pairs.twins)])
    differs |= move.before == NOBODY
    again = touched | differs | _neighbours(new.pairs, differs)
    found = replace(new, crowded=crowded, chosen=move.now[move.column(old.chosen)].astype(np.int32))
    found.write_lists(np.flatnonzero(again).tolist(), articles, Circles.of(new.pairs, again), settings)
    return found
