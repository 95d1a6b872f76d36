"""Which channels there are, what each holds and for how long, and where a channel goes when its unit ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from lxml import etree

from plugins.feeds.settings import FeedSettings
from plugins.model.article import Article, Photo, Withdrawal
from plugins.model.artifact import Lazy
from plugins.model.frame import feeds_of
from plugins.model.records import Category
from plugins.model.settings import SiteSettings
from plugins.model.site import Album, Findings, Shot, Site
from plugins.model.views import Link
from tests.builders import (
    NOW,
    article,
    articles,
    moment,
    registry,
    site,
    term,
    under,
    unit,
)
from tests.feeds.feeds import found, json_feed, pages, parsed, text, texts, titles

FORMATS = ("rss.xml", "atom.xml", "feed.json")
NEWEST = FeedSettings().newest
ENOUGH = FeedSettings().tag_articles + 1
TREE = registry(unit("van-phong", "Văn phòng"), unit("phong", "Phòng", parents=(under("van-phong"),)))


def addresses(whole: Site, findings: Findings | None = None) -> set[str]:
    """Return where channels lie, and see that each has all formats."""
    paths = {f"/{path}" for path in texts(whole, findings) if not path.startswith(("rss/", "luu-tru/"))}
    found = {path.rpartition("/")[0] + "/" for path in paths}
    assert paths == {address + name for address in found for name in FORMATS}
    return found


def channel_id(whole: Site, path: str = "atom.xml") -> str:
    return str(parsed(whole, path).feed.id)


# Which there are


def test_the_portal_every_category_unit_term_and_busy_tag_has_its_channel() -> None:
    busy = [replace(a, tags=("Đông",)) for a in articles(ENOUGH)]
    rare = article("hiem", tags=("Hiếm",))
    known = replace(TREE, terms=(term("phong", "2020-2025"),), categories={
        "tin-tuc": Category("tin-tuc", "Tin tức"), "thong-bao": Category("thong-bao", "Thông báo"),
    })  # fmt: skip
    assert addresses(site(*busy, rare, registry=known)) == {
        "/", "/don-vi/", "/van-ban/", "/dinh-chinh/", "/chuyen-muc/tin-tuc/", "/chuyen-muc/thong-bao/",
        "/don-vi/van-phong/", "/don-vi/phong/", "/don-vi/phong/nhiem-ky/2020-2025/", "/chu-de/dong/",
    }  # fmt: skip


def test_a_unit_without_news_has_a_valid_feed_without_items() -> None:
    whole = site(article(), registry=registry(unit("van-phong"), unit("moi", "Mới")))
    for path in ("don-vi/moi/rss.xml", "don-vi/moi/atom.xml"):
        seen = parsed(whole, path)
        assert (seen.entries, seen.feed.title) == ([], "Mới - Cổng")
        assert seen.feed.updated.startswith(("Sat, 01 Jan 2000", "2000-01-01"))
    assert json_feed(whole, "don-vi/moi/feed.json")["items"] == []


def test_a_unit_has_the_news_of_those_that_stood_below_it_that_day() -> None:
    whole = site(article("a", units=("phong",)), article("b", units=("van-phong",)), registry=TREE)
    assert sorted(titles(whole, "don-vi/van-phong/rss.xml")) == ["A", "B"]
    assert titles(whole, "don-vi/phong/rss.xml") == ["A"]


def test_an_album_that_a_feature_has_found_has_its_channel_and_its_page_the_links() -> None:
    shown = article("a")
    shots = (Shot(shown, Photo("a.jpg", ""), 1), Shot(shown, Photo("b.jpg", ""), 1))
    whole = site(shown, article("b"))
    album = Album("unit", "Ảnh", Link("X", "/x/"), shots)
    findings = Findings(albums={album.url: album}, feeds=found(whole).feeds)
    assert "/hinh-anh/x/" in addresses(whole, findings)
    assert [e.title for e in parsed(whole, "hinh-anh/x/atom.xml", findings).entries] == ["A"]
    assert [f.url for f in feeds_of(findings, "/hinh-anh/x/")] == [f"/hinh-anh/x/{name}" for name in FORMATS]


def test_every_page_links_the_feeds_that_match_it_and_no_others() -> None:
    whole = site(article("a"))
    links = found(whole)
    for page, own in (
        ("/", "/"),
        ("/tin/2020/02/a/", "/"),
        ("/gioi-thieu/", "/"),
        ("/rss/", "/"),
        ("/luu-tru/2020/", "/"),
        ("/don-vi/", "/don-vi/"),
        ("/don-vi/van-phong/", "/don-vi/van-phong/"),
        ("/don-vi/van-phong/trang/3/", "/don-vi/van-phong/"),
        ("/chuyen-muc/tin-tuc/trang/1/", "/chuyen-muc/tin-tuc/"),
    ):
        assert [f.url for f in feeds_of(links, page)] == [own + name for name in FORMATS], page
    assert [f.type.rpartition("/")[2] for f in feeds_of(links, "/")] == ["rss+xml", "atom+xml", "feed+json"]


# What a channel says of itself


def test_a_channel_knows_its_page_its_own_address_and_who_speaks() -> None:
    settings = SiteSettings(siteurl="https://x.example", sitename="Cổng", agency="Sở", licence="Ghi nguồn")
    whole = site(article(), settings=settings)
    for path in ("rss.xml", "atom.xml", "don-vi/van-phong/rss.xml", "don-vi/van-phong/atom.xml"):
        seen = parsed(whole, path).feed
        home = "https://x.example/" + path.rpartition("/")[0]
        assert seen.link.rstrip("/") == home.rstrip("/")
        assert [link.href for link in seen.links if link.rel == "self"] == [f"https://x.example/{path}"]
        assert (seen.language, seen.generator, seen.rights) == ("vi", "Cổng Tin", "Ghi nguồn")
    assert parsed(whole).feed.ttl == "60"
    assert parsed(whole).feed.image.href == "https://x.example/theme/img/emblem.png"
    assert parsed(whole, "atom.xml").entries[0].author == "Sở"
    plain = json_feed(whole, "don-vi/van-phong/feed.json")
    assert plain["version"] == "https://jsonfeed.org/version/1.1"
    assert plain["feed_url"] == "https://x.example/don-vi/van-phong/feed.json"
    assert (plain["home_page_url"], plain["language"]) == ("https://x.example/don-vi/van-phong/", "vi")


def test_a_channels_own_id_outlives_the_domain_where_the_portal_has_a_name() -> None:
    old, new = (SiteSettings(siteurl=f"https://{host}.example", portal_id="x") for host in "ab")
    assert channel_id(site(settings=old)) == channel_id(site(settings=new))
    assert channel_id(site(settings=old)) != channel_id(site(settings=replace(old, portal_id="y")))
    assert len({channel_id(site(), path) for path in ("atom.xml", "don-vi/atom.xml", "van-ban/atom.xml")}) == 3
    assert UUID(channel_id(site()))


def test_no_clock_is_inside() -> None:
    one, later = (site(article(), now=NOW + timedelta(hours=h)) for h in (0, 5))
    assert texts(one) == texts(later)
    assert "Tue, 11 Feb 2020 15:31:00 +0000</lastBuildDate>" in text(one)


def test_a_hub_is_named_in_every_channel_and_its_list_marks_those_that_changed() -> None:
    settings = SiteSettings(siteurl="https://x.example", websub_hub="https://hub.example/")
    known = registry(unit("van-phong"), unit("khac"))
    before, after = (site(article("a", title=title), settings=settings, registry=known) for title in ("Một", "Hai"))
    for path in ("rss.xml", "atom.xml"):
        assert ("hub", "https://hub.example/") in [(x.rel, x.href) for x in parsed(before, path).feed.links]
    assert json_feed(before)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    old, new = (text(whole, "rss/websub.txt").splitlines() for whole in (before, after))
    assert old[0] == new[0] == "https://hub.example/"
    changed = {line.split()[0] for line in {*new} - {*old}}
    assert "https://x.example/rss.xml" in changed
    assert "https://x.example/don-vi/khac/rss.xml" not in changed
    assert "rss/websub.txt" not in texts(site())


# What it holds, and for how long


def test_it_holds_the_newest_items_newest_first() -> None:
    assert titles(site(*articles(40))) == [f"Tin {n:04d}" for n in range(39, 39 - NEWEST, -1)]


def test_a_busy_month_is_held_whole_so_that_a_monthly_reader_misses_nothing() -> None:
    busy = [article(f"t-{n}", date=moment("2020-03-05", f"{n % 24:02d}:{n // 24:02d}")) for n in range(50)]
    assert len(titles(site(article("cu"), *busy))) == 50


def test_what_lists_leave_out_feeds_leave_out() -> None:
    over = moment("2020-03-01")
    whole = site(
        article("a", expires=over), article("b", status="hidden"), article("c", status="draft"),
        article("d", date=moment("2030-01-01")), article("e", translation_of="id-f", lang="en"), article("f"),
    )  # fmt: skip
    assert titles(whole) == ["F"]


WITHDRAWN = article(
    "a", status="withdrawn", withdrawn=Withdrawal(moment("2020-05-01"), "Sai <người>"), units=("phong",)
)


def test_a_withdrawn_item_leaves_a_tombstone_in_each_atom_feed_that_held_it() -> None:
    whole = site(WITHDRAWN, article("b"), registry=TREE)
    for path in ("atom.xml", "don-vi/van-phong/atom.xml", "don-vi/phong/atom.xml", "chuyen-muc/tin-tuc/atom.xml"):
        tree = etree.fromstring(text(whole, path).encode())
        (stone,) = tree.iter("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
        assert stone.get("when") == "2020-05-01T15:31:00+00:00"
        assert stone[0].text == "Sai <người>"
        was = parsed(site(article("a")), "atom.xml").entries[0].id
        assert stone.get("ref") == was
        assert was not in [e.id for e in parsed(whole, path).entries]
    assert titles(whole) == ["B"]
    assert "deleted-entry" not in text(whole)


def archived(whole: Site) -> list[str]:
    """Walk from the newest feed back through all archives; return the names of items on the way, each once."""
    found: dict[str, None] = {}
    path = "atom.xml"
    while path:
        seen = parsed(whole, path)
        found |= dict.fromkeys(e.id for e in seen.entries)
        assert ("{http://purl.org/syndication/history/1.0}archive" in str(
            [e.tag for e in etree.fromstring(text(whole, path).encode())]
        )) == (path != "atom.xml")  # fmt: skip
        older = [link.href for link in seen.feed.links if link.rel == "prev-archive"]
        path = older[0].removeprefix("https://x.example/") if older else ""
    return list(found)


def test_a_new_subscriber_can_read_everything_by_walking_back() -> None:
    whole = site(*articles(200))
    assert len(archived(whole)) == 200
    middle = parsed(whole, "luu-tru/2020/03/atom.xml").feed
    assert {(link.rel, link.href.removeprefix("https://x.example/")) for link in middle.links} == {
        ("self", "luu-tru/2020/03/atom.xml"), ("alternate", "luu-tru/2020/03/"), ("current", "atom.xml"),
        ("prev-archive", "luu-tru/2020/02/atom.xml"), ("next-archive", "luu-tru/2020/04/atom.xml"),
    }  # fmt: skip
    assert middle.id == channel_id(whole)
    assert "prev-archive" in text(whole)


@pytest.mark.parametrize("count", [0, 1, 25])
def test_a_young_portal_has_no_archive_before_its_first_month_is_over(count: int) -> None:
    whole = site(*articles(count))
    assert len(archived(whole)) == count
    assert "prev-archive" not in text(whole, "atom.xml")


def test_a_closed_month_never_changes_when_news_comes_in() -> None:
    old, new = articles(100), articles(101)
    before, after = texts(site(*old)), texts(site(*new))
    closed = [path for path in before if path.startswith("luu-tru/")][:-1]
    assert closed
    assert all(before[path] == after[path] for path in closed)


def test_only_feeds_whose_items_changed_have_a_new_key() -> None:
    known = registry(unit("van-phong"), unit("khac"))

    def keys(*items: Article) -> dict[str, bytes]:
        return {a.path: a.key for a in pages(site(*items, registry=known), Findings()) if isinstance(a, Lazy)}

    other = article("b", units=("khac",), date=moment("2020-01-01"))
    before = keys(article("a"), other)
    after = keys(article("a", body=("<p>Khác</p>",)), other)
    changed = {path.rpartition("/")[0] for path in before if before[path] != after[path]}
    assert changed == {"", "chuyen-muc/tin-tuc", "don-vi/van-phong"}


def test_a_preview_without_an_address_has_feeds_all_the_same() -> None:
    whole = site(article("a"), settings=SiteSettings())
    assert titles(whole) == ["A"]
    assert titles(whole, "don-vi/van-phong/atom.xml") == ["A"]
