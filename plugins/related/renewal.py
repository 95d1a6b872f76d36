"""A shelf brought up to date after a few articles came, went or changed: the same, to the last item, as one made anew.

What an article is paired with depends on its own terms and on the older articles that share some. So only those are
looked at again whose candidates a changed article is or was among: whose floor it reaches. Lists depend further on how
crowded the places of others are and on who is whose twin; whoever is paired with one of those is listed again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from plugins.model.article import Article
from plugins.model.registry import Registry
from plugins.related.circles import Circles, crowds
from plugins.related.exchange import exchanged
from plugins.related.kinship import Counted, trait_counts, trait_numbers, trait_weights
from plugins.related.move import Move
from plugins.related.ranking import Link, Pairs, best, pair
from plugins.related.roll import NOBODY, unit_of
from plugins.related.settings import RelatedSettings
from plugins.related.sheaf import Sheaf
from plugins.related.shelf import Shelf, days, lots
from plugins.related.table import TOGETHER, Table, commonly
from plugins.related.terms import Terms
from plugins.related.vectors import Ints, Statistics, is_measured, milestone

MOST_MOVED = 256
"""Articles that may have changed, in text or in what their words weigh; with more, all is made anew."""

ArticleOf = Callable[[str], Article | None]
"""Gives an article by its key; None for one that has left."""
TermsOf = Callable[[Sequence[str]], Sequence[Terms] | None]
"""Fetches the terms of articles by their keys; None where some are not known."""


@dataclass(frozen=True)
class Rules:
    """What a table is made by, besides articles."""

    registry: Registry
    settings: RelatedSettings
    settled: int
    terms_of: TermsOf


def renew(
    old: Shelf,
    keys: tuple[str, ...],
    article_of: ArticleOf,
    registry: Registry,
    settings: RelatedSettings,
    terms_of: TermsOf,
) -> Shelf | None:
    """Return the shelf of articles, given by their keys, oldest first, made from an old one; None if too much changed.

    Registry and settings must be those of the old one. Only articles with new keys are asked for.
    """
    settled = milestone(len(old.keys))
    worth, rare = trait_weights(settled, old.traits, settings)
    old = replace(old, table=replace(old.table, weights=worth, rare=rare))
    move = Move.of(old.keys, keys)
    if len(move.fresh) + len(move.gone) > MOST_MOVED or settled != milestone(len(keys)) or not move.keeps_order:
        return None
    articles = {row: article for row in move.fresh.tolist() if (article := article_of(keys[row]))}
    statistics = _statistics(old, keys, move, settled, terms_of)
    rules = Rules(registry, settings, settled, terms_of)
    made = statistics and _table(old, move, keys, articles, statistics, rules)
    if not statistics or not made:
        return None
    table, traits, moved = made
    if len(moved) + len(move.gone) > MOST_MOVED:
        return None
    pairs = _pairs_moved(old.pairs, move)
    stale = _reached(old, table, pairs, move, moved)
    was = pairs.links(stale)
    _pair(table, pairs, stale, moved)
    touched = _touched(old, move, pairs, was ^ pairs.links(stale), moved, table)
    units = move.column(old.units)
    units[move.fresh] = list(map(unit_of, articles.values()))
    new = Shelf(keys, units, statistics, traits, table, pairs, old.crowded, old.chosen)
    return _listed(old, new, move, touched, settings)


def _statistics(old: Shelf, keys: Sequence[str], move: Move, settled: int, terms_of: TermsOf) -> Statistics | None:
    came, left = move.settling(settled)
    coming = terms_of(_measured([keys[row] for row in came], settled))
    going = terms_of(_measured([old.keys[row] for row in left], settled))
    return None if coming is None or going is None else old.statistics.moved(coming, going)


def _measured(some: Sequence[str], settled: int) -> list[str]:
    """Return which of some settled articles are counted."""
    return [some[n] for n in np.flatnonzero(is_measured(settled, lots(some))).tolist()]


def _table(
    old: Shelf,
    move: Move,
    keys: Sequence[str],
    articles: Mapping[int, Article],
    statistics: Statistics,
    rules: Rules,
) -> tuple[Table, Counted, Ints] | None:
    """Return the table of now, the traits of its settled articles, and the rows that moved.

    Those are they whose article is new, or whose words or traits weigh something else.
    """
    fresh, t = move.fresh, old.table
    found = rules.terms_of([keys[row] for row in articles])
    if found is None:
        return None
    come = list(articles.values())
    held, seen, places = (move.column(column) for column in (t.traits, t.days, t.marks))
    texts = Sheaf.of(found)
    held[fresh], seen[fresh], places[fresh] = trait_numbers(come, rules.registry), days(come), texts.marks
    settled = rules.settled
    traits, worth, rare = old.traits, t.weights, t.rare
    moved: Ints = np.zeros(len(keys), np.bool_)
    if not np.array_equal(held[:settled], t.traits[:settled]):
        traits = trait_counts(held[:settled])
        worth, rare = trait_weights(settled, traits, rules.settings)
        moved = ((worth != t.weights) | (rare != t.rare))[held].any(axis=1)
    moved[fresh] = True
    weights = statistics.weights()
    columns = [move.column(column) for column in (t.terms, t.shares, t.sought)]
    for column, new in zip(columns, weights.vectors(texts), strict=True):
        column[fresh] = new
    differ = None if statistics is old.statistics else weights.differ(old.statistics.weights())
    if differ is not None and differ.any():
        everything = rules.terms_of(keys)
        if everything is None:
            return None
        texts = Sheaf.of(everything)
        holders = np.unique(np.searchsorted(texts.ends, np.flatnonzero(differ[texts.terms]), side="right"))
        for column, new in zip(columns, weights.vectors(texts.take(holders)), strict=True):
            moved[holders] |= (column[holders] != new).reshape(len(holders), column[0].size).any(axis=1)
            column[holders] = new
    is_settled = np.arange(len(keys)) < settled
    table = Table(columns[0], columns[1], columns[2], held, seen, places, worth, rare, rules.settings.time, is_settled)
    return table, traits, np.flatnonzero(moved)


def _pairs_moved(old: Pairs, move: Move) -> Pairs:
    """Return the pairs of before in the rows of now; those of fresh articles hold nothing."""
    pairs = Pairs(
        move.now[move.column(old.others)],
        move.column(old.text),
        move.column(old.rest),
        move.now[move.column(old.twins)],
        move.column(old.floors),
        move.now[move.column(old.spare)],
        move.column(old.counts),
    )
    pairs.others[move.fresh] = NOBODY
    return pairs


def _reached(old: Shelf, table: Table, pairs: Pairs, move: Move, moved: Ints) -> Ints:
    """Tell which articles may be paired anew: those that moved, and those one of them is or was a candidate of.

    Counts are brought up to date for all.
    """
    stale = np.zeros(len(move.before), np.bool_)
    stale[moved] = True
    for newer, shared in commonly(table, moved.tolist()):
        pairs.counts[newer] += shared > 0
        stale[newer] |= shared >= np.maximum(pairs.floors[newer], 1)
    known = np.flatnonzero(move.before != NOBODY)
    was, fewer = np.zeros(len(old.keys), np.bool_), np.zeros(len(old.keys), np.int32)
    before = move.before[moved]
    for newer, shared in commonly(old.table, [*move.gone, *before[before != NOBODY].tolist()]):
        fewer[newer] += shared > 0
        was[newer] |= shared >= np.maximum(old.pairs.floors[newer], 1)
    stale[known] |= was[move.before[known]]
    pairs.counts[known] -= fewer[move.before[known]]
    return stale


def _pair(table: Table, pairs: Pairs, stale: Ints, moved: Ints) -> None:
    """Pair the stale articles anew: by what is known of their candidates, the rest by looking at all others."""
    has_moved = np.zeros(len(stale), np.bool_)
    has_moved[moved] = True
    known = {row: exchanged(table, pairs, row, has_moved) for row in np.flatnonzero(stale & ~has_moved).tolist()}
    found = [(row, *some) for row, some in known.items() if some]
    for start in range(0, len(found), TOGETHER):
        rows, keys, counts = zip(*found[start : start + TOGETHER], strict=True)
        pairs.put(np.array(rows), best(table, np.array(rows), keys, counts))
    pair(table, pairs, [*moved.tolist(), *(row for row, some in known.items() if not some)])


def _touched(old: Shelf, move: Move, pairs: Pairs, changed: set[Link], moved: Ints, table: Table) -> Ints:
    """Tell which articles' circles changed with some links, with those of who is gone, or with who is settled."""
    touched: Ints = np.zeros(len(move.before), np.bool_)
    touched[moved] = True
    touched[[row for link in changed for row in link[:2]]] = True
    if len(move.gone):
        others = move.column(old.pairs.others)
        touched |= ((others != NOBODY) & (move.now[others] == NOBODY)).any(axis=1)
        left = move.now[old.pairs.others[move.gone].ravel()]
        touched[left[left != NOBODY]] = True
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


def _listed(old: Shelf, new: Shelf, move: Move, touched: Ints, settings: RelatedSettings) -> Shelf:
    """Return the new shelf with crowding and lists as they follow from its pairs."""
    crowded = move.column(old.crowded)
    circles = Circles.of(new.pairs, touched)
    rows = np.flatnonzero(touched)
    crowded[rows] = crowds(circles, new.table.is_settled, rows)
    differs = (crowded != move.column(old.crowded)) | (new.pairs.twins != move.now[move.column(old.pairs.twins)])
    differs |= move.before == NOBODY
    again = touched | differs | _neighbours(new.pairs, differs)
    found = replace(new, crowded=crowded, chosen=move.now[move.column(old.chosen)])
    found.write_lists(np.flatnonzero(again).tolist(), Circles.of(new.pairs, again), settings)
    return found
