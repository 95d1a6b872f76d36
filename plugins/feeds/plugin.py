"""What feeds add to the portal: channels in three formats, the page that lists them, archives, the record of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from plugins.bridge.feature import Feature, Workshop
from plugins.feeds.channel import Publisher
from plugins.feeds.identity import RECORD, changed, is_told, record
from plugins.feeds.io.sizes import Published
from plugins.feeds.outlines import Outlines
from plugins.feeds.plan import Plan
from plugins.feeds.settings import FeedSettings
from plugins.feeds.stories import Stories, Teller
from plugins.feeds.subscribe import OPML, opml, pings, subscribe_page
from plugins.model.around import Around
from plugins.model.article import Article
from plugins.model.artifact import Artifact, Lazy, Text
from plugins.model.frame import feed_links
from plugins.model.keys import join, key
from plugins.model.site import Findings, Site
from plugins.model.text import printable
from plugins.model.urls import output_path

SETTINGS = FeedSettings()


def find(site: Site, workshop: Workshop) -> Findings:
    """Tell each page which feeds match it, and report ids that changed since the last published build."""
    outlines = Outlines(site, SETTINGS)
    return Findings(
        feeds={o.address: feed_links(o.title, o.address) for o in outlines.all() if not o.home},
        diagnostics=tuple(changed(_published(workshop.content), site.articles)),
        length_of=Published(workshop.output),
    )


def _published(content: Path) -> str:
    file = content / RECORD
    return file.read_text("utf-8", "replace") if file.is_file() else ""


def pages(site: Site, findings: Findings) -> Iterable[Artifact]:
    """Declare every feed, the page that lists them, and what the publishing step needs."""
    outlines = Outlines(site, SETTINGS)
    plan = Plan(site, Stories(site, findings), SETTINGS)
    archives = plan.archives()
    whole, *others = (*outlines.all(), *outlines.albums(findings))
    channels = [plan.channel(whole, archives[-1].url if archives else ""), *map(plan.channel, others)]
    base = key(site.digest, site.settings)
    keyed = [(channel, channel.key(base)) for channel in channels]
    from plugins.feeds.io.press import Press  # loads feedgen and lxml, which an unchanged portal does not need

    press = Press(publisher(site))
    for channel, channel_key in keyed:
        texts = tuple(entry.file for entry in channel.entries if entry.file)
        for name, make in (("rss.xml", press.rss), ("atom.xml", press.atom), ("feed.json", press.json)):
            yield Lazy(output_path(channel.address + name), key(name, channel_key), partial(make, channel), texts=texts)
    for archive in archives:
        make_archive = partial(press.archive, archive.fill)
        yield Lazy(output_path(archive.url), key(base, archive.key), make_archive, texts=archive.files)
    yield subscribe_page(site, findings, outlines)
    yield Text(output_path(OPML), opml(site, outlines, findings))
    yield Lazy("rss/ids.txt", join(*(a.face for a in site.articles if is_told(a))), partial(record, site.articles))
    if site.settings.websub_hub:
        yield Text("rss/websub.txt", pings(site, keyed))


def amend(site: Site, workshop: Workshop, edited: Mapping[str, Article], before: Findings) -> Findings | None:
    """Find nothing otherwise after bodies were edited; what a hub is told takes a full build."""
    del workshop, edited, before
    return None if site.settings.websub_hub else Findings()


def piece(site: Site, workshop: Workshop, article: Article, around: Around, path: str) -> str:
    """Return an article as it stands in a feed."""
    from plugins.feeds.io.press import Press

    item = Teller(site, Published(workshop.output)).item(article, around)
    return Press(publisher(site)).alone(item, path.rpartition("/")[2])


def publisher(site: Site) -> Publisher:
    """Return what every feed says of the portal."""
    s = site.settings
    return Publisher(
        siteurl=s.siteurl,
        author=printable(s.agency or s.sitename),
        language=s.default_lang,
        rights=printable(s.licence),
        hub=s.websub_hub,
        ttl=SETTINGS.ttl,
        logo=site.absolute("/theme/img/emblem.png"),
        logo_size="144",
    )


FEATURE = Feature(find, pages, amend=amend, piece=piece)
