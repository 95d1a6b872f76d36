"""RSS 2.0 and Atom through feedgen: each item is made once and then joined into as many feeds as hold it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from plugins.feeds.channel import Channel, Entry, Item
from plugins.feeds.io.extensions import ATOM, MEDIA, Marks, Pictures
from plugins.model.settings import SiteSettings
from plugins.model.text import printable

RSS_SCOPE = {"atom": ATOM, "content": "http://purl.org/rss/1.0/modules/content/",
             "dc": "http://purl.org/dc/elements/1.1/", "media": MEDIA}  # fmt: skip
ATOM_SCOPE = {"media": MEDIA}
NAME = "Cổng Tin"
LOGO = "/theme/img/emblem.png"
LOGO_SIZE = "144"
_DECLARED = re.compile(r' xmlns:\w+="[^"]*"')


@dataclass(frozen=True)
class Publisher:
    """What every feed says of the portal; `ttl` in minutes."""

    settings: SiteSettings
    ttl: int

    def whole(self, url: str) -> str:
        """Return a whole address."""
        return self.settings.siteurl + url

    @property
    def author(self) -> str:
        """Who answers for items without a byline."""
        return printable(self.settings.agency or self.settings.sitename)


class XmlPress:
    """Makes feeds; keeps the text of each item that it has made, by the item's key."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._made: dict[tuple[str, bytes], str] = {}

    def rss(self, channel: Channel) -> str:
        """Return a channel as RSS 2.0; the same channel gives the same text."""
        feed = self._feed(channel, "rss.xml", "application/rss+xml")  # RSS knows no tombstones
        items = [self._kept("rss", entry) for entry in channel.entries]
        return _spliced(feed.rss_str(pretty=True).decode(), "  </channel>", items)

    def atom(self, channel: Channel) -> str:
        """Return a channel as Atom, or a closed month of it as an archive (RFC 5005)."""
        feed = self._feed(channel, "atom.xml", "application/atom+xml")
        feed.marks.bury(channel.gone)
        keep = channel.archive is None  # nearly all items of an archive are in no other feed
        items = [self._kept("atom", entry) if keep else self._atom(entry) for entry in channel.entries]
        return _spliced(feed.atom_str(pretty=True).decode(), "</feed>", items)

    def _kept(self, form: str, entry: Entry) -> str:
        known = self._made.get((form, entry.key))
        if known is None:
            made = _entry(entry.make(), self._publisher.author)
            self._made["rss", entry.key] = _text(made.rss_entry(), RSS_SCOPE)
            self._made["atom", entry.key] = _text(made.atom_entry(), ATOM_SCOPE)
            known = self._made[form, entry.key]
        return known

    def _atom(self, entry: Entry) -> str:
        known = self._made.get(("atom", entry.key))
        return known or _text(_entry(entry.make(), self._publisher.author).atom_entry(), ATOM_SCOPE)

    def _feed(self, channel: Channel, name: str, kind: str) -> FeedGenerator:
        publisher, c = self._publisher, channel
        s = publisher.settings
        feed = FeedGenerator()
        feed.load_extension("dc", atom=False)
        feed.load_extension("media")
        feed.register_extension("marks", Marks, atom=True, rss=True)
        feed.marks.of(c, publisher.whole, s.websub_hub)
        feed.id(c.urn)
        feed.title(c.title)
        feed.description(c.description)
        feed.language(s.default_lang)
        feed.generator(NAME)
        feed.author({"name": publisher.author})
        feed.ttl(publisher.ttl)
        if s.licence:
            feed.rights(printable(s.licence))
        feed.logo(publisher.whole(LOGO))
        feed.image(publisher.whole(LOGO), c.title, publisher.whole(c.home), LOGO_SIZE, LOGO_SIZE)
        feed.icon(publisher.whole(LOGO))
        feed.link(href=publisher.whole(c.address + name), rel="self", type=kind)
        feed.link(href=publisher.whole(c.home), rel="alternate", type="text/html")  # last: it becomes the channel's own
        feed.updated(c.updated)
        feed.lastBuildDate(c.updated)
        return feed


def _entry(item: Item, author: str) -> FeedEntry:
    entry = FeedEntry()
    entry.load_extension("dc", atom=False)
    entry.register_extension("pictures", Pictures, atom=True, rss=True)
    entry.pictures.of(item)
    entry.guid(item.urn, permalink=False)
    entry.title(item.title)
    entry.link(href=item.url, rel="alternate", type="text/html")
    entry.summary(item.summary)
    entry.description(item.teaser)  # after the summary, before the content: each of them sets its neighbour too
    entry.content(item.content, type="html")
    entry.published(item.published)
    entry.updated(item.updated)
    entry.category([{"term": s.term, "scheme": s.scheme, "label": s.label} for s in item.subjects])
    entry.author([{"name": name} for name in item.authors or (author,)])
    entry.dc.dc_creator(list(item.authors))
    return entry


def _text(element: etree._Element, scope: dict[str, str]) -> str:
    """Return an element's text as it reads where the prefixes of `scope` are known."""
    around = etree.Element("around", nsmap=scope)
    around.append(element)
    start, mark, rest = etree.tostring(element, encoding="unicode").partition(">")
    return _DECLARED.sub("", start) + mark + rest  # the start tag repeats the scope


def _spliced(feed: str, end: str, items: list[str]) -> str:
    head, mark, tail = feed.rpartition(end)
    return "".join((head, *(f"{item}\n" for item in items), mark, tail))
