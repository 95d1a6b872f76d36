"""Makes feeds of channels; each item is made once, whichever channels and formats hold it."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import ENOSPC
from tempfile import gettempdir, mkstemp
from typing import NamedTuple

from plugins.engine.state import Spot
from plugins.feeds.channel import Channel, Entry, Item, Publisher
from plugins.feeds.io import xml
from plugins.feeds.itemxml import atom_text, rss_text
from plugins.feeds.jsonfeed import json_feed, json_text


class Printed(NamedTuple):
    """Where an item's text lies in each format."""

    rss: Spot
    atom: Spot
    json: Spot


class Spool:
    """Texts in a file without a name, for one process: those of 8,000 items are 85 MB."""

    def __init__(self) -> None:
        self._file = -1
        self._end = 0

    def add(self, text: str) -> Spot:
        """Write a text down; return where it lies."""
        if self._file < 0:
            self._file, path = mkstemp()
            os.unlink(path)
        data = text.encode()
        spot = self._end, len(data)
        if os.write(self._file, data) < len(data):
            raise OSError(ENOSPC, os.strerror(ENOSPC), gettempdir())
        self._end += len(data)
        return spot

    def get(self, spot: Spot) -> bytes:
        """Return a text that was written down, encoded."""
        return os.pread(self._file, spot[1], spot[0])

    def __del__(self) -> None:
        if self._file >= 0:
            os.close(self._file)


class Press:
    """Keeps the texts of items by their keys for as long as a build lasts."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._printed: dict[bytes, Printed] = {}
        self._spool = Spool()

    def rss(self, channel: Channel) -> bytes:
        """Return a channel as RSS 2.0, encoded; the same channel gives the same bytes."""
        return xml.rss(self._publisher, channel, [self._spool.get(self._print(e).rss) for e in channel.entries])

    def atom(self, channel: Channel) -> bytes:
        """Return a channel as Atom."""
        return xml.atom(self._publisher, channel, [self._spool.get(self._print(e).atom) for e in channel.entries])

    def json(self, channel: Channel) -> bytes:
        """Return a channel as JSON Feed."""
        return json_feed(self._publisher, channel, [self._spool.get(self._print(e).json) for e in channel.entries])

    def archive(self, fill: Callable[[], Channel]) -> bytes:
        """Return a closed month; its items are seldom in another feed, so they are not kept."""
        channel = fill()
        return xml.atom(self._publisher, channel, [self._atom(e) for e in channel.entries])

    def alone(self, item: Item, name: str) -> str:
        """Return an item as it stands in the feeds of a file name."""
        if name.endswith(".json"):
            return json_text(item)
        return rss_text(item) if name.startswith("rss") else atom_text(item, self._publisher.author)

    def _print(self, entry: Entry) -> Printed:
        printed = self._printed.get(entry.key)
        if printed is None:
            item, add = entry.make(), self._spool.add
            printed = Printed(add(rss_text(item)), add(atom_text(item, self._publisher.author)), add(json_text(item)))
            self._printed[entry.key] = printed
        return printed

    def _atom(self, entry: Entry) -> bytes:
        printed = self._printed.get(entry.key)
        return self._spool.get(printed.atom) if printed else atom_text(entry.make(), self._publisher.author).encode()
