"""Articles between builds: one plain row each, so that twenty thousand are back in a tenth of a second.

A row holds what every build asks of every article. The rest is packed beside it and unpacked where a page asks.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from plugins.model.article import Article
from plugins.model.dates import Moment

PLAIN = (
    "file", "id", "title", "slug", "lead_text", "units", "category", "terms", "tags", "related", "documents",
    "attachments", "status", "aliases", "lang", "translation_of", "kind", "links", "face",
)  # fmt: skip
MOMENTS = ("date", "expires", "pin", "updated")
RARE = ("withdrawn", "photos")
"""Seldom there, but asked of each article."""
LATER = ("summary", "byline", "modified", "changes", "source", "dateline", "event", "people", "views")
Row = tuple[Any, ...]
Time = tuple[str, int, bool] | None


def flatten(article: Article) -> Row:
    """Return an article without body and digest as plain values."""
    plain = tuple(getattr(article, name) for name in PLAIN)
    times = tuple(_time(getattr(article, name)) for name in MOMENTS)
    rare = {name: value for name in RARE if (value := getattr(article, name))}
    later = {name: getattr(article, name) for name in LATER}
    return *plain, *times, rare and pickle.dumps(rare, 5), pickle.dumps(later, 5)


def restorer(zone: ZoneInfo) -> Callable[[Row, str], Article]:
    """Return the function that makes articles of their digests and rows whose moments were in this zone."""
    first, end = len(PLAIN), len(PLAIN) + len(MOMENTS)

    def moment(time: Time) -> Moment | None:
        return Moment(datetime.fromisoformat(time[0]).replace(tzinfo=zone, fold=time[1]), time[2]) if time else None

    def restore(row: Row, digest: str) -> Article:
        article = object.__new__(Kept)
        values = dict(zip(PLAIN, row, strict=False))
        values.update(zip(MOMENTS, map(moment, row[first:end]), strict=True))
        values["body"] = ()
        values["digest"] = digest
        if row[end]:
            values |= pickle.loads(row[end])  # noqa: S301 - the file that rows come from is sealed
        values[PACKED] = row[-1]
        article.__dict__.update(values)
        return article

    return restore


PACKED = "_later"


class _Later:
    """A field that is unpacked, with all others of its kind, when the first of them is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, article: Article, owner: type) -> Any:
        own = article.__dict__
        own |= pickle.loads(own[PACKED])  # noqa: S301 - the file that rows come from is sealed
        return own[self._name]


class Kept(Article):
    """An article that a former build has read."""


for _name in LATER:
    setattr(Kept, _name, _Later(_name))


def _time(moment: Moment | None) -> Time:
    return (moment.at.replace(tzinfo=None).isoformat(), moment.at.fold, moment.timed) if moment else None
