"""What happens around the news: where a channel goes when its unit ends, changes of units, corrections, documents."""

from __future__ import annotations

from dataclasses import replace

from plugins.model.article import Correction, Withdrawal
from plugins.model.records import Document
from tests.builders import (
    article,
    articles,
    change,
    documents,
    moment,
    partial,
    registry,
    site,
    standing,
    under,
    unit,
)
from tests.feeds.feeds import parsed, titles

TREE = registry(unit("van-phong", "Văn phòng"), unit("phong", "Phòng", parents=(under("van-phong"),)))
WITHDRAWN = article(
    "a", status="withdrawn", withdrawn=Withdrawal(moment("2020-05-01"), "Sai <người>"), units=("phong",)
)

# When a unit ends


MERGED = registry(
    unit("cu", "Phòng Cũ", dissolution_date=partial("2020-03-01")),
    unit("moi", "Phòng Mới", founding_date=partial("2020-03-01")),
    changes=(change("merged", "2020-03-01", "cu", "moi"),),
)
NEWS = (
    article("truoc", units=("cu",), date=moment("2020-02-01")),
    article("sau", units=("moi",), date=moment("2020-04-01")),
    article("lac", units=("moi",), date=moment("2020-01-01")),
)


def test_a_closed_units_channel_says_where_the_news_is_now_and_goes_on_with_it() -> None:
    whole = site(*NEWS, registry=MERGED)
    assert titles(whole, "don-vi/cu/rss.xml") == ["Sau", "Phòng Cũ nay là Phòng Mới", "Truoc"]
    notice = parsed(whole, "don-vi/cu/atom.xml").entries[1]
    assert notice.link == "https://x.example/don-vi/moi/"
    assert notice.published.startswith("2020-03-01T00:00:00+07:00")
    assert titles(whole, "don-vi/moi/rss.xml") == ["Sau", "Lac"]


def test_the_notice_stays_however_much_news_follows_and_keeps_its_name() -> None:
    later = [replace(a, units=("moi",), date=moment(f"2021-{a.date.at.month:02d}-10")) for a in articles(40)]
    whole = site(*NEWS, *later, registry=MERGED)
    assert titles(whole, "don-vi/cu/rss.xml")[-1] == "Phòng Cũ nay là Phòng Mới"
    fixed = replace(MERGED, changes=(change("merged", "2020-03-02", "cu", "moi"),))
    one, two = (
        next(e.id for e in parsed(site(*NEWS, registry=known), "don-vi/cu/rss.xml").entries if "nay là" in e.title)
        for known in (MERGED, fixed)
    )
    assert one == two


def test_a_channel_follows_from_successor_to_successor_and_a_circle_ends() -> None:
    known = registry(
        unit("a", dissolution_date=partial("2020-02")), unit("b", dissolution_date=partial("2020-03")), unit("c"),
        changes=(change("renamed", "2020-02", "a", "b"), change("replaced", "2020-03", "b", "c"),
                 change("split", "2020-04", "c", "a")),
    )  # fmt: skip
    whole = site(article("x", units=("c",), date=moment("2020-05-01")), registry=known)
    assert "X" in titles(whole, "don-vi/a/rss.xml")


def test_a_unit_that_ended_for_good_or_will_end_says_so_in_its_time() -> None:
    known = registry(unit("cu", "Ban Cũ"), changes=(change("abolished", "2020-03-01", "cu"),))
    assert titles(site(registry=known), "don-vi/cu/rss.xml") == ["Ban Cũ đã giải thể"]
    later = registry(unit("cu", "Ban Cũ"), changes=(change("abolished", "2030-03-01", "cu"),))
    assert titles(site(registry=later), "don-vi/cu/rss.xml") == []
    assert titles(site(registry=later), "don-vi/rss.xml") == []


# Channels that are not about articles


def test_changes_of_units_have_a_channel_and_a_mistaken_date_repeats_nothing() -> None:
    known = replace(MERGED, changes=(
        *MERGED.changes, change("transferred", "2021", "moi"), change("transferred", "2022", "moi"),
    ))  # fmt: skip
    assert titles(site(registry=known), "don-vi/atom.xml") == [
        "Điều chuyển Phòng Mới", "Điều chuyển Phòng Mới", "Hợp nhất Phòng Cũ thành Phòng Mới",
    ]  # fmt: skip
    names = [e.id for e in parsed(site(registry=known), "don-vi/atom.xml").entries]
    fixed = replace(known, changes=(change("merged", "2020-03-05", "cu", "moi"), *known.changes[1:]))
    assert [e.id for e in parsed(site(registry=fixed), "don-vi/atom.xml").entries] == names
    assert len({*names}) == 3


def test_corrections_and_withdrawals_have_a_channel() -> None:
    lines = (
        Correction(moment("2020-03-01"), "Sửa số", major=True),
        Correction(moment("2020-03-01"), "Sửa tên", major=False),
    )
    whole = site(article("b", changes=lines), WITHDRAWN, registry=TREE)
    assert sorted(titles(whole, "dinh-chinh/rss.xml")) == ["Rút tin: A", "Đính chính: B", "Đính chính: B"]
    assert len({e.id for e in parsed(whole, "dinh-chinh/rss.xml").entries}) == 3
    assert parsed(whole, "dinh-chinh/rss.xml").feed.link == "https://x.example/rss/"


def test_documents_have_a_channel_and_each_leads_where_it_can_be_read() -> None:
    known = registry(documents=documents(
        Document("a", "1/CT", "Một & hai", issued=partial("2020-05-01"), files=("d/a.pdf",)),
        Document("b", "2/CT", "Ba", issued=partial("2020-04")),
        Document("c", "3/CT", "Không ngày", files=("d/c.pdf",)),
        Document("d", "4/CT", "Không nơi đọc", issued=partial("2020")),
    ))  # fmt: skip
    whole = site(article("x", documents=("b",)), registry=known, pages=(standing(),))
    assert [(e.title, e.link) for e in parsed(whole, "van-ban/rss.xml").entries] == [
        ("1/CT: Một & hai", "https://x.example/van-ban/a/a.pdf"),
        ("2/CT: Ba", "https://x.example/tin/2020/02/x/"),
    ]
