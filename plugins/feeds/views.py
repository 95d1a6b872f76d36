"""The view of the page that lists feeds."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.model.views import FeedLink, Furniture, Head, Link


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel: its page, its whole address to copy, its feeds."""

    page: Link
    """Its `url` is empty where the channel has no page of its own."""
    address: str
    feeds: tuple[FeedLink, ...]
    """Each under the name of its format."""


@dataclass(frozen=True, slots=True)
class ChannelGroup:
    """Channels under a heading."""

    title: str
    channels: tuple[ChannelLine, ...]


@dataclass(frozen=True, slots=True)
class SubscribeView:
    """rss.html: what feeds are for, and every channel."""

    site: Furniture
    head: Head
    crumbs: tuple[Link, ...]
    opml: str
    """The path of the list that a feed reader takes whole."""
    groups: tuple[ChannelGroup, ...]
