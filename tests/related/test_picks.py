"""Hand-picked related news."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.related.plugin import find
from tests.builders import article, moment, site


def picks(*items: Any) -> dict[str, tuple[str, ...]]:
    return dict(find(site(*items), None).related)  # type: ignore[arg-type]


def test_picks_keep_the_editors_order_and_stand_once() -> None:
    found = picks(article("a", related=("c", "b", "c", "a")), article("b"), article("c"))
    assert found == {"id-a": ("id-c", "id-b")}


@pytest.mark.parametrize(
    "values",
    [
        {"status": "draft"},
        {"status": "hidden"},
        {"status": "withdrawn"},
        {"date": moment("2030-01-01")},
        {"expires": moment("2021-01-01")},
    ],
)
def test_what_lists_do_not_show_is_no_related_news(values: dict[str, Any]) -> None:
    assert picks(article("a", related=("b",)), article("b", **values)) == {}
