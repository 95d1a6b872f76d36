"""RSS 2.0 through feedgen."""

from __future__ import annotations

from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from plugins.feeds.channel import Channel

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the time of a channel without items; feedgen would write the clock."""


def rss(channel: Channel, self_url: str) -> str:
    """Return a channel as RSS 2.0; the same channel gives the same text."""
    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.title(channel.title)
    feed.description(channel.description)
    feed.language(channel.language)
    feed.generator("Cổng Tin")
    feed.link(href=self_url, rel="self", type="application/rss+xml")
    feed.link(href=channel.url, rel="alternate")  # last: feedgen makes the last link the channel's own
    feed.lastBuildDate(channel.updated or BEGINNING)
    for item in channel.items:
        entry = feed.add_entry(order="append")
        entry.title(item.title)
        entry.link(href=item.url)
        entry.guid(item.urn, permalink=False)
        entry.description(item.summary)
        entry.published(item.published)
        entry.category([{"term": name} for name in item.categories])
        if item.author:
            entry.dc.dc_creator(item.author)
    return str(feed.rss_str(pretty=True).decode())
