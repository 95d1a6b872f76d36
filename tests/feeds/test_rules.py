"""Every feed of the demonstration and of a hostile corpus keeps the rules, and the judge sees who does not."""

from __future__ import annotations

import json
import re
from datetime import datetime

import feedparser
import pytest

from plugins.model.settings import SiteSettings
from tests.feeds import hostile
from tests.feeds.judge import faults
from tests.office import ROOT, Office

SITE = "https://x.example"
FEED = re.compile(r"(?:.*/)?(?:rss\.xml|atom\.xml|feed\.json|kenh-tin\.opml)")


def feeds(office: Office) -> dict[str, str]:
    return {path: data.decode() for path, data in office.files().items() if FEED.fullmatch(path)}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The feeds of the hostile office."""
    office = Office(tmp_path_factory.mktemp("hostile"))
    hostile.write(office)
    office.build("photos", "feeds")
    return feeds(office)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The feeds of the demonstration portal."""
    office = Office(tmp_path_factory.mktemp("demo"))
    office.content = ROOT / "content"
    zone = SiteSettings().zone
    office.build("photos", "feeds", now=datetime(2026, 11, 23, 8, tzinfo=zone))
    return feeds(office)


def test_the_feeds_of_the_demonstration_keep_every_rule(demo: dict[str, str]) -> None:
    assert len(demo) > 200
    assert {path: found for path, text in demo.items() if (found := faults(path, text, SITE))} == {}


def test_the_feeds_of_a_hostile_corpus_keep_every_rule(corpus: dict[str, str]) -> None:
    assert len(corpus) > 20
    assert {path: found for path, text in corpus.items() if (found := faults(path, text, SITE))} == {}


@pytest.mark.parametrize("path", ["rss.xml", "atom.xml"])
def test_a_reader_sees_hostile_words_as_they_were_meant(corpus: dict[str, str], path: str) -> None:
    seen = feedparser.parse(corpus[path], sanitize_html=False, resolve_relative_uris=False)
    assert not seen.bozo
    titles = {e.title for e in seen.entries}
    for words in (
        "Thi đua & khen thưởng &amp; &lt;b&gt;",
        "Số < 5 và > 3 <b>đậm</b> <script>alert(1)</script>",
        "Kết thúc ]]> rồi <![CDATA[ lại bắt đầu",
        "Đại hội Đảng bộ lần thứ Nhất",
        "Ông nói: “'Có'”, \"không\" & \\ 100%",
    ):
        assert words in titles
    assert any("🎉👨‍👩‍👧‍👦🇻🇳" in title for title in titles)
    long = next(e for e in seen.entries if e.id.endswith(str(hostile_id("nam-nghin-chu"))))
    assert len(long.content[0].value.split()) > 5000


def hostile_id(slug: str) -> str:
    from plugins.feeds.identity import urn

    return urn(f"id-{slug}").removeprefix("urn:uuid:")


def test_formats_agree_on_what_there_is(demo: dict[str, str], corpus: dict[str, str]) -> None:
    for texts in (demo, corpus):
        feeds = [p for p in texts if p.endswith("rss.xml")]
        assert feeds
        for path in feeds:
            folder = path.removesuffix("rss.xml")
            rss, atom = (feedparser.parse(texts[folder + name]) for name in ("rss.xml", "atom.xml"))
            plain = json.loads(texts[f"{folder}feed.json"])
            ids = [item["id"] for item in plain["items"]]
            assert [e.id for e in rss.entries] == [e.id for e in atom.entries] == ids, path
            assert [e.content[0].value for e in rss.entries] == [e.content[0].value for e in atom.entries]


PLANTED = {
    "rss.xml": (
        ("<channel>", "<canal>"),
        ('isPermaLink="false"', 'isPermaLink="true"'),
        ("<language>vi</language>", ""),
        ('href="https://x.example/rss.xml"', 'href="https://x.example/khac.xml"'),
        ("<link>https://x.example/</link>", "<link>https://x.example/rss.xml</link>"),
        ("<link>https://x.example/tin/", "<link>/tin/"),
        ('href="https://x.example/gioi-thieu/', 'href="/gioi-thieu/'),
        ("Feb 2020 08:00:00 +0700</pubDate>", "Feb 20 08:00:00</pubDate>"),
        ("&lt;/figure&gt;", "&lt;script&gt;x&lt;/script&gt;&lt;/figure&gt;"),
        ("&lt;img src", '&lt;img onerror="x" src'),
        ('srcset="https://x.example', 'srcset="'),
        ("urn:uuid:", "tag:"),
        ("<title>Cổng</title>", "<title>Cổng</title><title>Cổng</title>"),
        ('type="image/jpeg"', 'type="jpeg"'),
        (' length="', ' length="-'),
        (' width="7', ' width="x7'),
        ("<width>144</width>", "<width>400</width>"),
    ),
    "atom.xml": (
        ("<updated>2020", "<updated>vào năm 2020"),
        ("<published>2020", "<published>2021"),
        ('rel="self"', 'rel="via"'),
        ('rel="alternate"', 'rel="related"'),
        ('<content type="html">', '<content type="text">'),
        ("<name>", "<nom>"),
        ('when="2020', 'when="hôm'),
    ),
    "feed.json": (
        ("https://jsonfeed.org/version/1.1", "1.1"),
        ('"url":"https://x.example/tin', '"url":"/tin'),
        ('"date_published":"2020', '"date_published":"20'),
    ),
    "rss/kenh-tin.opml": (('xmlUrl="', 'url="'), ('version="2.0"', "")),
}


@pytest.mark.parametrize(("path", "old", "new"), [(p, *pair) for p, pairs in PLANTED.items() for pair in pairs])
def test_the_judge_sees_a_planted_fault(corpus: dict[str, str], path: str, old: str, new: str) -> None:
    damaged = corpus[path].replace(old, new)
    assert damaged != corpus[path]
    assert faults(path, damaged, SITE)


def test_a_control_character_would_be_seen(corpus: dict[str, str]) -> None:
    assert faults("rss.xml", corpus["rss.xml"].replace("Cổng", "C\x07"), SITE)


def test_links_and_names_of_files_come_through_whole(corpus: dict[str, str]) -> None:
    assert "https://x.example/gioi-thieu/?a=1&amp;amp;b=2" in corpus["rss.xml"]
