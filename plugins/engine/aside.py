"""A question answered beside: by a process of its own, while this one goes on."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from plugins.engine.executor import PROCESSES, Crew

YES, NO, UNKNOWN = 0, 1, 2


@contextmanager
def aside(ask: Callable[[], bool], crew: Crew) -> Iterator[Callable[[], bool]]:
    """Give what waits for the answer; where there is one core alone, or no other process to be had, what asks here.

    The other process is this one's twin, so that nothing has to be sent; it answers by its exit code.
    """
    if crew.kind != PROCESSES or crew.size < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield cache(ask)
        return
    twin = os.fork()
    if not twin:
        _answer(ask)

    @cache
    def code() -> int:
        return os.waitstatus_to_exitcode(os.waitpid(twin, 0)[1])

    try:
        yield lambda: ask() if code() not in {YES, NO} else code() == YES
    finally:
        if not code.cache_info().currsize:
            os.kill(twin, signal.SIGKILL)
            code()


def _answer(ask: Callable[[], bool]) -> None:
    """End this process with the answer, and nothing else that a process does at its end."""
    found = UNKNOWN
    try:
        found = YES if ask() else NO
    finally:
        os._exit(found)
