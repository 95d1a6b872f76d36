"""What feeds add to the portal: channels in three formats, the page that lists them, archives, the record of ids."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from plugins.bridge.feature import Feature, Workshop
from plugins.feeds.channel import Channel
from plugins.feeds.identity import RECORD, changed, record
from plugins.feeds.io.sizes import Sizes
from plugins.feeds.io.xml import LOGO, Publisher, XmlPress
from plugins.feeds.jsonfeed import JsonPress
from plugins.feeds.outlines import Outlines
from plugins.feeds.plan import Plan
from plugins.feeds.settings import FeedSettings
from plugins.feeds.stories import Stories
from plugins.feeds.subscribe import opml, pings, subscribe_page
from plugins.model.artifact import Artifact, Lazy, Text
from plugins.model.frame import feed_links
from plugins.model.keys import key
from plugins.model.site import Findings, Site

SETTINGS = FeedSettings()


def find(site: Site, workshop: Workshop) -> Findings:
    """Tell each page which feeds match it, and report ids that changed since the last published build."""
    outlines = Outlines(site, SETTINGS)
    return Findings(
        feeds={o.address: feed_links(o.title, o.address) for o in outlines.all() if not o.home},
        diagnostics=tuple(changed(_published(workshop.content), site.articles)),
    )


def _published(content: Path) -> str:
    file = content / RECORD
    return file.read_text("utf-8", "replace") if file.is_file() else ""


def pages(site: Site, findings: Findings) -> Iterable[Artifact]:
    """Declare every feed, the page that lists them, and what the publishing step needs."""
    outlines = Outlines(site, SETTINGS)
    plan = Plan(site, Stories(site, findings, Sizes(findings.artifacts)), SETTINGS)
    archives = plan.archives()
    newest = f"{archives[-1].address}atom.xml" if archives else ""
    whole, *others = (*outlines.all(), *outlines.albums(findings))
    channels = [plan.channel(whole, newest), *map(plan.channel, others)]
    base = key(site.digest, site.settings)
    publisher = Publisher(site.settings, SETTINGS.ttl)
    xml = XmlPress(publisher)
    plain = JsonPress(site.settings, site.absolute, publisher.author, LOGO)
    for channel in channels:
        channel_key = channel.key(base)
        for name, make in (("rss.xml", xml.rss), ("atom.xml", xml.atom), ("feed.json", plain.feed)):
            yield _file(channel, name, key(name, channel_key), partial(make, channel))
    for archive in archives:
        yield _file(archive, "atom.xml", archive.key(base), partial(xml.atom, archive))
    yield subscribe_page(site, findings, outlines)
    yield Text("rss/kenh-tin.opml", opml(site, outlines, findings))
    yield Text("rss/ids.txt", record(site.articles))
    if site.settings.websub_hub:
        yield Text("rss/websub.txt", pings(site, [(channel, channel.key(base)) for channel in channels]))


def _file(channel: Channel, name: str, file_key: bytes, make: partial[str]) -> Lazy:
    return Lazy(f"{channel.address}{name}"[1:], file_key, make)


FEATURE = Feature(find, pages)
