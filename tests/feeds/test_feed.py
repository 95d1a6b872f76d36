"""The site's feed: permanent ids, no clock, the newest items."""

from __future__ import annotations

from uuid import UUID

import feedparser

from plugins.feeds.plugin import pages
from plugins.model.artifact import Text
from plugins.model.byline import Credit
from plugins.model.site import Findings, Site
from tests.builders import article, articles, moment, site

UUID4 = "0b8f7a52-5f0e-4d8c-9a57-2f6f3f1f8a11"


def feed(whole: Site) -> str:
    (text,) = pages(whole, Findings())
    assert isinstance(text, Text)
    return text.text


def test_an_items_identity_outlives_title_date_slug_and_domain() -> None:
    changed = article("moi", id=UUID4, title="Khác", date=moment("2021-01-01"))
    for item in (article("cu", id=UUID4), changed):
        (entry,) = feedparser.parse(feed(site(item))).entries
        assert entry.id == UUID(UUID4).urn


def test_an_id_that_is_no_uuid_gets_one_of_its_own_that_stays() -> None:
    first, second = (feedparser.parse(feed(site(article(s, id="cũ-1")))).entries[0].id for s in ("a", "b"))
    assert first == second
    assert UUID(first)


def test_an_item_says_what_it_is() -> None:
    item = article(
        "a", title="A & <b>", lead_text="Dẫn & <i>", byline=(Credit("Vân", ("text",)), Credit("Minh", ("photo",)))
    )
    parsed = feedparser.parse(feed(site(item)))
    (entry,) = parsed.entries
    assert not parsed.bozo
    assert (entry.title, entry.summary) == ("A &amp; <b>".replace("&amp;", "&"), "Dẫn & <i>")
    assert entry.link == "https://x.example/tin/2020/02/a/"
    assert entry.author == "Vân"
    assert {tag.term for tag in entry.tags} == {"Tin tức", "Văn phòng"}
    assert 'isPermaLink="false"' in feed(site(item))


def test_the_channel_is_the_portals_and_knows_its_own_address() -> None:
    channel = feedparser.parse(feed(site(article()))).feed
    assert (channel.link, channel.language) == ("https://x.example/", "vi")
    assert "https://x.example/rss.xml" in [link.href for link in channel.links if link.rel == "self"]


def test_no_clock_is_inside() -> None:
    assert feed(site(article())) == feed(site(article()))
    assert feed(site()) == feed(site())
    assert "Tue, 11 Feb 2020 15:31:00 +0000</lastBuildDate>" in feed(site(article()))


def test_it_holds_the_newest_items_newest_first() -> None:
    entries = feedparser.parse(feed(site(*articles(30)))).entries
    assert [e.title for e in entries] == [f"Tin {n:04d}" for n in range(29, 9, -1)]
