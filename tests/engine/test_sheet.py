"""Sheets give back what they were made of."""

from __future__ import annotations

import pickle
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from plugins.engine.sheet import Sheets
from plugins.model.artifact import Again, Page
from plugins.model.dates import Moment
from plugins.model.views import Link, RelatedItem

PARIS = ZoneInfo("Europe/Paris")
AMBIGUOUS = datetime(2020, 10, 25, 2, 30, tzinfo=PARIS)


def declare(*given: Any) -> Page:
    """Stand for what declares a page."""
    raise NotImplementedError(given)


def page(around: object, parts: dict[str, bytes] | None = None) -> Page:
    again = Again(("a.md",), declare, lambda: around)
    return Page("a.html", "a.html", b"", lambda: None, again=again, parts=(lambda: parts) if parts else None)


@pytest.mark.parametrize("at", [AMBIGUOUS, AMBIGUOUS.replace(fold=1), datetime(2020, 2, 11, 0, 0, 1, 5, tzinfo=PARIS)])
def test_lines_and_links_are_had_back(at: datetime) -> None:
    item = RelatedItem("Tin <một>", "/tin/", Moment(at, timed=False))
    around = (Link("a", "/a/"), [item, item], {"again": RelatedItem("Tin", "/b/", Moment(at))})
    sheets = Sheets()
    for _ in range(2):
        parts, again = pickle.loads(sheets.of(page(around, {"a.md": b"key"})))
        assert (parts, again) == ({"a.md": b"key"}, (declare, around))
        had = again[1][1][0].date
        assert (had.at.isoformat(), had.at.fold, had.at.tzinfo) == (at.isoformat(), at.fold, PARIS)


def test_lines_of_other_pages_are_not_taken_for_it() -> None:
    sheets = Sheets()
    for number in range(50):
        item = RelatedItem(f"Tin {number}", "/", Moment(AMBIGUOUS))
        assert pickle.loads(sheets.of(page(item))) == ({}, (declare, item))


def test_a_page_of_which_nothing_is_kept_has_no_sheet() -> None:
    assert Sheets().of(Page("a.html", "a.html", b"", lambda: None)) == b""
