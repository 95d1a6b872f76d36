"""Work done beside: by a twin of this process, while this one goes on."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import NoReturn

from plugins.engine.executor import PROCESSES, Crew

Work = Callable[[], bytes]
Beside = Callable[[Work], Work]
"""Starts a piece of work; returns what waits for its result."""
DONE, FAILED = 0, 1


@contextmanager
def aside(crew: Crew) -> Iterator[Beside]:
    """Give what has work done by twins of this process, which see all that it sees, so that nothing has to be sent.

    Where there is one core alone, or no other process to be had, or the twin fails, work is done here when its result
    is asked for. A twin that nobody has waited for ends with the context.
    """
    if crew.kind != PROCESSES or crew.size < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield cache
        return
    twins: list[_Twin] = []

    def start(work: Work) -> Work:
        twins.append(_Twin(work))
        return twins[-1].result

    try:
        yield start
    finally:
        for twin in twins:
            twin.end()


class _Twin:
    """A process that works and sends what came of it through a pipe."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._result: bytes | None = None
        self._reading, writing = os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(self._reading)
            _send(work, writing)
        os.close(writing)

    def result(self) -> bytes:
        """Wait for what came of it; where nothing did, work here."""
        if self._result is None:
            received = self._receive()
            self._result = self._work() if received is None else received
        return self._result

    def end(self) -> None:
        """End the process where nobody has waited for it."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            self._receive()

    def _receive(self) -> bytes | None:
        if not self._process:
            return None
        with open(self._reading, "rb") as stream:
            received = stream.read()
        status = os.waitpid(self._process, 0)[1]
        self._process = 0
        return received if os.waitstatus_to_exitcode(status) == DONE else None


def _send(work: Work, writing: int) -> NoReturn:
    """Work, send the result, and end this process without anything else that one does at its end."""
    code = FAILED
    try:
        with open(writing, "wb") as stream:
            stream.write(work())
        code = DONE
    finally:
        os._exit(code)
