"""Dates: day first or ISO, never month first, whole or partial."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.dates import Moment, Partial, gmt, is_within, parse_moment, parse_partial, short, wrong_weekday

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
AFTERNOON = datetime(2020, 2, 11, 15, 31, tzinfo=ZONE)


@pytest.mark.parametrize(
    "typed",
    [
        "2020-02-11 15:31",
        "2020-02-11T15:31",
        "2020-02-11T15:31:00+07:00",
        "2020-02-11 08:31Z",
        "2020-02-11 09:31 +0100",
        "2020-2-11  15h31",
        "11/02/2020 15:31",
        "11/2/2020, 15:31",
        "11-02-2020 15:31",
        "11.02.2020 15:31:00.000",
        "11/02/2020, 15:31 (GMT+7)",
        "Thứ Ba, 11/02/2020, 15:31 (GMT+7)",
        "Thứ 3, 11/02/2020 15:31 GMT+07:00",
        " 11/02/2020 15:31 UTC+7 ",
    ],
)
def test_every_spelling_of_one_moment_gives_that_moment(typed):
    assert parse_moment(typed, ZONE) == Moment(AFTERNOON)


@pytest.mark.parametrize(("typed", "day"), [("11/02/2018", 11), ("2018-02-11", 11), ("Chủ Nhật, 11/02/2018", 11)])
def test_a_day_alone_is_not_timed_and_is_never_read_month_first(typed, day):
    moment = parse_moment(typed, ZONE)
    assert (moment.timed, moment.at.day, moment.at.month) == (False, day, 2)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "hôm qua",
        "02/13/2020",
        "31/02/2020",
        "2019-02-29",
        "2020-13-01",
        "11/02-2020",
        "11/02/20",
        "0020-02-11",
        "9999-12-31 23:59 -14:00",
        "2020-02-11 24:00",
        "2020-02-11 15:61",
        "2020-02-11 15:31 +99:00",
        "2020-02-11 15:31 +07:99",
        "2020/02/11",
        "٢٠٢٠-٠٢-١١",
        "11/02/2020 15:31 chiều",
        "1" * 100_000,
        "11/02/2020" + " " * 100_000 + "x",
    ],
)
def test_anything_else_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is what was typed
        parse_moment(typed, ZONE)


@given(st.datetimes(datetime(1000, 1, 2), datetime(2999, 12, 30)))  # noqa: DTZ001 - zones are added below
def test_a_printed_moment_is_read_back(at):
    moment = Moment(at.replace(microsecond=0, tzinfo=UTC))
    assert parse_moment(moment.at.isoformat(), UTC) == moment
    assert parse_moment(f"{short(moment.at.date())} {moment.at:%H:%M:%S}", UTC) == moment


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_a_value_error(typed):
    for parse in (lambda text: parse_moment(text, ZONE), parse_partial):
        try:
            parse(typed)
        except ValueError:
            continue
        assert any(c.isdigit() for c in typed)


@pytest.mark.parametrize(
    ("typed", "partial", "first", "last", "printed"),
    [
        ("2021", Partial(2021), date(2021, 1, 1), date(2021, 12, 31), "2021"),
        ("2021-02", Partial(2021, 2), date(2021, 2, 1), date(2021, 2, 28), "02/2021"),
        ("02/2021", Partial(2021, 2), date(2021, 2, 1), date(2021, 2, 28), "02/2021"),
        ("2021-05-14", Partial(2021, 5, 14), date(2021, 5, 14), date(2021, 5, 14), "14/05/2021"),
        ("14/5/2021", Partial(2021, 5, 14), date(2021, 5, 14), date(2021, 5, 14), "14/05/2021"),
        ("14-05-2021", Partial(2021, 5, 14), date(2021, 5, 14), date(2021, 5, 14), "14/05/2021"),
        ("14.05.2021", Partial(2021, 5, 14), date(2021, 5, 14), date(2021, 5, 14), "14/05/2021"),
        ("02-2021", Partial(2021, 2), date(2021, 2, 1), date(2021, 2, 28), "02/2021"),
    ],
)
def test_a_partial_date_knows_the_days_it_can_mean(typed, partial, first, last, printed):
    read = parse_partial(typed)
    assert (read, read.first, read.last, str(read)) == (partial, first, last, printed)


@pytest.mark.parametrize(
    "typed", ["", "21", "2021-00", "2021-13", "2021-02-30", "00/2021", "0021", "2021-5-0", "năm 2021", "14-05/2021"]
)
def test_a_partial_date_that_no_calendar_has_is_refused(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is what was typed
        parse_partial(typed)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_a_printed_partial_date_is_read_back_and_holds_its_day(day, form):
    partial = parse_partial(day.strftime(form).rjust(4, "0"))
    assert parse_partial(str(partial)) == partial
    assert partial.first <= day <= partial.last
    assert is_within(day, partial, partial)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, True),
        (Partial(2021), None, True),
        (Partial(2021, 6), None, False),
        (None, Partial(2021), True),
        (None, Partial(2021, 4), False),
        (Partial(2021, 5, 14), Partial(2021, 5, 14), True),
    ],
)
def test_a_day_lies_within_partial_dates_both_included(start, end, expected):
    assert is_within(date(2021, 5, 14), start, end) is expected


@pytest.mark.parametrize(
    ("offset", "printed"),
    [(timedelta(hours=7), "GMT+7"), (timedelta(hours=-3, minutes=-30), "GMT-3:30"), (timedelta(), "GMT+0")],
)
def test_a_zone_is_printed_as_portals_do(offset, printed):
    assert gmt(datetime(2020, 2, 11, tzinfo=timezone(offset))) == printed


@pytest.mark.parametrize(
    ("typed", "true"),
    [
        ("Thứ Hai, 10/03/2019, 22:09", "Chủ Nhật"),
        ("thứ 2, 10-03-2019", "Chủ Nhật"),
        ("Chủ nhật, 11/03/2019", "Thứ Hai"),
        ("Chủ Nhật, 10/03/2019, 22:09 (GMT+7)", ""),
        ("Sunday, 11/03/2019", ""),
        ("Thứ Hai, 31/02/2019", ""),
        ("11/03/2019", ""),
    ],
)
def test_a_weekday_that_is_not_the_dates_own_is_found(typed, true):
    assert wrong_weekday(typed) == true
