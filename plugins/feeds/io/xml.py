"""RSS 2.0 and Atom through feedgen: items and channels are made apart, so that one item serves many channels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feedgen.entry import FeedEntry
from feedgen.ext.dc import DcEntryExtension, DcExtension
from feedgen.ext.media import MediaExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from plugins.feeds.channel import Channel, Item, Publisher
from plugins.feeds.io.extensions import ATOM, MEDIA, Marks, Pictures

RSS_SCOPE = {
    "atom": ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": MEDIA,
}
ATOM_SCOPE = {"media": MEDIA}
_DECLARED = re.compile(r' xmlns:\w+="[^"]*"')


def rss(publisher: Publisher, channel: Channel, items: Sequence[str]) -> str:
    """Return a channel as RSS 2.0 around the texts of its items."""
    feed = _feed(publisher, channel, "rss.xml", "application/rss+xml")  # RSS knows no tombstones
    return _around(feed.rss_str(pretty=True).decode(), "  </channel>", items)


def atom(publisher: Publisher, channel: Channel, items: Sequence[str]) -> str:
    """Return a channel as Atom, or a closed month of it as an archive, around the texts of its items."""
    feed = _feed(publisher, channel, "atom.xml", "application/atom+xml")
    feed.marks.bury(channel.gone)
    return _around(feed.atom_str(pretty=True).decode(), "</feed>", items)


def entry(item: Item, author: str) -> FeedEntry:
    """Return an item as feedgen knows it; `author` answers for it where nobody is named."""
    made = FeedEntry()
    made.register_extension("dc", DcEntryExtension, atom=False)
    made.register_extension("pictures", Pictures)
    made.pictures.of(item)
    made.guid(item.urn, permalink=False)
    made.title(item.title)
    made.link(href=item.url, rel="alternate", type="text/html")
    made.summary(item.summary)
    made.description(item.teaser)  # after the summary, before the content: each of them sets its neighbour too
    made.content(item.content, type="html")
    made.published(item.published)
    made.updated(item.updated)
    made.category([{"term": s.term, "scheme": s.scheme, "label": s.label} for s in item.subjects])
    made.author([{"name": name} for name in item.authors or (author,)])
    made.dc.dc_creator(list(item.authors))
    return made


def rss_text(made: FeedEntry) -> str:
    """Return an item as it stands in RSS."""
    return _text(made.rss_entry(), RSS_SCOPE)


def atom_text(made: FeedEntry) -> str:
    """Return an item as it stands in Atom."""
    return _text(made.atom_entry(), ATOM_SCOPE)


def _feed(publisher: Publisher, channel: Channel, name: str, kind: str) -> FeedGenerator:
    p, c = publisher, channel
    feed = FeedGenerator()
    feed.register_extension("dc", DcExtension, DcEntryExtension, atom=False)
    feed.register_extension("media", MediaExtension, None)
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


def _text(element: etree._Element, scope: dict[str, str]) -> str:
    """Return an element's text as it reads where the prefixes of `scope` are known."""
    around = etree.Element("around", nsmap=scope)
    around.append(element)
    start, mark, rest = etree.tostring(element, encoding="unicode").partition(">")
    return _DECLARED.sub("", start) + mark + rest  # the start tag repeats the scope


def _around(feed: str, end: str, items: Sequence[str]) -> str:
    head, mark, tail = feed.rpartition(end)
    return "".join((head, *(f"{item}\n" for item in items), mark, tail))
