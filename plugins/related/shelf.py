"""All that is known of the articles of a site, in columns, and the lists that follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plugins.model.article import Article
from plugins.model.registry import Registry
from plugins.related.kinship import trait_numbers, trait_weights, traits
from plugins.related.lists import Candidate, choose, is_twin
from plugins.related.ranking import NOBODY, Circles, Pairs, Table, crowds, pair, scores
from plugins.related.settings import RelatedSettings
from plugins.related.terms import SENTENCES, Terms
from plugins.related.vectors import Ints, Statistics, Weights, milestone, statistics


def by_age(articles: Sequence[Article]) -> list[Article]:
    """Return articles oldest first, those of one moment by id."""
    return sorted(articles, key=lambda a: (a.date.at, a.id))


@dataclass(frozen=True)
class Shelf:
    """Articles oldest first, one row each, with what is found for them."""

    table: Table
    marks: Ints
    pairs: Pairs
    crowded: Ints
    chosen: Ints
    """The rows of each list, best first, `NOBODY` filling up."""
    twins: Ints
    """The oldest other row of the same content, or `NOBODY`."""


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
    table = Table(terms, shares, sought, held, days, worth, rare, settings.time, np.arange(size) < measured)
    pairs = pair(table)
    circles = Circles.of(pairs)
    crowded = crowds(circles, table.is_measured)
    marks = _marks(found)
    chosen, twins = _lists(articles, circles, crowded, marks, settings)
    return Shelf(table, marks, pairs, crowded, chosen, twins)


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


def _marks(found: Sequence[Terms]) -> Ints:
    marks = np.zeros((len(found), SENTENCES), np.uint32)
    for row, one in enumerate(found):
        marks[row, : len(one.sentences)] = one.sentences
    return marks


def _lists(
    articles: Sequence[Article], circles: Circles, crowded: Ints, marks: Ints, settings: RelatedSettings
) -> tuple[Ints, Ints]:
    size = len(articles)
    chosen = np.full((size, settings.length), NOBODY, np.int32)
    twins = np.full(size, NOBODY, np.int32)
    known = [
        Candidate(row, a.units[0] if a.units else "", frozenset(filter(None, marks[row].tolist())))
        for row, a in enumerate(articles)
    ]
    for row, me in enumerate(known):
        place = circles.of_row(row)
        near = zip(circles.others[place].tolist(), circles.text[place].tolist(), strict=True)
        same = {other for other, text in near if is_twin(text, me.marks, known[other].marks)}
        order, total = scores(circles, crowded, row)
        akin = order[total >= settings.least].tolist()
        rows = [
            one.row for one in choose((known[o] for o in akin if o not in same), settings.length, settings.same_unit)
        ]
        chosen[row, : len(rows)] = rows
        twins[row] = min(same, default=NOBODY)
    return chosen, twins
