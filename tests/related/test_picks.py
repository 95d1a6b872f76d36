"""Hand-picked related news, and what else may stand in a list."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from plugins.bridge.feature import Workshop
from plugins.model.site import Findings
from plugins.related.plugin import find
from tests.builders import article, moment, serially, site


def lists(*items: Any) -> Findings:
    with TemporaryDirectory() as cache:
        return find(site(*items), Workshop(Path(), Path(cache), Path(), serially))


def test_picks_keep_the_editors_order_and_stand_once() -> None:
    found = lists(article("a", related=("c", "b", "c", "a")), article("b"), article("c"))
    assert found.related["id-a"] == ("id-c", "id-b")


def test_a_pick_leads_back_unless_it_is_said_to_go_one_way() -> None:
    far = moment("2010-01-01")
    b = article("b", date=far, units=(), title="Khác hẳn", lead_text="", body=())
    assert lists(article("a", related=("b",)), b).related["id-b"] == ("id-a",)
    assert "id-b" not in lists(article("a", related=("b",), related_one_way=True), b).related


def test_no_list_is_longer_than_ten_however_many_pick_an_article_or_are_picked() -> None:
    asking = [article(f"hoi-{n:02d}", date=moment(f"2021-01-{n + 1:02d}"), related=("a",)) for n in range(14)]
    found = lists(article("a", related=("b",)), article("b", related=tuple(f"hoi-{n:02d}" for n in range(14))), *asking)
    assert found.related["id-a"] == ("id-b", *(f"id-hoi-{n:02d}" for n in range(13, 4, -1)))
    assert found.related["id-b"] == tuple(f"id-hoi-{n:02d}" for n in range(10))


@pytest.mark.parametrize(
    "values",
    [
        {"status": "draft"},
        {"status": "hidden"},
        {"status": "withdrawn"},
        {"date": moment("2030-01-01")},
        {"expires": moment("2021-01-01")},
        {"lang": "en", "translation_of": "a"},
    ],
)
def test_what_lists_do_not_show_is_nobodys_related_news(values: dict[str, Any]) -> None:
    others = [article(f"tin-{n}") for n in range(3)]
    found = lists(article("a", related=("b",)), article("b", **values), *others)
    assert not [i for i, chosen in found.related.items() if "id-b" in chosen]
    assert "id-b" not in found.same_content.values()
