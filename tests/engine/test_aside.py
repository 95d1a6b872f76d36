"""Work done beside."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress

import pytest

from plugins.engine.aside import Work, aside
from plugins.engine.executor import SERIAL, Crew

TWO = Crew(number=2)
LONG = bytes(range(256)) * 10_000
"""More than a pipe holds."""


@pytest.mark.parametrize("crew", [TWO, Crew(SERIAL), Crew(number=1)])
@pytest.mark.parametrize("result", [b"", b"yes", LONG])
def test_the_result_is_the_works(crew: Crew, result: bytes) -> None:
    with aside(crew) as beside:
        wait, other = beside(lambda: result), beside(lambda: b"another")
        assert wait() == result
        assert other() == b"another"
        assert wait() == result
    assert wait() == result


def process() -> bytes:
    return b"%d" % os.getpid()


def test_who_has_workers_has_another_process_work() -> None:
    with aside(TWO) as beside:
        assert beside(process)() != process()
    with aside(Crew(SERIAL)) as beside:
        assert beside(process)() == process()


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError, MemoryError])
def test_where_the_other_process_fails_work_is_done_here(failure: type[BaseException]) -> None:
    here = os.getpid()

    def work() -> bytes:
        if os.getpid() != here:
            raise failure
        return b"done"

    with aside(TWO) as beside:
        assert beside(work)() == b"done"


def test_where_the_other_process_dies_work_is_done_here() -> None:
    here = os.getpid()

    def work() -> bytes:
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return b"done"

    with aside(TWO) as beside:
        assert beside(work)() == b"done"


def test_an_error_of_the_work_is_raised_here() -> None:
    def work() -> bytes:
        raise ZeroDivisionError

    with aside(TWO) as beside:
        wait = beside(work)
        with pytest.raises(ZeroDivisionError):
            wait()


def work_in_vain() -> bytes:
    os.read(os.pipe()[0], 1)  # never comes
    return b""


def leave(wait: Work) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("then", [lambda wait: None, leave])
def test_who_was_not_waited_for_is_gone(monkeypatch: pytest.MonkeyPatch, then: Callable[[Work], None]) -> None:
    twins = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: twins.append(fork()) or twins[-1])
    with suppress(ZeroDivisionError), aside(TWO) as beside:
        then(beside(work_in_vain))
    (twin,) = twins
    with pytest.raises(ChildProcessError):
        os.waitpid(twin, os.WNOHANG)


def test_what_is_asked_for_too_late_is_done_here() -> None:
    with aside(TWO) as beside:
        wait = beside(process)
    assert wait() == process()
