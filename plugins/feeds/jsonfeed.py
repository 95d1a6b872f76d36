"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Pure."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from plugins.feeds.channel import Channel, Entry, Item
from plugins.model.settings import SiteSettings

VERSION = "https://jsonfeed.org/version/1.1"


class JsonPress:
    """Makes feeds; keeps the text of each item that it has made, by the item's key."""

    def __init__(self, settings: SiteSettings, whole: Callable[[str], str], author: str, logo: str) -> None:
        self._settings = settings
        self._whole = whole
        self._author = author
        self._logo = logo
        self._made: dict[bytes, str] = {}

    def feed(self, channel: Channel) -> str:
        """Return a channel as JSON Feed; the same channel gives the same text."""
        c, s, whole = channel, self._settings, self._whole
        head: dict[str, Any] = {
            "version": VERSION,
            "title": c.title,
            "home_page_url": whole(c.home),
            "feed_url": whole(f"{c.address}feed.json"),
            "description": c.description,
            "icon": whole(self._logo),
            "favicon": whole(self._logo),
            "authors": [{"name": self._author}],
            "language": s.default_lang,
        }
        if s.websub_hub:
            head["hubs"] = [{"type": "WebSub", "url": s.websub_hub}]
        items = ",\n".join(map(self._item, c.entries))
        return f'{_text(head)[:-1]},"items":[\n{items}\n]}}\n'

    def _item(self, entry: Entry) -> str:
        known = self._made.get(entry.key)
        if known is None:
            known = self._made[entry.key] = _text(_fields(entry.make()))
        return known


def _fields(item: Item) -> dict[str, Any]:
    i = item
    fields: dict[str, Any] = {
        "id": i.urn,
        "url": i.url,
        "title": i.title,
        "summary": i.summary,
        "content_html": i.content,
        "date_published": i.published.isoformat(),
        "date_modified": i.updated.isoformat(),
        "authors": [{"name": name} for name in i.authors],
        "tags": [s.label for s in i.subjects],
        "image": i.images[0].url if i.images else "",
        "language": i.lang,
        "attachments": [
            {"url": p.url, "mime_type": p.type, "title": p.description, "size_in_bytes": p.size}
            for p in i.images
            if p.size
        ],
    }
    return {name: value for name, value in fields.items() if value}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
