"""An item says what its article is, wholly and to any reader, and keeps its name for ever."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from lxml import etree

from plugins.feeds.io.sizes import Published
from plugins.model.article import Correction, LinkSlot, Photo, PhotoSlot, Source
from plugins.model.byline import Credit
from plugins.model.settings import SiteSettings
from plugins.model.site import Findings
from plugins.model.views import Rendition
from tests.builders import article, formerly, moment, registry, site, standing, term, under, unit
from tests.feeds.feeds import json_feed, parsed, text

UUID4 = "0b8f7a52-5f0e-4d8c-9a57-2f6f3f1f8a11"
NAMES = {"atom": "http://www.w3.org/2005/Atom", "media": "http://search.yahoo.com/mrss/"}


def content(whole: Any, findings: Findings | None = None) -> str:
    """Return the full text of the only item, and see that all formats agree on it."""
    (rss,), (atom,) = (parsed(whole, path, findings).entries for path in ("rss.xml", "atom.xml"))
    (plain,) = json_feed(whole, findings=findings)["items"]
    assert rss.content[0].value == atom.content[0].value == plain["content_html"]
    return str(plain["content_html"])


def test_an_items_identity_outlives_title_date_slug_unit_folder_and_domain() -> None:
    before = site(article("cu", id=UUID4))
    other = article("moi", id=UUID4, title="Khác", date=moment("2021-01-01"), file="news/x.md", units=("phong",))
    known = registry(unit("van-phong"), unit("phong"))
    after = site(other, registry=known, settings=SiteSettings(siteurl="https://y.example", sitename="Khác"))
    for whole in (before, after):
        assert [e.id for e in parsed(whole).entries] == [UUID(UUID4).urn]
        assert [e.id for e in parsed(whole, "atom.xml").entries] == [UUID(UUID4).urn]
        assert [i["id"] for i in json_feed(whole)["items"]] == [UUID(UUID4).urn]
    assert 'isPermaLink="false"' in text(before)


def test_an_id_that_is_no_uuid_gets_one_of_its_own_that_stays() -> None:
    first, second = (parsed(site(article(slug, id="cũ-1"))).entries[0].id for slug in ("a", "b"))
    assert first == second
    assert UUID(first)


def test_an_item_says_what_it_is() -> None:
    item = article(
        "a",
        title="A & <b>",
        lead_text="Dẫn & <i>",
        summary="Dẫn &amp; &lt;i&gt;",
        byline=(Credit("Vân", ("text",)), Credit("Hà", ("story", "photo")), Credit("Minh", ("photo",))),
        terms=("2020-2025",),
        tags=("Đại hội",),
    )
    office = unit("van-phong", "Văn phòng", other_names=(formerly("Phòng", end="2020"),))
    whole = site(item, registry=registry(office, terms=(term("van-phong", "2020-2025"),)))
    for path in ("rss.xml", "atom.xml"):
        (entry,) = parsed(whole, path).entries
        assert entry.title == "A & <b>"
        assert entry.link == "https://x.example/tin/2020/02/a/"
        assert [(t.scheme, t.label or t.term) for t in entry.tags] == [
            ("https://x.example/chuyen-muc/", "Tin tức"),
            ("https://x.example/don-vi/", "Phòng"),
            ("https://x.example/don-vi/van-phong/nhiem-ky/", "Nhiệm kỳ 2020-2025"),
            ("https://x.example/chu-de/", "Đại hội"),
        ]
    assert re.findall("<dc:creator>(.*?)</dc:creator>", text(whole)) == ["Vân", "Hà"]
    assert [a.name for a in parsed(whole, "atom.xml").entries[0].authors] == ["Vân", "Hà"]
    assert parsed(whole).entries[0].summary == "Dẫn &amp; &lt;i&gt;"
    assert parsed(whole, "atom.xml").entries[0].summary == "Dẫn & <i>"
    (plain,) = json_feed(whole)["items"]
    assert (plain["title"], plain["summary"]) == ("A & <b>", "Dẫn & <i>")
    assert plain["authors"] == [{"name": "Vân"}, {"name": "Hà"}]


def test_every_address_of_the_full_text_is_whole_and_words_that_look_like_one_stay() -> None:
    other = article("kia", date=moment("2019-01-01"))
    parts = (
        '<p>viết href="/khong" như thế <a title="x > y" href="/gioi-thieu/">a</a> <a href="#fn-1">1</a> '
        '<a rel="noopener" href="https://z.example/?a=1&amp;b=2">z</a> <a href="mailto:a@b.vn">@</a> <a href="',
        LinkSlot(other.file),
        '">kia</a> <a href="',
        LinkSlot("pages/gioi-thieu.md"),
        '">b</a> <a href="don%20xin.pdf">đơn</a></p>',
    )
    item = article("a", body=parts, attachments=("news/2020/02/a/don xin.pdf",))
    html = json_feed(site(item, other, pages=(standing(),)))["items"][0]["content_html"]
    assert re.findall(r'<a[^>]*? href="([^"]*)"', html.replace("x > y", "")) == [
        "https://x.example/gioi-thieu/",
        "https://x.example/tin/2020/02/a/#fn-1",
        "https://z.example/?a=1&amp;b=2",
        "mailto:a@b.vn",
        "https://x.example/tin/2019/01/kia/",
        "https://x.example/gioi-thieu/",
        "https://x.example/tin/2020/02/a/don%20xin.pdf",
        "https://x.example/tin/2020/02/a/don%20xin.pdf",
    ]
    assert 'viết href="/khong" như thế' in html


def test_a_correction_is_told_and_only_a_major_one_moves_the_date() -> None:
    minor = Correction(moment("2020-03-01"), "Sửa chính tả", major=False)
    major = Correction(moment("2020-04-01"), "Số đúng là 12 < 13", major=True)
    for changes, updated in (((), "2020-02-11"), ((minor,), "2020-02-11"), ((major, minor), "2020-04-01")):
        whole = site(article("a", changes=changes, modified=moment("2020-05-01")))
        assert parsed(whole, "atom.xml").entries[0].updated.startswith(updated)
        assert json_feed(whole)["items"][0]["date_modified"].startswith(updated)
        assert parsed(whole).entries[0].published.startswith("Tue, 11 Feb 2020")
        told = content(whole)
    assert told.index("Sửa chính tả") < told.index("Số đúng là 12 &lt; 13")
    assert "Đính chính 01/04/2020:" in told


def test_the_source_is_named() -> None:
    html = content(site(article("a", source=Source("Báo A & B", "https://bao.example/?a=1&b=2"))))
    assert 'Nguồn: <a href="https://bao.example/?a=1&amp;b=2">Báo A &amp; B</a>' in html


@pytest.fixture
def photos(tmp_path: Path) -> Findings:
    """Two photos whose copies are published, 640 and 1280 pixels wide; a byte for each pixel of width."""
    found = {}
    for name in "ab":
        found[f"{name}.jpg"] = tuple(Rendition(f"/anh/{name}/{name}-{w}.jpg", w, w // 2) for w in (640, 1280))
        for rendition in found[f"{name}.jpg"]:
            file = tmp_path / rendition.url[1:]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"x" * rendition.width)
    return Findings(photos=found, length_of=Published(tmp_path))


LEAD = Photo("a.jpg", 'Người "đọc"', "Chú <thích>", "Minh & Hà", "lead")
WITH_PHOTOS = article(
    "a", body=("<p>1</p>", PhotoSlot(0), "<p>2</p>"), photos=(Photo("b.jpg", "Cờ", place="body"), LEAD)
)


@pytest.mark.parametrize("path", ["rss.xml", "atom.xml"])
def test_all_photos_come_along_the_lead_as_enclosure_with_its_true_length(photos: Findings, path: str) -> None:
    whole = site(WITH_PHOTOS)
    (entry,) = parsed(whole, path, photos).entries
    (enclosure,) = entry.enclosures
    widest = "https://x.example/anh/a/a-1280.jpg"
    assert (enclosure.href, enclosure.length, enclosure.type) == (widest, "1280", "image/jpeg")
    media = [(m["url"][-10:], m["filesize"], m["width"], m["height"], m["medium"]) for m in entry.media_content]
    assert media == [(f"{name}-1280.jpg", "1280", "1280", "640", "image") for name in "ab"]
    tree = etree.fromstring(text(whole, path, photos).encode())
    assert tree.xpath("//media:content/media:description/text()", namespaces=NAMES) == ["Chú <thích>", "Cờ"]
    assert tree.xpath("//media:content/media:credit/text()", namespaces=NAMES) == ["Minh & Hà"]


def test_photos_stand_in_the_full_text_where_they_stand_in_the_article(photos: Findings) -> None:
    whole = site(WITH_PHOTOS)
    (plain,) = json_feed(whole, findings=photos)["items"]
    assert plain["image"] == "https://x.example/anh/a/a-1280.jpg"
    assert [a["size_in_bytes"] for a in plain["attachments"]] == [1280, 1280]
    html = content(whole, photos)
    assert re.findall(r'src="([^"]*)"', html) == [f"https://x.example/anh/{n}/{n}-1280.jpg" for n in "ab"]
    copies = [part.split() for srcset in re.findall(r'srcset="([^"]*)"', html) for part in srcset.split(",")]
    assert copies == [[f"https://x.example/anh/{n}/{n}-{w}.jpg", f"{w}w"] for n in "ab" for w in (640, 1280)]
    assert 'alt="Người &quot;đọc&quot;"' in html
    assert "Chú &lt;thích&gt; (Ảnh: Minh &amp; Hà)" in html
    assert html.index("/a-1280") < html.index("<p>1</p>") < html.index("/b-1280") < html.index("<p>2</p>")


def test_a_photo_that_could_not_be_made_leaves_no_gap() -> None:
    whole = site(article("a", body=("<p>1</p>", PhotoSlot(0)), photos=(Photo("a.jpg", "Cờ", place="lead"),)))
    assert content(whole) == "<p>1</p>"
    assert not parsed(whole).entries[0].enclosures


def test_an_item_in_another_language_says_so() -> None:
    whole = site(article("a", lang="en"), article("b"))
    assert 'xml:lang="en"' in text(whole, "atom.xml")
    assert text(whole).count("<dc:language>en</dc:language>") == 1
    assert [i.get("language") for i in json_feed(whole)["items"]] == ["en", None]


def test_what_no_xml_may_hold_never_reaches_it() -> None:
    dirty = "a\x00b\x0b\x1f\ufffe\ud800c"
    item = article(
        "a",
        title=dirty,
        lead_text=dirty,
        summary=dirty,
        body=(f"<p>{dirty}</p>",),
        byline=(Credit(dirty, ("text",)),),
        changes=(Correction(moment(), dirty, major=True),),
    )
    known = registry(unit("van-phong", dirty), unit("phong", dirty, parents=(under("van-phong"),)))
    whole = site(item, registry=known, settings=SiteSettings(siteurl="https://x.example", sitename=dirty))
    for path in ("rss.xml", "atom.xml", "don-vi/phong/rss.xml", "dinh-chinh/atom.xml"):
        assert "abc" in parsed(whole, path).feed.title
    assert parsed(whole).entries[0].title == "abc"
    assert json_feed(whole)["items"][0]["content_html"].startswith("<p>abc</p>")
    etree.fromstring(text(whole, "rss/kenh-tin.opml").encode())
