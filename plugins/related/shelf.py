"""All that is known of the articles of a site, in columns, and the lists that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plugins.model.article import Article
from plugins.model.registry import Registry
from plugins.related.kinship import trait_numbers, trait_weights, traits
from plugins.related.lists import choose
from plugins.related.ranking import NOBODY, Circles, Pairs, Table, crowds, pair, scores
from plugins.related.settings import RelatedSettings
from plugins.related.terms import MARKS, Terms
from plugins.related.vectors import Ints, Statistics, Weights, milestone, statistics


def by_age(articles: Sequence[Article]) -> list[Article]:
    """Return articles oldest first, those of one moment by id."""
    return sorted(articles, key=lambda a: (a.date.at, a.id))


@dataclass(frozen=True)
class Shelf:
    """Articles oldest first, one row each, with what is found for them."""

    table: Table
    pairs: Pairs
    crowded: Ints
    chosen: Ints
    """The rows of each list, best first, `NOBODY` filling up."""

    def twins(self) -> Ints:
        """Return for each row the oldest other one of the same content, or `NOBODY`."""
        roots = self.pairs.twins
        rows = np.arange(len(roots))
        younger = rows[roots != rows][::-1]
        found = np.where(roots != rows, roots, NOBODY)
        found[roots[younger]] = np.where(found[roots[younger]] == NOBODY, younger, found[roots[younger]])
        return found


def arrange(
    articles: Sequence[Article], found: Sequence[Terms], registry: Registry, settings: RelatedSettings
) -> Shelf:
    """Rank articles, given oldest first with their terms. Near linear in time and memory."""
    size = len(articles)
    measured = milestone(size)
    weights = _statistics(found[:measured]).weights()
    held = np.array([trait_numbers(traits(a, registry)) for a in articles], np.int32).reshape(size, -1)
    worth, rare = trait_weights(measured, held[:measured], settings)
    terms, shares, sought = _vectors(found, weights)
    days = np.array([a.date.at.date().toordinal() for a in articles], np.int64)
    marks = np.array([one.marks for one in found], np.uint32).reshape(size, MARKS)
    table = Table(terms, shares, sought, held, days, marks, worth, rare, settings.time, np.arange(size) < measured)
    pairs = pair(table)
    circles = Circles.of(pairs)
    crowded = crowds(circles, table.is_measured)
    chosen = _lists(articles, circles, crowded, pairs.twins, settings)
    return Shelf(table, pairs, crowded, chosen)


def _statistics(found: Sequence[Terms]) -> Statistics:
    none = np.zeros(0, np.uint32)
    terms = np.concatenate([none, *(one.terms for one in found)])
    return statistics(len(found), terms, np.concatenate([none, *(one.counts for one in found)]))


def _vectors(found: Sequence[Terms], weights: Weights) -> tuple[Ints, Ints, Ints]:
    rows = [weights.vector(one) for one in found]
    return (
        np.array([row[0] for row in rows], np.int32),
        np.array([row[1] for row in rows], np.int32),
        np.array([row[2] for row in rows], np.int32),
    )


def _lists(
    articles: Sequence[Article], circles: Circles, crowded: Ints, twins: Ints, settings: RelatedSettings
) -> Ints:
    chosen = np.full((len(articles), settings.length), NOBODY, np.int32)
    units = [a.units[0] if a.units else "" for a in articles]
    texts = twins.tolist()
    for row in range(len(articles)):
        order, total = scores(circles, crowded, row)
        akin = [o for o in order[total >= settings.least].tolist() if texts[o] != texts[row]]
        rows = choose(akin, units, texts, settings.length, settings.same_unit)
        chosen[row, : len(rows)] = rows
    return chosen
