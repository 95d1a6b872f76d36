"""A judge of feeds: the rules of RSS 2.0, Atom (RFC 4287), JSON Feed 1.1 and OPML 2.0 that readers depend on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA = "{http://search.yahoo.com/mrss/}content"
STONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
WHOLE = re.compile(r"https?://[^\s<>\"\\^`{|}]+")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
OUTSIDE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ONCE = {"title", "link", "description", "language", "ttl", "image", "guid", "pubDate", "enclosure", CONTENT}
FORBIDDEN = {"script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base", "svg"}


def faults(path: str, text: str, siteurl: str) -> list[str]:
    """Return what is wrong with a feed that stands at a path of a site; an empty list where nothing is."""
    if OUTSIDE.search(text):
        return ["a character that XML cannot hold"]
    own = f"{siteurl}/{path}"
    if path.endswith(".json"):
        return list(_json(json.loads(text), own))
    try:
        root = etree.fromstring(text.encode())
    except etree.XMLSyntaxError as error:
        return [str(error)]
    judges = {"rss": _rss, f"{ATOM}feed": _atom, "opml": _opml}
    return list(judges[str(root.tag)](root, own)) if root.tag in judges else [f"unknown root {root.tag}"]


def _rss(root: Any, own: str) -> Iterator[str]:
    channel = root.find("channel")
    if root.get("version") != "2.0" or channel is None:
        yield "no RSS 2.0"
        return
    yield from _rss_head(channel, own)
    items = channel.findall("item")
    yield from _unique([i.findtext("guid", "") for i in items])
    yield from _moments([channel.findtext("lastBuildDate"), *(i.findtext("pubDate") for i in items)], rfc822)
    for item in items:
        yield from _once(item)
        if item.find("guid").get("isPermaLink") != "false":
            yield "a guid that claims to be an address"
        yield from _item(item, item.findtext("link"), [item.findtext("description", ""), item.findtext(CONTENT, "")])
        yield from _files([(e.get("url"), e.get("type"), e.get("length")) for e in item.findall("enclosure")])


def _rss_head(channel: Any, own: str) -> Iterator[str]:
    yield from _once(channel)
    yield from (f"no {name}" for name in ("title", "link", "description") if not channel.findtext(name, "").strip())
    links = channel.findall(f"{ATOM}link")
    yield from _addresses([channel.findtext("link", ""), *(e.get("href") for e in links)])
    if [e.get("href") for e in links if e.get("rel") == "self"] != [own] or channel.findtext("link") == own:
        yield "its own address is not its own, or also its page"
    if not re.fullmatch("[a-z]{2}", channel.findtext("language", "")):
        yield "no language"
    image = channel.find("image")
    if image is None or any(image.findtext(n) != channel.findtext(n) for n in ("title", "link")):
        yield "an image of something else"
    elif int(image.findtext("width")) > 144 or int(image.findtext("height")) > 400:
        yield "a large image"


def _atom(root: Any, own: str) -> Iterator[str]:
    entries = root.findall(f"{ATOM}entry")
    names = [e.findtext(f"{ATOM}id", "") for e in entries]
    yield from _unique(names)
    yield from ("dead and alive" for stone in root.iter(STONE) if stone.get("ref") in names)
    yield from (fault for element in (root, *entries) for fault in _atom_head(element, own))
    links = list(root.iter(f"{ATOM}link"))
    if [x.get("href") for x in links if x.get("rel") == "self"] != [own]:
        yield "self is not its own address"
    yield from _addresses([x.get("href") for x in links])
    yield from _files([(x.get("href"), x.get("type"), x.get("length")) for x in links if x.get("rel") == "enclosure"])
    times = [x.text for name in ("updated", "published") for x in root.iter(f"{ATOM}{name}")]
    wrong = list(_moments([*times, *(x.get("when") for x in root.iter(STONE))], datetime.fromisoformat))
    yield from wrong
    for entry in entries:
        if not wrong and _is_updated_before(entry):
            yield "updated before it was published"
        if entry.find(f"{ATOM}content").get("type") != "html":
            yield "content of another type"
        yield from _item(entry, None, [entry.findtext(f"{ATOM}content")])


def _atom_head(element: Any, own: str) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        if len(element.findall(f"{ATOM}{name}")) != 1 or not element.findtext(f"{ATOM}{name}", "").strip():
            yield f"not one {name}"
    pages = [x.get("href") for x in element.findall(f"{ATOM}link") if x.get("rel", "alternate") == "alternate"]
    if len(pages) != 1 or pages == [own]:
        yield "not one page of its own"
    if not element.findtext(f"{ATOM}author/{ATOM}name", "").strip():
        yield "nobody answers for it"


def _is_updated_before(entry: Any) -> bool:
    published, updated = (datetime.fromisoformat(entry.findtext(f"{ATOM}{n}")) for n in ("published", "updated"))
    return updated < published


def _item(item: Any, link: str | None, texts: list[str]) -> Iterator[str]:
    yield from _addresses([link] if link is not None else [])
    for text in texts:
        yield from html_faults(text)
    for media in item.findall(MEDIA):
        yield from _files([(media.get("url"), media.get("type"), media.get("fileSize"))])
        if not (media.get("width", "").isdecimal() and media.get("height", "").isdecimal()):
            yield "a photo without measures"


def _json(feed: dict[str, Any], own: str) -> Iterator[str]:
    if feed["version"] != "https://jsonfeed.org/version/1.1" or feed["feed_url"] != own or not feed["title"]:
        yield "no JSON Feed of this address"
    yield from _addresses([feed[name] for name in ("home_page_url", "icon", "favicon")])
    yield from _unique([item["id"] for item in feed["items"]])
    for item in feed["items"]:
        yield from _addresses([item["url"], *filter(None, [item.get("image")])])
        yield from _moments([item["date_published"], item["date_modified"]], datetime.fromisoformat)
        yield from html_faults(item["content_html"])
        yield from _files([(a["url"], a["mime_type"], str(a["size_in_bytes"])) for a in item.get("attachments", [])])


def _opml(root: Any, own: str) -> Iterator[str]:
    if root.get("version") != "2.0" or not root.findtext("head/title", "").strip() or not own:
        yield "no OPML 2.0"
    for outline in root.iter("outline"):
        if not outline.get("text") or (outline.get("type") == "rss" and not outline.get("xmlUrl")):
            yield "an outline that leads nowhere"
        yield from _addresses([outline.get(name) for name in ("xmlUrl", "htmlUrl") if outline.get(name)])


def rfc822(text: str) -> datetime:
    """Read a date of RSS; ValueError where its weekday is wrong or its year short."""
    moment = parsedate_to_datetime(text)
    if not re.fullmatch(r"\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}", text) or f"{moment:%a}" != text[:3]:
        raise ValueError(text)
    return moment


def _moments(texts: list[str], read: Any) -> Iterator[str]:
    for text in texts:
        try:
            if read(text).tzinfo is None:
                yield f"{text}: no zone"
        except (TypeError, ValueError):
            yield f"{text}: no date"


def _once(element: Any) -> Iterator[str]:
    counts = Counter(child.tag for child in element)
    yield from (f"{name} {counts[name]} times" for name in ONCE if counts[name] > 1)


def _unique(names: list[str]) -> Iterator[str]:
    yield from (f"{name}: twice" for name, count in Counter(names).items() if count > 1)
    yield from (f"{name}: no permanent name" for name in names if not URN.fullmatch(name))


def _addresses(found: list[Any]) -> Iterator[str]:
    yield from (f"{address}: not a whole address" for address in found if not WHOLE.fullmatch(address or ""))


def _files(found: list[tuple[Any, Any, Any]]) -> Iterator[str]:
    yield from _addresses([url for url, _, _ in found])
    yield from (f"{url}: no type" for url, kind, _ in found if not TYPE.fullmatch(kind or ""))
    yield from (f"{url}: no length" for url, _, size in found if not (size or "").isdecimal() or size == "0")


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN:
            self.found.append(f"<{tag}> in a text")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(f"{name}= in a text")
            parts = [p.split()[0] for p in (value or "").split(", ")] if name == "srcset" else [value or ""]
            if name in {"href", "src", "srcset"}:
                bad = [p for p in parts if not (WHOLE.fullmatch(p) or p.startswith(("mailto:", "tel:")))]
                self.found += [f"{p}: not a whole address" for p in bad]


def html_faults(text: str) -> list[str]:
    """Return what no other site should show: parts of addresses, scripts, styles."""
    reader = _Html()
    reader.feed(text)
    reader.close()
    return reader.found
