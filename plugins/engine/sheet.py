"""A page's sheet: what a later build needs to tell why the page was made, and to declare it again, as bytes."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import datetime, tzinfo
from io import BytesIO
from typing import Any

from plugins.model.artifact import Page
from plugins.model.dates import Moment
from plugins.model.views import Link, RelatedItem

Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


class Sheets:
    """Pickles sheets; a line of related news, which ten sheets hold, is taken apart once for all of them."""

    def __init__(self) -> None:
        self._lines: dict[int, tuple[RelatedItem, Reduced]] = {}
        """By identity, with the line itself, which so keeps it."""
        self._table: dict[type, Callable[[Any], Any]] = {RelatedItem: self._line, Link: _link}

    def of(self, page: Page) -> bytes:
        """Return a page's sheet; empty where there is nothing to keep."""
        again = (page.again.declare, page.again.around()) if page.again else None
        parts = page.parts() if page.parts else {}
        if not (parts or again):
            return b""
        stream = BytesIO()
        pickler = pickle.Pickler(stream, protocol=5)
        pickler.dispatch_table = self._table
        pickler.dump((parts, again))
        return stream.getvalue()

    def _line(self, item: RelatedItem) -> Reduced:
        known = self._lines.get(id(item))
        if known is None:
            at, timed = item.date.at, item.date.timed
            typed = item.title, item.url, at.replace(tzinfo=None).isoformat(), at.fold, at.tzinfo, timed
            known = self._lines[id(item)] = item, (line, typed)
        return known[1]


def line(title: str, url: str, date: str, fold: int, zone: tzinfo | None, timed: bool) -> RelatedItem:
    """Return a line that was taken apart."""
    return RelatedItem(title, url, Moment(datetime.fromisoformat(date).replace(tzinfo=zone, fold=fold), timed))


def _link(link: Link) -> Reduced:
    return Link, (link.title, link.url)
