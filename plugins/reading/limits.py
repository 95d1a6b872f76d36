"""No article may cost more than a few seconds or some hundred megabytes, whatever stands in it."""

from __future__ import annotations

import re
import resource
import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self, TypeVar

SECONDS = 5.0
MEGABYTES = 500
LONGEST_LINE = 100_000
MOST_UNMATCHED = 300
"""Brackets that open and never close. Markdown searches the rest of the text for each: quadratic."""
_AGAIN = 0.5
QUOTES, LISTS, INDENT = 50, 20, 200
"""Quotes and lists inside one another on one line, and columns of indentation before a list: beyond any real text."""
_MARKERS = ("- ", "* ", "+ ")
_DEEP = re.compile(
    rf"^(?:(?:[ \t]{{0,3}}>){{{QUOTES}}}|(?:[ \t]*[-*+][ \t]+){{{LISTS}}}|[ ]{{{INDENT}}} *[-*+0-9])", re.MULTILINE
)
_PAIRS = (("[", "]"), ("<", ">"))
T = TypeVar("T")


class TooHeavy(BaseException):
    """Raised inside the work whose time is up; no library's `except Exception` may swallow it."""


def overload(text: str) -> int | None:
    """Return the index at which a text is plainly made to exhaust a Markdown parser, or None."""
    for opening, closing in _PAIRS:
        if text.count(opening) - text.count(closing) > MOST_UNMATCHED:
            return text.index(opening)
    if text.count(">") >= QUOTES or sum(map(text.count, _MARKERS)) >= LISTS or " " * INDENT in text:
        found = _DEEP.search(text)
        if found:
            return found.start()
    if len(text) <= LONGEST_LINE:
        return None
    start = 0
    for line in text.split("\n"):
        if len(line) > LONGEST_LINE:
            return start
        start += len(line) + 1
    return None


class Batch:
    """Limits for a run of tasks: memory for the whole process, processor time for each task.

    Outside the main thread there is no timer; the pool's own limit on the process remains.
    """

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._armed = False
        self._timed = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Self:
        self._memory = resource.getrlimit(resource.RLIMIT_AS)
        taken = _address_space()
        if taken:
            ceilings = [taken + self._megabytes * 1_000_000, *self._memory]
            soft = min(limit for limit in ceilings if limit != resource.RLIM_INFINITY)
            resource.setrlimit(resource.RLIMIT_AS, (soft, self._memory[1]))
        if self._timed:
            self._handler = signal.signal(signal.SIGPROF, self._ring)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timed:
            signal.signal(signal.SIGPROF, self._handler)
        resource.setrlimit(resource.RLIMIT_AS, self._memory)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        if self._armed:
            raise TooHeavy

    def run(self, task: Callable[[], T]) -> T | None:
        """Return what a task returns, or None where its time is up."""
        try:
            self._armed = self._timed
            if self._timed:
                signal.setitimer(signal.ITIMER_PROF, self._seconds, _AGAIN)
            return task()
        except TooHeavy:
            return None
        finally:
            self._armed = False
            if self._timed:
                signal.setitimer(signal.ITIMER_PROF, 0)


def _address_space() -> int:
    """Return the bytes of address space this process has taken; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[0]) * resource.getpagesize()
    except FileNotFoundError:
        return 0
