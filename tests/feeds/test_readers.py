"""Twenty days of editing, read day by day: each subscriber sees each item exactly once, and nothing is sent twice."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest

from plugins.feeds.identity import named, urn
from plugins.model.settings import SiteSettings
from tests.feeds.web import Web
from tests.office import NOW, Office

SETTINGS = {"portal_id": "0b8f7a52-5f0e-4d8c-9a57-2f6f3f1f8a11"}
FEEDS = tuple(
    f"{page}{name}"
    for page in ("/", "/don-vi/cu/", "/don-vi/moi/", "/chuyen-muc/tin-tuc/")
    for name in ("rss.xml", "atom.xml", "feed.json")
)
UNITS = """\
- {id: cu, name: Phòng Cũ, classification: department%s}
- {id: moi, name: Phòng Mới, classification: department}
"""
MERGER = "2026-12-03"
QUIET = {4, 9, 13}
"""Days on which nothing that is public changes."""


class Newsroom:
    """The office and what happened in it: which items each unit's subscribers must have got by now."""

    def __init__(self, root: Path) -> None:
        self.office = Office(root)
        self.office.write("registry/units.yaml", UNITS % "")
        self.settings = dict(SETTINGS)
        self.notice = named(SiteSettings(**SETTINGS), "moved", "cu")
        self.published: dict[str, set[str]] = {"cu": set(), "moi": set()}
        self.now = NOW

    def write(self, slug: str, unit: str, date: str = "") -> None:
        """Write an article of a unit, by default for now."""
        file = self.office.article(slug, date=date or f"{self.now:%Y-%m-%d %H:%M}")
        file.write_text(file.read_text("utf-8").replace("unit: van-phong", f"unit: {unit}"), "utf-8")
        if not date:
            self.publish(slug, unit)

    def publish(self, slug: str, unit: str) -> None:
        """Expect an article in its unit's channels, after the merger in those of both units."""
        for channel in {unit, "cu"} if self.notice in self.published["cu"] else {unit}:
            self.published[channel].add(urn(f"id-{slug}"))

    def edit(self, slug: str, old: str, new: str) -> None:
        """Change a piece of an article's file."""
        (file,) = self.office.content.glob(f"news/**/{slug}/index.md")
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def move(self) -> None:
        """Move one article to another folder and another one to the other unit."""
        folder = self.office.content / "news/2020/02/g"
        folder.rename(folder.with_name("g-chuyen-cho"))
        self.edit("e", "unit: cu", "unit: moi")
        self.published["moi"].add(urn("id-e"))

    def merge_units(self) -> None:
        """Merge one unit into the other."""
        self.office.write("registry/units.yaml", UNITS % f", dissolution_date: {MERGER}")
        change = f"- {{type: merged, date: {MERGER}, original: [cu], resulting: [moi]}}\n"
        self.office.write("registry/changes.yaml", change)
        self.published["cu"].add(self.notice)

    def lose_the_cache(self) -> None:
        """Start the next build from nothing, and rename the category."""
        shutil.rmtree(self.office.cache)
        self.office.write("registry/categories.yaml", "- {id: tin-tuc, name: Tin mới}\n")

    def expected(self, feed: str) -> set[str]:
        """Return what a feed's subscribers must have got."""
        for unit, published in self.published.items():
            if feed.startswith(f"/don-vi/{unit}/"):
                return published
        return (self.published["cu"] | self.published["moi"]) - {self.notice}


def days(room: Newsroom) -> dict[int, Callable[[], object]]:
    """Return what the editors do on each day."""
    withdrawn = "status: withdrawn\nwithdrawn: {date: 2026-12-09, reason: Sai.}\n---\n"
    note = "changes: [{date: 2026-12-06, note: Sửa, level: minor}]"
    return {
        1: lambda: [room.write("a", "cu"), room.write("b", "moi"), room.write("c", "cu")],
        2: lambda: room.edit("a", 'title: "A"', 'title: "Tên mới"'),
        3: lambda: room.write("d", "moi"),
        5: lambda: room.edit("b", "date: 2026-11-24 08:00", "date: 2026-11-23 07:00"),
        6: lambda: room.edit("c", "slug: c", "slug: c-moi\naliases: [/tin/2026/11/c/]"),
        7: lambda: [room.write("e", "cu"), room.write("f", "moi")],
        8: lambda: room.settings.update(siteurl="https://y.example", sitename="Cổng mới"),
        10: room.merge_units,
        11: lambda: room.write("g", "moi"),
        12: lambda: shutil.rmtree(room.office.content / "news/2020/02/d"),
        13: lambda: room.write("h", "moi", "2026-12-08 07:00"),
        14: lambda: room.edit("e", "---\n\nNội dung", f"{note}\n---\n\nNội dung"),
        15: lambda: room.publish("h", "moi"),  # its time has come; nobody does anything
        16: lambda: room.edit("e", "level: minor", "level: major"),
        17: lambda: room.edit("f", "---\n\nNội dung", f"{withdrawn}\nNội dung"),
        18: room.move,
        19: lambda: [room.write(f"nhieu-{n}", "moi") for n in range(25)],
        20: room.lose_the_cache,
    }


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


