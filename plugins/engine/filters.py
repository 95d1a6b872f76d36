"""How templates print dates, periods, numbers and sizes, in the forms that offices use."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names
from babel.numbers import format_decimal

from plugins.model.dates import Moment, gmt, short
from plugins.model.views import EventLine, Period

KILO = 1000
DRAWN = 1 << 15
"""So many pieces of pages are kept to be used again: a kilobyte each, or less."""
Pieces = dict[Hashable, tuple[str, object]]
"""What macros drew, each piece with the value that it was drawn of."""


def filters(lang: str, say: Callable[[str], str], pieces: Pieces | None = None) -> dict[str, Callable[..., Any]]:
    """Return the filters for one language of the interface; `say` translates from Vietnamese.

    `pieces` is where what was drawn is kept.
    """
    days = get_day_names("wide", locale=lang)

    @lru_cache(maxsize=4096)
    def longdate(moment: Moment) -> str:
        text = f"{days[moment.at.weekday()]}, {short(moment.at)}"
        return f"{text}, {moment.at.hour:02d}:{moment.at.minute:02d} ({gmt(moment.at)})" if moment.timed else text

    def number(value: float) -> str:
        return format_decimal(value, locale=lang)

    def filesize(size: int) -> str:
        value, unit = float(size), "B"
        for bigger in ("KB", "MB", "GB"):
            if value < KILO:
                break
            value, unit = value / KILO, bigger
        return f"{number(round(value, 1 if unit in {'MB', 'GB'} else 0))} {unit}"

    @lru_cache(maxsize=4096)
    def period(value: Period) -> str:
        return _period(value, say)

    def held(value: Period) -> str:
        return _held(value, say)

    def event(line: EventLine) -> str:
        return _event(line, say)

    return {
        "drawn": _drawer({} if pieces is None else pieces),
        "longdate": longdate,
        "shortdate": _shortdate,
        "isotime": _isotime,
        "partial": str,
        "period": period,
        "event": event,
        "held": held,
        "number": number,
        "filesize": filesize,
        "langname": language_name,
    }


def _drawer(pieces: Pieces) -> Callable[..., str]:
    def drawn(value: object, macro: Callable[..., str], *options: Hashable) -> str:
        """Draw a value by a macro, or take what it drew of the same one: a card stands in many lists.

        Values of their own classes are known by being the same, since finding out what is equal takes as long as
        drawing some; rows of them, which each page makes for itself, by being equal.
        """
        key = (value if type(value) is tuple else id(value), macro, *options)
        found = pieces.get(key)
        if found is None:
            if len(pieces) >= DRAWN:
                del pieces[next(iter(pieces))]
            found = pieces[key] = macro(value, *options), value  # which lives as long as it is known by its identity
        return found[0]

    return drawn


@lru_cache(maxsize=64)
def language_name(code: str) -> str:
    """Return a language's own name: `Tiếng Việt`, `English`; the code itself where nobody knows it."""
    try:
        name = Locale.parse(code).get_display_name(code) or code
    except (ValueError, UnknownLocaleError):
        return code
    return name[0].upper() + name[1:]


def _shortdate(value: Moment | date | datetime) -> str:
    return short(value.at if isinstance(value, Moment) else value)


def _isotime(value: Moment | date) -> str:
    if isinstance(value, Moment):
        return value.at.isoformat(timespec="seconds") if value.timed else value.at.date().isoformat()
    return value.isoformat()


def _period(value: Period, say: Callable[[str], str]) -> str:
    start, end = value.start, value.end
    if start and end:
        return say("từ %(start)s đến %(end)s") % {"start": start, "end": end}
    if start:
        return say("từ %(start)s") % {"start": start}
    return say("đến %(end)s") % {"end": end} if end else ""


def _held(value: Period, say: Callable[[str], str]) -> str:
    """Print when something was held: `ngày 18/08/2022`, `10 và 11/02/2020`, `tháng 05/2020`, `năm 2020`."""
    start, end = value.start, value.end or value.start
    if start and end and start.day and end.day:
        if start == end:
            return say("ngày %(date)s") % {"date": start}
        if (start.year, start.month, start.day + 1) == (end.year, end.month, end.day):
            return say("%(first)s và %(last)s") % {"first": f"{start.day:02d}", "last": end}
    if start and start == end:
        return (say("tháng %(date)s") if start.month else say("năm %(date)s")) % {"date": start}
    return _period(value, say)


def _event(line: EventLine, say: Callable[[str], str]) -> str:
    """Print `10 và 11/02/2020`, `28/02 - 02/03/2020`, `15:00 ngày 11/02/2020`, with the place behind."""
    text = _days(line, say)
    return say("%(days)s, tại %(place)s") % {"days": text, "place": line.place} if line.place else text


def _days(line: EventLine, say: Callable[[str], str]) -> str:
    start, end = line.start.at, line.end.at if line.end else line.start.at
    if start.date() == end.date():
        day = short(start)
        return say("%(time)s ngày %(day)s") % {"time": f"{start:%H:%M}", "day": day} if line.start.timed else day
    if (start.year, start.month) == (end.year, end.month):
        first = f"{start.day:02d}"
        joined = say("%(first)s và %(last)s") if (end.date() - start.date()).days == 1 else "%(first)s - %(last)s"
        return joined % {"first": first, "last": short(end)}
    return f"{short(start)} - {short(end)}"
