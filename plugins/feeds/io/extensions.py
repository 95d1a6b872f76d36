"""What feedgen leaves out of channels: archives, tombstones, the hub."""

from __future__ import annotations

from collections.abc import Callable

from feedgen.ext.base import BaseExtension
from lxml import etree

from plugins.feeds.channel import Channel, Tombstone

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
TOMBSTONE = "http://purl.org/atompub/tombstones/1.0"
ATOM_TYPE = "application/atom+xml"


class Creators(BaseExtension):  # type: ignore[misc]
    """The prefix of items' authors."""

    def extend_ns(self) -> dict[str, str]:
        """Name the prefix."""
        return {"dc": "http://purl.org/dc/elements/1.1/"}


class Photos(BaseExtension):  # type: ignore[misc]
    """The prefix of items' photos (Media RSS)."""

    def extend_ns(self) -> dict[str, str]:
        """Name the prefix."""
        return {"media": "http://search.yahoo.com/mrss/"}


class Marks(BaseExtension):  # type: ignore[misc]
    """A feed's place in its archive (RFC 5005), its hub (WebSub), what has been withdrawn from it (RFC 6721)."""

    def __init__(self) -> None:
        self._links: list[tuple[str, str, str]] = []
        self._is_archive = False
        self._gone: tuple[Tombstone, ...] = ()

    def of(self, channel: Channel, whole: Callable[[str], str], hub: str) -> None:
        """Take the channel's links."""
        archive = channel.archive
        links = [("hub", hub, "")] if hub and archive is None else []
        older = archive.older if archive else channel.older
        if archive:
            links.append(("current", whole("/atom.xml"), ATOM_TYPE))
        if older:
            links.append(("prev-archive", whole(older), ATOM_TYPE))
        if archive and archive.newer:
            links.append(("next-archive", whole(archive.newer), ATOM_TYPE))
        self._links = links
        self._is_archive = archive is not None

    def bury(self, gone: tuple[Tombstone, ...]) -> None:
        """Take what is left of withdrawn items."""
        self._gone = gone

    def extend_ns(self) -> dict[str, str]:
        """Name the prefixes that are used."""
        history = {"fh": HISTORY} if self._is_archive else {}
        return history | ({"at": TOMBSTONE} if self._gone else {})

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        """Add the links to a channel."""
        for rel, href, kind in self._links:
            _link(feed[0], f"{{{ATOM}}}link", rel, href, kind)
        return feed

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Add everything to a feed."""
        for rel, href, kind in self._links:
            _link(feed, "link", rel, href, kind)
        if self._is_archive:
            etree.SubElement(feed, f"{{{HISTORY}}}archive")
        for stone in self._gone:
            entry = etree.SubElement(feed, f"{{{TOMBSTONE}}}deleted-entry", ref=stone.urn, when=stone.at.isoformat())
            etree.SubElement(entry, f"{{{TOMBSTONE}}}comment").text = stone.reason
        return feed


def _link(parent: etree._Element, tag: str, rel: str, href: str, kind: str) -> etree._Element:
    link = etree.SubElement(parent, tag, rel=rel, href=href)
    if kind:
        link.set("type", kind)
    return link
