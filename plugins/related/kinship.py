"""What an article says of itself besides its text, as traits that others may share."""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np

from plugins.model.article import Article
from plugins.model.gather import term_unit
from plugins.model.registry import Registry
from plugins.model.text import fold_case
from plugins.related.settings import RelatedSettings
from plugins.related.terms import BITS, BUCKETS
from plugins.related.vectors import Ints

KINDS = ("event", "document", "person", "tag", "term", "unit", "line")
MOST = 24
"""Traits kept of an article, in the order of `KINDS`."""
KNOWN = 100_000
"""Traits whose numbers are remembered."""
RARE = 40
"""Articles that may share a trait which candidates are sought by."""
_BITS = BITS - 3

Counted = tuple[Ints, Ints]
"""Traits in ascending order, and how many articles have each."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that two articles may share: `("document", "18-nq-tw-2017")`."""

    kind: str
    value: str

    @property
    def number(self) -> int:
        """A number below `BUCKETS`, never 0: three bits for the kind, the rest a checksum."""
        return _number((self.kind, self.value))


@lru_cache(KNOWN)
def _number(trait: tuple[str, str]) -> int:
    kind, value = trait
    return KINDS.index(kind) + 1 << _BITS | crc32(value.encode("utf-8", "replace")) >> (32 - _BITS)


def traits(article: Article, registry: Registry) -> tuple[Trait, ...]:
    """Return what an article may share with others, each once, at most `MOST`."""
    return tuple(Trait(kind, value) for kind, value in _kept(article, registry))


def _kept(article: Article, registry: Registry) -> Iterator[tuple[str, str]]:
    return islice(dict.fromkeys(_traits(article, registry)), MOST)


def _traits(a: Article, registry: Registry) -> Iterator[tuple[str, str]]:
    """Yield what an article says by kinds, in their order."""
    if a.event:
        day = a.event.start.at.date().isoformat()
        yield "event", day
        if a.event.place:
            yield "event", f"{day} {fold_case(a.event.place)}"
    yield from (("document", d) for d in a.documents)
    yield from (("person", m.person) for m in a.people)
    yield from (("tag", fold_case(t)) for t in a.tags)
    for label in a.terms:
        yield "term", label
        unit = term_unit(label, a.units, a, registry) if a.units else ""
        if unit:
            yield "term", f"{unit} {label}"
    yield from (("unit", u) for u in a.units)
    yield from (("line", u) for u in _line(a, registry))


def _line(a: Article, registry: Registry) -> dict[str, None]:
    """Return the units of an article, those above them on its day, and those that came after them."""
    day = a.date.at.date()
    seen = dict.fromkeys(above for unit in a.units for above in registry.lineage(unit, day))
    heirs = list(a.units)
    while heirs:
        unit = heirs.pop()
        new = [u for c in registry.successors(unit) for u in c.resulting if u not in seen]
        seen.update(dict.fromkeys(new))
        heirs += new
    return seen


def trait_numbers(articles: Sequence[Article], registry: Registry) -> Ints:
    """Return the traits of articles as rows of a table, filled up with 0."""
    held = np.zeros((len(articles), MOST), np.int32)
    for row, article in zip(held, articles, strict=True):
        numbers = list(map(_number, _kept(article, registry)))
        row[: len(numbers)] = numbers
    return held


def trait_counts(table: Ints) -> Counted:
    """Return which traits the articles of a table have, and how many have each."""
    held, counts = np.unique(table, return_counts=True)
    return held, counts


def trait_weights(size: int, counted: Counted, settings: RelatedSettings) -> tuple[Ints, Ints]:
    """Return what sharing each trait adds, by its number, and which are rare, from those of so many measured articles.

    What all share adds nothing, what hardly any two share its full weight; by half powers of two, as with terms.
    """
    held, counts = counted
    whole = int(np.rint(2 * np.log2(size + 8)))
    values = [0, *(settings.unit // 2 if kind == "line" else getattr(settings, kind) for kind in KINDS)]
    full = np.zeros(BUCKETS, np.int32)
    for kind, value in enumerate(values):
        full[kind << _BITS : kind + 1 << _BITS] = value
    rare = full > 0
    rarity = np.maximum(whole - np.rint(2 * np.log2(counts)).astype(np.int64), 0)
    full[held] = full[held] * rarity // whole
    rare[held] = (counts <= RARE) & (full[held] > 0)
    return full, rare.view(np.int8)
