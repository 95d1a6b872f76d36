"""The human face of feeds, the list of all channels for feed readers (OPML), the list for the hub. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from plugins.feeds.channel import Channel
from plugins.feeds.outlines import Outline, Outlines
from plugins.feeds.views import ChannelGroup, ChannelLine, SubscribeView
from plugins.model.artifact import Page
from plugins.model.frame import crumbs, feed_links, furniture, head
from plugins.model.gather import living_units
from plugins.model.site import Findings, Site
from plugins.model.text import printable
from plugins.model.urls import FRONT, RSS, output_path, unit_url
from plugins.model.views import Link

OPML = f"{RSS}kenh-tin.opml"
FORMATS = ("RSS", "Atom", "JSON")


def subscribe_page(site: Site, findings: Findings, outlines: Outlines) -> Page:
    """Declare the page that explains feeds and lists every channel."""
    view = SubscribeView(
        site=furniture(site, findings),
        head=head(site, findings, site.say("Đăng ký RSS"), RSS),
        crumbs=crumbs(site),
        opml=OPML,
        groups=tuple(
            ChannelGroup(title, tuple(_line(site, o) for o in group)) for title, group in _groups(outlines, findings)
        ),
    )
    return Page.of(output_path(RSS), "rss.html", view)


def opml(site: Site, outlines: Outlines, findings: Findings) -> str:
    """Return all channels as OPML 2.0, in the groups of the page; without a date, so that only a change changes it."""
    lines = [f"<head><title>{escape(printable(site.settings.sitename))}</title></head>", "<body>"]
    for title, group in _groups(outlines, findings):
        lines.append(f"<outline text={quoteattr(title)}>")
        for o in group:
            words = quoteattr(printable(o.title))
            feed = quoteattr(site.absolute(f"{o.address}rss.xml"))
            page = quoteattr(site.absolute(o.home or o.address))
            lines.append(f'<outline type="rss" text={words} title={words} xmlUrl={feed} htmlUrl={page}/>')
        lines.append("</outline>")
    body = "\n".join([*lines, "</body>"])
    return f'<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n{body}\n</opml>\n'


def pings(site: Site, channels: Iterable[tuple[Channel, bytes]]) -> str:
    """Return the hub's address, then each feed's with a mark that changes whenever the feed may have changed.

    Whoever publishes compares the lines with those published before, and tells the hub of the feeds that differ.
    """
    names = ("rss.xml", "atom.xml", "feed.json")
    lines = [f"{site.absolute(c.address)}{name} {mark.hex()}" for c, mark in channels for name in names]
    return "".join(f"{line}\n" for line in (site.settings.websub_hub, *sorted(lines)))


def _groups(outlines: Outlines, findings: Findings) -> list[tuple[str, Sequence[Outline]]]:
    say = outlines.site.say
    living = {unit_url(u.id) for u in living_units(outlines.site.registry, outlines.site.now)}
    groups: list[tuple[str, Sequence[Outline]]] = [
        (say("Toàn cổng"), outlines.portal),
        (say("Chuyên mục"), outlines.categories),
        (say("Đơn vị"), [o for o in outlines.units if o.address in living]),
        (say("Chủ đề"), outlines.tags),
        (say("Hình ảnh"), outlines.albums(findings)),
        (say("Nhiệm kỳ"), outlines.terms),
        (say("Đơn vị đã kết thúc hoạt động"), [o for o in outlines.units if o.address not in living]),
    ]
    return [(title, group) for title, group in groups if group]


def _line(site: Site, outline: Outline) -> ChannelLine:
    o = outline
    title = site.say("Tất cả tin") if o.address == FRONT else o.title
    feeds = [replace(f, title=name) for f, name in zip(feed_links(o.title, o.address), FORMATS, strict=True)]
    return ChannelLine(Link(title, "" if o.home else o.address), site.absolute(feeds[0].url), tuple(feeds))
