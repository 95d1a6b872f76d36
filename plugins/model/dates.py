"""Dates as offices write them: day first or ISO, never month first; whole or partial."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_CLOCK = r"(?P<hour>[0-9]{1,2})(?::|h)(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
_ZONE = r"(?P<zone>Z|\(?(?:GMT|UTC)?\s*[+-][0-9]{1,2}(?::?[0-5][0-9])?\)?)"
_YEAR = r"(?P<year>[12][0-9]{3})"
_ISO = re.compile(rf"{_YEAR}-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})(?:(?:T|\s*,\s*|\s+){_CLOCK}\s*{_ZONE}?)?")
_WEEKDAY = r"(?:[^\W\d]+(?: \w+)?,\s*)?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<mark>[/.-])(?P<month>[0-9]{{1,2}})(?P=mark){_YEAR}"
    rf"(?:(?:\s*,\s*|\s+){_CLOCK}\s*{_ZONE}?)?"
)
_PARTIAL = re.compile(
    r"([12][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?"
    r"|(?:([0-9]{1,2})([/.-]))?([0-9]{1,2})(?(5)\5|[/.-])([12][0-9]{3})"
)
_NAMED_DAY = re.compile(r"(?P<name>[^\W\d]+(?: \w+)?),\s*(?P<date>[0-9].*)")
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_OTHER_WEEKDAYS = {"thứ 2": 0, "thứ 3": 1, "thứ 4": 2, "thứ tư": 2, "thứ 5": 3, "thứ 6": 4, "thứ 7": 5, "thứ bẩy": 5}
_WEEKDAY_OF = _OTHER_WEEKDAYS | {name.casefold(): number for number, name in enumerate(WEEKDAYS)}
_OFFSET = re.compile(r"([+-])([0-9]{1,2}):?([0-9]{2})?")
MONTHS = 12
LONGEST = 80
"""Characters of the longest date worth reading; anything longer is no date."""


@dataclass(frozen=True, order=True)
class Moment:
    """A point in time in the portal's zone; `timed` is False where only the day was typed."""

    at: datetime
    timed: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Partial:
    """A date of a registry: a year, a month or a day (0 where unknown)."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or MONTHS
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return "/".join(f"{n:02d}" for n in (self.day, self.month, self.year) if n)


def parse_moment(text: str, zone: tzinfo) -> Moment:
    """Read `2020-02-11 15:31`, `11/02/2020 15:31`, `Chủ Nhật, 10/03/2019, 22:09 (GMT+7)` or a day alone.

    Without an offset the time is in `zone`; the result always is. Raise ValueError on anything else, also on a day
    that the calendar lacks or a year outside 1000-2999, which is a slip of the hand.
    """
    typed = text.strip()
    found = (_ISO.fullmatch(typed) or _DAY_FIRST.fullmatch(typed)) if len(typed) <= LONGEST else None
    if not found:
        raise ValueError(text)
    part = found.groupdict()
    day = date(int(part["year"]), int(part["month"]), int(part["day"]))
    if part["hour"] is None:
        return Moment(datetime.combine(day, time(), zone), timed=False)
    clock = time(int(part["hour"]), int(part["minute"]), int(part["second"] or 0))
    at = datetime.combine(day, clock, _offset(part["zone"]) if part["zone"] else zone)
    return Moment(at.astimezone(zone))


def wrong_weekday(text: str) -> str:
    """Return the true weekday of a date that was typed with another one, else an empty text."""
    named = _NAMED_DAY.fullmatch(text.strip()) if len(text) <= LONGEST else None
    typed = _WEEKDAY_OF.get(named["name"].casefold()) if named else None
    found = _DAY_FIRST.fullmatch(named["date"]) if named else None
    if typed is None or not found:
        return ""
    try:
        true = date(int(found["year"]), int(found["month"]), int(found["day"])).weekday()
    except ValueError:
        return ""
    return "" if true == typed else WEEKDAYS[true]


def _offset(text: str) -> timezone:
    found = _OFFSET.search(text)
    if not found:
        return UTC
    sign, hours, minutes = found.groups()
    return timezone((1 if sign == "+" else -1) * timedelta(hours=int(hours), minutes=int(minutes or 0)))


def parse_partial(text: str) -> Partial:
    """Read `2021`, `2021-05`, `2021-05-14`, `05/2021` or `14/05/2021`, also with `-` or `.`.

    Raise ValueError on anything else.
    """
    found = _PARTIAL.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    numbers = found.group(1, 2, 3, 4, 6, 7)
    iso_year, iso_month, iso_day, day, month, year = (int(n or 0) for n in numbers)
    partial = Partial(iso_year or year, iso_month or month, iso_day or day)
    if any(typed is not None and int(typed) == 0 for typed in numbers):
        raise ValueError(text)
    _ = partial.last, partial.first  # an impossible day or month raises here
    return partial


def is_within(day: date, start: Partial | None, end: Partial | None) -> bool:
    """Tell whether a day lies between two partial dates, both included; None is open."""
    return (start is None or start.first <= day) and (end is None or day <= end.last)


def short(day: date) -> str:
    """Print a day as lists do: `11/02/2018`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def gmt(at: datetime) -> str:
    """Print a moment's zone as portals do: `GMT+7`."""
    offset = at.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")
