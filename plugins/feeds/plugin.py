"""What feeds add to the portal: one channel for the site."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.bridge.feature import Feature, Workshop
from plugins.feeds.channel import site_channel
from plugins.feeds.io.rss import rss
from plugins.model.artifact import Artifact, Text
from plugins.model.site import Findings, Site
from plugins.model.urls import FRONT
from plugins.model.views import FeedLink

ADDRESS = "/rss.xml"


def find(site: Site, workshop: Workshop) -> Findings:
    """Tell every page of the site's feed."""
    del workshop
    return Findings(feeds={FRONT: (FeedLink(site.settings.sitename, "application/rss+xml", ADDRESS),)})


def pages(site: Site, findings: Findings) -> Iterable[Artifact]:
    """Declare the site's feed."""
    del findings
    yield Text(ADDRESS[1:], rss(site_channel(site), site.absolute(ADDRESS)))


FEATURE = Feature(find, pages)
