"""All that is known of the articles of a site, in columns, and the lists that follow from it."""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from plugins.bridge.feature import Share, alone
from plugins.model.article import Article
from plugins.model.registry import Registry
from plugins.related.circles import Circles, crowds, scores
from plugins.related.kinship import Counted, trait_counts, trait_numbers, trait_weights
from plugins.related.lists import choose
from plugins.related.ranking import Pairs, pair_all
from plugins.related.roll import NOBODY, id_of, key_of, unit_of
from plugins.related.settings import RelatedSettings
from plugins.related.sheaf import Sheaf
from plugins.related.table import Table
from plugins.related.terms import Terms
from plugins.related.vectors import Ints, Statistics, is_measured, milestone, stride

PART = 4096
"""Rows whose circles are drawn together."""


@dataclass(frozen=True)
class Shelf:
    """Articles oldest first, one row each, with what is found for them."""

    keys: tuple[str, ...]
    """Id and digest of each article: who it is and all that it says."""
    units: Ints
    """A number for the lead unit of each."""
    statistics: Statistics
    traits: Counted
    """Traits of the articles that statistics are taken from."""
    table: Table
    pairs: Pairs
    crowded: Ints
    chosen: Ints
    """The rows of each list, best first, `NOBODY` filling up."""

    def __getstate__(self) -> dict[str, Any]:
        """Make a column of the keys: of such only what has changed is written."""
        keys = "\n".join(self.keys).encode("utf-8", "surrogatepass")
        return self.__dict__ | {"keys": np.frombuffer(keys, np.uint8)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take them apart again."""
        keys = bytes(state["keys"]).decode("utf-8", "surrogatepass")
        self.__dict__.update(state, keys=tuple(keys.split("\n")) if keys else ())

    def write_lists(self, rows: Iterable[int], circles: Circles, settings: RelatedSettings) -> None:
        """Write the lists of some rows: what is near enough, of each text one, of no unit too many."""
        texts, units = self.pairs.twins.tolist(), self.units.tolist()
        starts, others, _ = (column.tolist() for column in scores(circles, self.crowded, settings.least))
        nobody = [NOBODY] * settings.length
        for row in rows:
            akin = others[starts[row] : starts[row + 1]]
            found = choose(akin, units, texts, settings.length, settings.same_unit, row)
            self.chosen[row] = (found + nobody)[: settings.length]

    def twins(self) -> Ints:
        """Return for each row the oldest other one of the same content, or `NOBODY`."""
        roots = self.pairs.twins
        rows = np.arange(len(roots))
        younger = rows[roots != rows][::-1]
        found = np.where(roots != rows, roots, NOBODY)
        heads = roots[younger]
        found[heads] = np.where(found[heads] == NOBODY, younger, found[heads])
        return found


def lots(keys: Sequence[str]) -> Ints:
    """Draw a number for each article, by its id alone."""
    return np.array([crc32(id_of(key).encode()) for key in keys], np.int64)


def arrange(
    articles: Sequence[Article],
    found: Sequence[Terms],
    registry: Registry,
    settings: RelatedSettings,
    share: Share = alone,
) -> Shelf:
    """Rank articles, given oldest first with their terms. Near linear in time and memory."""
    size = len(articles)
    keys = tuple(key_of(a) for a in articles)
    settled = milestone(size)
    measured = np.flatnonzero(is_measured(settled, lots(keys)))
    texts = Sheaf.of(found)
    statistics = Statistics.of(texts.take(measured), stride(settled))
    columns, marks = statistics.weights().vectors(texts), texts.marks
    del found, texts  # the largest of all; nobody asks for them any more
    held = trait_numbers(articles, registry)
    traits = trait_counts(held[:settled])
    weights, rare = trait_weights(settled, traits, settings)
    table = Table(*columns, held, days(articles), marks, weights, rare, settings.time, np.arange(size) < settled)
    pairs = pair_all(table, share)
    crowded, chosen = np.zeros(size, np.int32), np.full((size, settings.length), NOBODY, np.int32)
    for rows, circles in _circles(pairs):
        crowded[rows] = crowds(circles, table.is_settled, rows)
    units = np.array(list(map(unit_of, articles)), np.int64)
    shelf = Shelf(keys, units, statistics, traits, table, pairs, crowded, chosen)
    for rows, circles in _circles(pairs):
        shelf.write_lists(rows, circles, settings)
    return shelf


def _circles(pairs: Pairs) -> Iterator[tuple[range, Circles]]:
    """Yield the circles of one part of the rows after the other: those of all would be as large as all the rest."""
    size = len(pairs.others)
    for start in range(0, size, PART):
        rows = range(start, min(start + PART, size))
        wanted = np.zeros(size, np.bool_)
        wanted[start : rows.stop] = True
        yield rows, Circles.of(pairs, wanted)


def days(articles: Sequence[Article]) -> Ints:
    """Return the articles' days as numbers."""
    return np.array([a.date.at.date().toordinal() for a in articles], np.int64)
