"""Dates, periods and numbers as offices print them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from plugins.engine.filters import filters
from plugins.model.dates import Moment, Partial
from plugins.model.views import EventLine, Link, Period

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def at(*parts: int, timed: bool = True) -> Moment:
    return Moment(datetime(*parts, tzinfo=HANOI), timed)  # type: ignore[misc, arg-type]


VIETNAMESE = filters("vi", str)
ENGLISH = filters("en", str)


def test_a_long_date_has_weekday_clock_and_zone() -> None:
    assert VIETNAMESE["longdate"](at(2019, 3, 10, 22, 9)) == "Chủ Nhật, 10/03/2019, 22:09 (GMT+7)"
    assert ENGLISH["longdate"](at(2019, 3, 10, 22, 9)) == "Sunday, 10/03/2019, 22:09 (GMT+7)"


def test_a_day_without_a_clock_is_printed_without_one() -> None:
    assert VIETNAMESE["longdate"](at(2018, 2, 11, timed=False)) == "Chủ Nhật, 11/02/2018"
    assert VIETNAMESE["isotime"](at(2018, 2, 11, timed=False)) == "2018-02-11"


def test_a_short_date_is_day_first() -> None:
    assert VIETNAMESE["shortdate"](at(2018, 2, 11)) == "11/02/2018"
    assert VIETNAMESE["shortdate"](date(2018, 2, 11)) == "11/02/2018"


def test_a_machine_reads_the_offset() -> None:
    assert VIETNAMESE["isotime"](at(2019, 3, 10, 22, 9)) == "2019-03-10T22:09:00+07:00"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (at(2020, 2, 10, timed=False), at(2020, 2, 11, timed=False), "10 và 11/02/2020"),
        (at(2020, 2, 10, timed=False), at(2020, 2, 12, timed=False), "10 - 12/02/2020"),
        (at(2020, 2, 28, timed=False), at(2020, 3, 2, timed=False), "28/02/2020 - 02/03/2020"),
        (at(2020, 2, 10, timed=False), None, "10/02/2020"),
        (at(2020, 2, 10, 15, 0), None, "15:00 ngày 10/02/2020"),
    ],
)
def test_an_event_prints_its_days_once(start: Moment, end: Moment | None, text: str) -> None:
    assert VIETNAMESE["event"](EventLine(start, end, "")) == text
    assert VIETNAMESE["event"](EventLine(start, end, "Hội trường A")) == f"{text}, tại Hội trường A"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (Partial(2020, 5), Partial(2025, 2), "từ 05/2020 đến 02/2025"),
        (Partial(2020), None, "từ 2020"),
        (None, Partial(2025, 2, 28), "đến 28/02/2025"),
        (None, None, ""),
    ],
)
def test_a_period_may_be_open(start: Partial | None, end: Partial | None, text: str) -> None:
    assert VIETNAMESE["period"](Period(start, end)) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (Partial(2022, 8, 18), Partial(2022, 8, 18), "ngày 18/08/2022"),
        (Partial(2022, 8, 18), None, "ngày 18/08/2022"),
        (Partial(2020, 2, 10), Partial(2020, 2, 11), "10 và 11/02/2020"),
        (Partial(2020, 2, 10), Partial(2020, 2, 13), "từ 10/02/2020 đến 13/02/2020"),
        (Partial(2020, 5), None, "tháng 05/2020"),
        (Partial(2020), None, "năm 2020"),
        (None, None, ""),
    ],
)
def test_what_was_held_on_a_day_does_not_last(start: Partial | None, end: Partial | None, text: str) -> None:
    assert VIETNAMESE["held"](Period(start, end)) == text


def test_numbers_and_sizes_have_points_and_commas() -> None:
    assert VIETNAMESE["number"](2750) == "2.750"
    assert VIETNAMESE["number"](94.1) == "94,1"
    assert [VIETNAMESE["filesize"](n) for n in (12, 48_300, 1_240_000)] == ["12 B", "48 KB", "1,2 MB"]


def test_a_language_calls_itself_by_its_own_name() -> None:
    assert [VIETNAMESE["langname"](code) for code in ("vi", "en", "x-?", "xx")] == [
        "Tiếng Việt",
        "English",
        "x-?",
        "xx",
    ]


def test_a_piece_is_drawn_once_for_the_same_value_and_once_for_equal_rows() -> None:
    drawn, calls = filters("vi", str)["drawn"], []

    def macro(value: object, *options: object) -> str:
        calls.append((value, *options))
        return f"piece {len(calls)}"

    one, other = Link("a", "/"), Link("a", "/")
    assert [drawn(one, macro), drawn(one, macro), drawn(one, macro, 2)] == ["piece 1", "piece 1", "piece 2"]
    assert [drawn((one,), macro), drawn((other,), macro)] == ["piece 3", "piece 3"]


def test_a_value_that_is_gone_leaves_no_piece_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.engine.filters.DRAWN", 2)
    drawn = filters("vi", str)["drawn"]
    for number in range(200):
        title = f"tin {number}"
        assert drawn(Link(title, "/"), lambda link: link.title) == title

    def macro(link: Link) -> str:
        return link.title

    for number in range(200):
        assert drawn(Link(f"tin {number}", "/"), macro) == f"tin {number}"
