"""From outlines to channels: which items each holds, and the closed months of the site's. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from plugins.feeds.channel import Channel, Neighbours, window
from plugins.feeds.identity import named
from plugins.feeds.outlines import Outline
from plugins.feeds.settings import FeedSettings
from plugins.feeds.stories import Stories, tombstones
from plugins.model.article import Article
from plugins.model.keys import join, key
from plugins.model.site import Site
from plugins.model.text import printable
from plugins.model.urls import FRONT, archived_url, month_url

Month = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """A closed month before its items are made: its document's path, the key of what it holds."""

    url: str
    key: bytes
    fill: Callable[[], Channel]
    files: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Picks what channels hold."""

    site: Site
    stories: Stories
    settings: FeedSettings

    def channel(self, outline: Outline, older: str = "") -> Channel:
        """Return a channel with its newest items; a notice stays in it however old it is."""
        o, least = outline, self.settings.newest
        count = window((a.date.at for a in o.articles), least)
        found = [*self.stories.of(o.articles[:count]), *o.others()]
        found.sort(key=lambda e: (-e.at.timestamp(), e.urn))
        del found[window((e.at for e in found), least) :]
        if o.notice:
            found.append(o.notice)
            found.sort(key=lambda e: (-e.at.timestamp(), e.urn))
        s = self.site.settings
        title = s.sitename if o.address == FRONT else f"{o.title} - {s.sitename}"
        return Channel(
            urn=named(s, "channel", o.address),
            address=o.address,
            home=o.home or o.address,
            title=printable(title),
            description=printable(o.description),
            entries=tuple(found),
            gone=tombstones(o.withdrawn, least),
            older=older,
        )

    def archives(self) -> list[Archive]:
        """Return the site's closed months, oldest first: all before that of its newest item."""
        months: dict[Month, list[Article]] = {}
        for article in self.site.listed:
            months.setdefault((article.date.at.year, article.date.at.month), []).append(article)
        closed = sorted(months)[:-1]
        urls = ["", *(archived_url(*month) for month in closed), ""]
        found = []
        for number, month in enumerate(closed):
            beside = Neighbours(urls[number], urls[number + 2])
            facts = join(key(beside), *map(self.stories.facts, months[month]))
            fill = partial(self._archive, month, months[month], beside)
            found.append(Archive(urls[number + 1], facts, fill, tuple(a.file for a in months[month])))
        return found

    def _archive(self, month: Month, articles: Sequence[Article], neighbours: Neighbours) -> Channel:
        site = self.site
        label = site.say("Tháng %(month)d/%(year)d") % {"month": month[1], "year": month[0]}
        return Channel(
            urn=named(site.settings, "channel", FRONT),
            address=month_url(*month),
            home=month_url(*month),
            title=printable(f"{label} - {site.settings.sitename}"),
            description=label,
            entries=self.stories.of(articles),
            archive=neighbours,
        )
