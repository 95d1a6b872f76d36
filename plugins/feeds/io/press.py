"""Makes feeds of channels; each item is made once, whichever channels and formats hold it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plugins.feeds.channel import Channel, Entry, Item, Publisher
from plugins.feeds.io import xml
from plugins.feeds.itemxml import atom_text, rss_text
from plugins.feeds.jsonfeed import json_feed, json_text


@dataclass(frozen=True, slots=True)
class Printed:
    """An item's text in each format, encoded: Vietnamese in memory takes half as much again."""

    rss: bytes
    atom: bytes
    json: bytes


class Press:
    """Keeps the texts of items by their keys for as long as a build lasts."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._printed: dict[bytes, Printed] = {}

    def rss(self, channel: Channel) -> bytes:
        """Return a channel as RSS 2.0, encoded; the same channel gives the same bytes."""
        return xml.rss(self._publisher, channel, [self._print(e).rss for e in channel.entries])

    def atom(self, channel: Channel) -> bytes:
        """Return a channel as Atom."""
        return xml.atom(self._publisher, channel, [self._print(e).atom for e in channel.entries])

    def json(self, channel: Channel) -> bytes:
        """Return a channel as JSON Feed."""
        return json_feed(self._publisher, channel, [self._print(e).json for e in channel.entries])

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
            item = entry.make()
            atom = atom_text(item, self._publisher.author)
            printed = Printed(rss_text(item).encode(), atom.encode(), json_text(item).encode())
            self._printed[entry.key] = printed
        return printed

    def _atom(self, entry: Entry) -> bytes:
        printed = self._printed.get(entry.key)
        return printed.atom if printed else atom_text(entry.make(), self._publisher.author).encode()
