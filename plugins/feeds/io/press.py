"""Makes feeds of channels; each item is made once, whichever channels and formats hold it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plugins.feeds.channel import Channel, Entry, Item, Publisher
from plugins.feeds.io import xml
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

    def rss(self, channel: Channel) -> str:
        """Return a channel as RSS 2.0; the same channel gives the same text."""
        return xml.rss(self._publisher, channel, [self._print(e).rss.decode() for e in channel.entries])

    def atom(self, channel: Channel) -> str:
        """Return a channel as Atom."""
        return xml.atom(self._publisher, channel, [self._print(e).atom.decode() for e in channel.entries])

    def json(self, channel: Channel) -> str:
        """Return a channel as JSON Feed."""
        return json_feed(self._publisher, channel, [self._print(e).json.decode() for e in channel.entries])

    def archive(self, fill: Callable[[], Channel]) -> str:
        """Return a closed month; its items are seldom in another feed, so they are not kept."""
        channel = fill()
        return xml.atom(self._publisher, channel, [self._atom(e) for e in channel.entries])

    def alone(self, item: Item, name: str) -> str:
        """Return an item as it stands in the feeds of a file name."""
        if name.endswith(".json"):
            return json_text(item)
        made = xml.entry(item, self._publisher.author)
        return xml.rss_text(made) if name.startswith("rss") else xml.atom_text(made)

    def _print(self, entry: Entry) -> Printed:
        printed = self._printed.get(entry.key)
        if printed is None:
            item = entry.make()
            made = xml.entry(item, self._publisher.author)
            printed = Printed(xml.rss_text(made).encode(), xml.atom_text(made).encode(), json_text(item).encode())
            self._printed[entry.key] = printed
        return printed

    def _atom(self, entry: Entry) -> str:
        printed = self._printed.get(entry.key)
        return printed.atom.decode() if printed else xml.atom_text(xml.entry(entry.make(), self._publisher.author))
