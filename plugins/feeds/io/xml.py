"""Channels in RSS 2.0 and Atom, through feedgen: without items, so that those are made once for all channels."""

from __future__ import annotations

from collections.abc import Sequence

from feedgen.feed import FeedGenerator

from plugins.feeds.channel import Channel, Publisher
from plugins.feeds.io.extensions import Creators, Marks, Photos


def rss(publisher: Publisher, channel: Channel, items: Sequence[bytes]) -> bytes:
    """Return a channel as RSS 2.0 around its items, encoded."""
    feed = _feed(publisher, channel, "rss.xml", "application/rss+xml")  # RSS knows no tombstones
    return _around(feed.rss_str(pretty=True), b"  </channel>", items)


def atom(publisher: Publisher, channel: Channel, items: Sequence[bytes]) -> bytes:
    """Return a channel as Atom, or a closed month of it as an archive, around its items, encoded."""
    feed = _feed(publisher, channel, "atom.xml", "application/atom+xml")
    feed.marks.bury(channel.gone)
    return _around(feed.atom_str(pretty=True), b"</feed>", items)


def _feed(publisher: Publisher, channel: Channel, name: str, kind: str) -> FeedGenerator:
    p, c = publisher, channel
    feed = FeedGenerator()
    feed.register_extension("dc", Creators, atom=False)
    feed.register_extension("media", Photos)
    feed.register_extension("marks", Marks, None)
    feed.marks.of(c, p.whole, p.hub)
    feed.id(c.urn)
    feed.title(c.title)
    feed.description(c.description)
    feed.language(p.language)
    feed.generator(p.program)
    feed.author({"name": p.author})
    feed.ttl(p.ttl)
    if p.rights:
        feed.rights(p.rights)
    feed.icon(p.logo)
    feed.logo(p.logo)  # before the image, which it would replace
    feed.image(p.logo, c.title, p.whole(c.home), p.logo_size, p.logo_size)
    feed.link(href=p.whole(c.address + name), rel="self", type=kind)
    feed.link(href=p.whole(c.home), rel="alternate", type="text/html")  # last: it becomes the channel's own
    feed.updated(c.updated)
    feed.lastBuildDate(c.updated)
    return feed


def _around(feed: bytes, end: bytes, items: Sequence[bytes]) -> bytes:
    head, mark, tail = feed.rpartition(end)
    return b"\n".join((head + items[0], *items[1:], mark + tail)) if items else feed
