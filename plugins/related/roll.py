"""Articles as related news know them: who they are, which is older, and whom editors picked for them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from plugins.model.article import Article
from plugins.model.site import Site

NOBODY = -1


class Picking(NamedTuple):
    """For whom editors picked, how many for each, and whom; and which of the first lead nobody back.

    All are rows; `NOBODY` stands for what has none.
    """

    rows: array[int]
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
    def articles(self) -> Sequence[Article]:
        """Articles by row."""
        return [*self.listed, *self.others]

    @cached_property
    def names(self) -> list[str]:
        """Their ids."""
        return [a.id for a in self.articles]

    @cached_property
    def rows(self) -> dict[str, int]:
        """Their rows by their ids."""
        return {name: row for row, name in enumerate(self.names)}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of those that lists show."""
        return tuple(map(key_of, self.listed))

    @cached_property
    def faces(self) -> list[bytes]:
        """The faces of those that lists show."""
        return [a.face for a in self.listed]

    def picking(self) -> Picking:
        """Return whom editors picked."""
        picking = [(row, a) for row, a in enumerate(self.articles) if a.related]
        known = self.rows.get
        return Picking(
            array("i", [row for row, _ in picking]),
            array("i", [len(a.related) for _, a in picking]),
            array("i", [known(other, NOBODY) for _, a in picking for other in a.related]),
            array("i", [row for row, a in picking if a.related_one_way]),
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


def unit_of(article: Article) -> str:
    """Return an article's lead unit, or nothing."""
    return article.units[0] if article.units else ""
