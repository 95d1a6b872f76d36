"""Front page, categories, tags, archive: what enters them and what does not."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from plugins.model.article import Photo
from plugins.model.artifact import Page
from plugins.model.dates import Moment
from plugins.model.site import Findings, Site
from plugins.model.tags import collect
from plugins.model.views import Rendition
from plugins.portal.plugin import pages
from tests.builders import NOW, article, articles, declared, moment, site

LATER = Moment(NOW + timedelta(days=1))
EARLIER = Moment(NOW - timedelta(days=1))


def views(whole: Site, findings: Findings | None = None) -> dict[str, Any]:
    return {a.path: a.view for a in declared(pages(whole, findings or Findings())) if isinstance(a, Page)}


def titles(cards: Any) -> list[str]:
    return [card.title for card in cards]


@pytest.mark.parametrize(
    ("values", "has_page"),
    [
        ({"status": "draft"}, False),
        ({"date": LATER}, False),
        ({"status": "hidden"}, True),
        ({"status": "withdrawn"}, True),
        ({"expires": EARLIER}, True),
    ],
)
def test_what_is_not_to_be_listed_is_in_no_list_archive_or_site_map(values: dict[str, Any], has_page: bool) -> None:
    whole = site(article("kin", tags=("Chủ đề",), pin=LATER, views=9, **values), article("mo"))
    shown = [a for a in declared(pages(whole, Findings())) if isinstance(a, Page)]
    own = [a for a in shown if a.path.endswith("/kin/index.html")]
    assert bool(own) == has_page
    assert not any(a.listed for a in own)
    assert not [a.path for a in shown if "Kin" in repr(a.view) and a not in own]


def test_an_item_that_expires_later_is_still_listed() -> None:
    assert titles(views(site(article("a", expires=LATER)))["chuyen-muc/tin-tuc/index.html"].cards) == ["A"]


def test_the_pinned_item_leads_until_its_day() -> None:
    items = [article("moi", date=moment("2025-01-01")), article("ghim", pin=LATER)]
    assert views(site(*items))["index.html"].lead.title == "Ghim"
    items[1] = article("ghim", pin=EARLIER)
    assert views(site(*items))["index.html"].lead.title == "Moi"


def test_the_newest_item_with_a_photo_leads_unless_one_is_pinned() -> None:
    newest, older = article("moi", date=moment("2025-01-01")), article("cu", photos=(Photo("a.jpg", "x"),))
    found = Findings(photos={"a.jpg": (Rendition("/anh/1.jpg", 640, 400),)})
    assert views(site(newest, older), found)["index.html"].lead.title == "Cu"
    assert views(site(newest, older))["index.html"].lead.title == "Moi"
    pinned = article("ghim", pin=LATER, date=moment("2019-01-01"))
    assert views(site(newest, older, pinned), found)["index.html"].lead.title == "Ghim"


def test_the_front_page_shows_an_item_once_among_its_news() -> None:
    front = views(site(*articles(30)))["index.html"]
    shown = [front.lead, *front.next, *front.latest]
    assert (len(front.next), len(front.latest)) == (4, 10)
    assert max(Counter(card.url for card in shown).values()) == 1
    assert front.lead.url not in [card.url for section in front.sections for card in section.cards]


def test_the_front_page_of_an_empty_portal_is_a_page() -> None:
    front = views(site())["index.html"]
    assert (front.lead, front.latest, front.sections) == (None, (), ())


def test_most_read_are_the_items_with_the_most_views() -> None:
    front = views(site(article("a", views=5), article("b", views=9), article("c")))["index.html"]
    assert titles(front.most_read) == ["B", "A"]


def test_a_category_without_news_has_its_page() -> None:
    assert views(site())["chuyen-muc/tin-tuc/index.html"].cards == ()


def test_tags_meet_in_case_and_form_but_not_in_tone() -> None:
    tags = collect([article("b", tags=("ĐẢO", "đạo")), article("a", tags=("Đảo",), date=moment("2019-01-01"))])
    assert [(t.name, len(t.articles)) for t in tags.values()] == [("Đảo", 2), ("đạo", 1)]
    slugs = [t.slug for t in tags.values()]
    assert slugs[0] == "dao"
    assert slugs[1].startswith("dao-")


def test_a_tags_address_does_not_move_when_a_rival_comes() -> None:
    old = article("a", tags=("Đảo",), date=moment("2019-01-01"))
    alone = collect([old])["đảo"].slug
    assert collect([article("b", tags=("đạo",)), old])["đảo"].slug == alone


def test_the_archive_counts_years_and_months() -> None:
    whole = site(article("a"), article("b", date=moment("2020-03-01")), article("c", date=moment("2019-03-01")))
    found = views(whole)
    assert [(y.year.link.url, y.year.count) for y in found["luu-tru/index.html"].years] == [
        ("/luu-tru/2020/", 2),
        ("/luu-tru/2019/", 1),
    ]
    (year,) = found["luu-tru/2020/index.html"].years
    assert [(m.link.url, m.count) for m in year.months] == [("/luu-tru/2020/03/", 1), ("/luu-tru/2020/02/", 1)]
    assert titles(found["luu-tru/2020/02/index.html"].cards) == ["A"]


def test_one_more_item_changes_only_the_newest_page_of_a_list() -> None:
    before, after = (views(site(*articles(n))) for n in (100, 101))
    changed = {path for path in after if path.startswith("chuyen-muc/") and before.get(path) != after[path]}
    assert changed == {"chuyen-muc/tin-tuc/index.html"}
