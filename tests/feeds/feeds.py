"""What the feeds of a small site hold, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser

from plugins.bridge.feature import Workshop
from plugins.feeds.plugin import find, pages
from plugins.model.artifact import Lazy, Text
from plugins.model.site import Findings, Site

NOWHERE = Path("/nowhere")


def found(site: Site) -> Findings:
    """Return what feeds tell the pages of a site."""
    return find(site, Workshop(NOWHERE, NOWHERE, NOWHERE, lambda *_: []))


def texts(site: Site, findings: Findings | None = None) -> dict[str, str]:
    """Return every text that feeds declare, by path."""
    declared = pages(site, findings or Findings())
    return {a.path: _text(a) for a in declared if isinstance(a, Lazy | Text)}


def text(site: Site, path: str = "rss.xml", findings: Findings | None = None) -> str:
    """Return one of them; only that one is made."""
    (asked,) = (a for a in pages(site, findings or Findings()) if isinstance(a, Lazy | Text) and a.path == path)
    return _text(asked)


def _text(artifact: Lazy | Text) -> str:
    made = artifact.make() if isinstance(artifact, Lazy) else artifact.text
    return made if isinstance(made, str) else made.decode()


def parsed(site: Site, path: str = "rss.xml", findings: Findings | None = None) -> Any:
    """Return a feed as a feed reader sees it."""
    seen = feedparser.parse(text(site, path, findings), sanitize_html=False, resolve_relative_uris=False)
    assert not seen.bozo, seen.bozo_exception
    return seen


def titles(site: Site, path: str = "rss.xml") -> list[str]:
    """Return the titles of a feed's items, in their order."""
    return [entry.title for entry in parsed(site, path).entries]


def json_feed(site: Site, path: str = "feed.json", findings: Findings | None = None) -> dict[str, Any]:
    """Return a JSON Feed."""
    return json.loads(text(site, path, findings))  # type: ignore[no-any-return]
