"""Articles between builds: a row each, opened only where that article is asked for.

A row holds what every full build asks of every article. The rest is packed within it, and unpacked where a page asks.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from plugins.model.article import Article
from plugins.model.dates import Moment

PLAIN = (
    "file", "id", "title", "slug", "lead_text", "tags", "related", "documents", "attachments", "aliases",
    "translation_of", "links", "face", "views",
)  # fmt: skip
COMMON = ("units", "category", "terms", "status", "lang", "kind")
"""What many articles have alike; in memory it is once for all of them."""
RARE = ("expires", "pin", "updated", "withdrawn", "photos", "related_one_way", "changes")
"""Seldom there, but asked of each article."""
LATER = ("summary", "byline", "modified", "source", "dateline", "event", "people")
Row = tuple[str, bytes]
"""An article's id, and what `flatten` returned, marshalled."""
WITHOUT_REFERENCES = 0
"""The form of marshal in which equal values are equal bytes, whichever objects they share."""


def flatten(article: Article) -> tuple[Any, ...]:
    """Return an article without body and digest as plain values."""
    plain = tuple(getattr(article, name) for name in PLAIN)
    at, timed = article.date.at, article.date.timed
    rare = {name: value for name in RARE if (value := getattr(article, name))}
    later = {name: getattr(article, name) for name in LATER}
    date = (*at.timetuple()[:6], at.microsecond)
    common = tuple(getattr(article, name) for name in COMMON)
    return *plain, common, date, at.fold, timed, rare and pickle.dumps(rare, 5), pickle.dumps(later, 5)


def packed(article: Article) -> Row:
    """Return the row of an article; the same article gives the same bytes."""
    return article.id, marshal.dumps(flatten(article), WITHOUT_REFERENCES)


def restorer(zone: ZoneInfo) -> Callable[[Row, str], Article]:
    """Return the function that makes articles of their digests and rows, whose dates were in this zone.

    Values that many articles have are one in memory.
    """
    shared: dict[Any, dict[str, Any]] = {}
    spelled: dict[str, str] = {}
    at: Callable[..., datetime] = partial(datetime, tzinfo=zone)

    def restore(row: Row, digest: str) -> Article:
        article = object.__new__(Kept)
        own = article.__dict__
        own[PACKED] = row[1]
        flat = marshal.loads(row[1])  # noqa: S302 - the file that rows come from is sealed
        own.update(zip(PLAIN, flat, strict=False))
        common, date, fold, timed, rare, _ = flat[len(PLAIN) :]
        own.update(shared.get(common) or shared.setdefault(common, dict(zip(COMMON, common, strict=True))))
        own["tags"] = tuple([spelled.setdefault(tag, tag) for tag in own["tags"]])
        own["date"] = Moment(at(*date, fold=fold), timed)
        own["updated"] = None
        own["body"] = ()
        own["digest"] = digest
        if rare:
            own |= pickle.loads(rare)  # noqa: S301 - the file that rows come from is sealed
        return article

    return restore


def ids(rows: Mapping[str, Row | bytes]) -> dict[str, str]:
    """Return files by the ids of the articles in them."""
    return {row[0]: file for file, row in rows.items() if not isinstance(row, bytes)}


PACKED = "_later"


class _Later:
    """A field that is unpacked when it is asked for, with all others of its kind.

    Those of one article alone are kept: a page asks for all of them, and then nobody for a long time.
    """

    _last: tuple[bytes, dict[str, Any]] = b"", {}

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, article: Article, owner: type) -> Any:
        packed = article.__dict__[PACKED]
        if _Later._last[0] is not packed:
            later = marshal.loads(packed)[-1]  # noqa: S302 - the file that rows come from is sealed
            _Later._last = packed, pickle.loads(later)  # noqa: S301
        return _Later._last[1][self._name]


class Kept(Article):
    """An article that a former build has read."""


for _name in LATER:
    setattr(Kept, _name, _Later(_name))
