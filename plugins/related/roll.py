"""Articles as related news know them: who they are, which is older, and whom editors picked for them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import chain, compress, repeat
from operator import attrgetter
from typing import Any, NamedTuple

from plugins.model.article import Article
from plugins.model.site import Site

NOBODY = -1
KNOWN = 10_000
"""Units whose numbers are remembered."""
_ASKED = attrgetter("id", "digest", "face", "related")


class Picking(NamedTuple):
    """How many editors picked for each article, and whom; and the articles whose picks do not lead back.

    The last two are rows; `NOBODY` stands for what has none.
    """

    counts: array[int]
    others: array[int]
    one_way: array[int]


@dataclass(frozen=True)
class Roll:
    """All articles of a site in rows: those that lists show, oldest first, then all others."""

    listed: Sequence[Article]
    others: Sequence[Article]

    @classmethod
    def of(cls, site: Site) -> Roll:
        """Put the articles of a site in rows."""
        listed = site.listed[::-1]
        if len(listed) == len(site.articles):
            return cls(listed, ())
        shown = {a.id for a in listed}
        return cls(listed, [a for a in site.articles if a.id not in shown])

    @cached_property
    def _columns(self) -> Sequence[Sequence[Any]]:
        """What is asked of all articles, asked once: to come by an article takes longer than to ask it."""
        return tuple(zip(*map(_ASKED, chain(self.listed, self.others)), strict=True)) or ((),) * 4

    @property
    def names(self) -> Sequence[str]:
        """The ids of all."""
        return self._columns[0]

    @cached_property
    def rows(self) -> dict[str, int]:
        """The rows of all by their ids."""
        return dict(zip(self.names, range(len(self.names)), strict=True))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of those that lists show."""
        names, digests, *_ = self._columns
        return tuple(map("\0".join, zip(names, digests[: len(self.listed)], strict=False)))

    @cached_property
    def faces(self) -> bytes:
        """The faces of those that lists show, one after the other."""
        return b"".join(self._columns[2][: len(self.listed)])

    def article_of(self, key: str) -> Article | None:
        """Return the article that lists show by a key, None where there is none."""
        row = self.rows.get(id_of(key), NOBODY)
        return self.listed[row] if 0 <= row < len(self.listed) and self.keys[row] == key else None

    def picking(self) -> Picking:
        """Return whom editors picked."""
        picks = self._columns[3]
        picking = compress(chain(self.listed, self.others), picks)
        return Picking(
            array("i", map(len, picks)),
            array("i", map(self.rows.get, chain.from_iterable(picks), repeat(NOBODY))),
            array("i", [self.rows[a.id] for a in picking if a.related_one_way]),
        )


def by_age(articles: Sequence[Article]) -> list[Article]:
    """Return articles oldest first: lists the other way round."""
    return sorted(sorted(articles, key=lambda a: a.id, reverse=True), key=lambda a: a.date.at)


def key_of(article: Article) -> str:
    """Return who an article is and all that it says, as one text."""
    return f"{article.id}\0{article.digest}"


def id_of(key: str) -> str:
    """Return whose key it is."""
    return key.partition("\0")[0]


def unit_of(article: Article) -> int:
    """Return a number of 63 bits for an article's lead unit, or for none."""
    unit = article.units[0] if article.units else ""
    return _number(unit)


@lru_cache(KNOWN)
def _number(unit: str) -> int:
    return int.from_bytes(blake2b(unit.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