@pytest.fixture
def web(room: Newsroom) -> Iterator[Web]:
    with closing(Web(room.office.output)) as served:
        yield served


def live(room: Newsroom, web: Web, poll: Callable[[int], None]) -> None:
    """Let the days pass: edit, build, read; on a quiet day every answer must be 304."""
    work = days(room)
    for day in range(1, 21):
        room.now = NOW + timedelta(days=day)
        work.get(day, lambda: None)()
        room.office.build("feeds", now=room.now, settings=room.settings)
        assert not [p for p in room.office.told if p.severity == "error"]
        web.answers.clear()
        poll(day)
        statuses = {status for _, status in web.answers}
        assert statuses == {304} if day in QUIET else 200 in statuses, (day, web.answers)
        assert statuses <= {200, 304}


class Subscriber:
    """A feed reader in a few lines: remembers tags and names, counts what it takes for new."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.tag = ""
        self.shown: Counter[str] = Counter()

    def poll(self) -> None:
        """Ask for the feed and show what is new."""
        names = self.json_names() if self.url.endswith(".json") else self.xml_names()
        self.shown.update(name for name in dict.fromkeys(names) if name not in self.shown)
        assert len(names) == len(set(names))

    def xml_names(self) -> list[str]:
        """Ask as feedparser does."""
        seen = feedparser.parse(self.url, etag=self.tag or None)
        assert seen.status == 304 or not seen.bozo
        self.tag = seen.get("etag", self.tag)
        return [entry.id for entry in seen.entries]

    def json_names(self) -> list[str]:
        """Ask for a JSON Feed."""
        request = urllib.request.Request(self.url, headers={"If-None-Match": self.tag} if self.tag else {})
        try:
            with urllib.request.urlopen(request) as answer:
                self.tag = answer.headers["ETag"]
                return [item["id"] for item in json.load(answer)["items"]]
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return []
            raise


def test_every_subscriber_has_seen_every_item_exactly_once_after_twenty_days(room: Newsroom, web: Web) -> None:
    subscribers = {feed: Subscriber(web.origin + feed) for feed in FEEDS}

    def poll(day: int) -> None:
        for feed, subscriber in subscribers.items():
            subscriber.poll()
            assert {*subscriber.shown} == room.expected(feed), (day, feed)

    live(room, web, poll)
    for feed, subscriber in subscribers.items():
        assert set(subscriber.shown.values()) == {1}, feed
    assert len(subscribers["/rss.xml"].shown) == 33


def test_newsboat_shows_every_item_as_new_exactly_once(room: Newsroom, web: Web, tmp_path: Path) -> None:
    feeds = ("/rss.xml", "/atom.xml", "/don-vi/cu/rss.xml", "/don-vi/moi/atom.xml")
    program = shutil.which("newsboat")
    assert program, "newsboat is not installed: `make machine` gets it"
    shown: dict[str, Counter[str]] = {feed: Counter() for feed in feeds}

    def poll(day: int) -> None:
        for number, feed in enumerate(feeds):  # a cache for each: newsboat keeps an item once, whichever feed it is in
            urls, cache, config = (tmp_path / f"{name}-{number}" for name in ("urls", "cache", "config"))
            urls.write_text(f"{web.origin}{feed}\n", "utf-8")
            config.touch()
            command = [program, "-u", str(urls), "-c", str(cache), "-C", str(config), "-x", "reload"]
            environ = os.environ | {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "no_proxy": "127.0.0.1"}
            subprocess.run(command, env=environ, check=True, capture_output=True, timeout=60)
            with closing(sqlite3.connect(cache)) as memory, memory:
                shown[feed].update(guid for (guid,) in memory.execute("select guid from rss_item where unread = 1"))
                memory.execute("update rss_item set unread = 0")
            assert {*shown[feed]} == room.expected(feed), (day, feed)

    live(room, web, poll)
    assert {count for counts in shown.values() for count in counts.values()} == {1}
