"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from plugins.feeds.channel import Channel, Item, Publisher

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(publisher: Publisher, channel: Channel, items: Sequence[bytes]) -> bytes:
    """Return a channel as JSON Feed around its items, encoded."""
    p, c = publisher, channel
    head: dict[str, Any] = {
        "version": VERSION,
        "title": c.title,
        "home_page_url": p.whole(c.home),
        "feed_url": p.whole(f"{c.address}feed.json"),
        "description": c.description,
        "icon": p.logo,
        "favicon": p.logo,
        "authors": [{"name": p.author}],
        "language": p.language,
    }
    if p.hub:
        head["hubs"] = [{"type": "WebSub", "url": p.hub}]
    return b"".join((_text(head)[:-1].encode(), b',"items":[\n', b",\n".join(items), b"\n]}\n"))


def json_text(item: Item) -> str:
    """Return an item as it stands in JSON Feed; what is empty is left out."""
    i = item
    photos = [
        {"url": p.url, "mime_type": p.type, "title": p.description, "size_in_bytes": p.size} for p in i.images if p.size
    ]
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
        "attachments": photos,
    }
    return _text({name: value for name, value in fields.items() if value})


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
