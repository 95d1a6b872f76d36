"""Questions answered beside."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress

import pytest

from plugins.engine.aside import aside
from plugins.engine.executor import SERIAL, Crew

TWO = Crew(number=2)


@pytest.mark.parametrize("crew", [TWO, Crew(SERIAL), Crew(number=1)])
@pytest.mark.parametrize("said", [True, False])
def test_the_answer_is_the_questions(crew: Crew, said: bool) -> None:
    with aside(lambda: said, crew) as answer:
        assert answer() is said
        assert answer() is said


def test_who_has_workers_asks_another_process() -> None:
    here = os.getpid()
    with aside(lambda: os.getpid() != here, TWO) as answer:
        assert answer()
    with aside(lambda: os.getpid() == here, Crew(SERIAL)) as answer:
        assert answer()


def test_where_the_other_process_fails_the_question_is_asked_here() -> None:
    here = os.getpid()

    def ask() -> bool:
        if os.getpid() != here:
            raise KeyboardInterrupt
        return True

    with aside(ask, TWO) as answer:
        assert answer()


def asked_in_vain() -> bool:
    os.read(os.pipe()[0], 1)  # never comes
    return True


def leave(answer: Callable[[], bool]) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("then", [lambda answer: None, leave])
def test_who_was_not_asked_to_the_end_is_gone(
    monkeypatch: pytest.MonkeyPatch, then: Callable[[Callable[[], bool]], None]
) -> None:
    twins = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: twins.append(fork()) or twins[-1])
    with suppress(ZeroDivisionError), aside(asked_in_vain, TWO) as answer:
        then(answer)
    (twin,) = twins
    with pytest.raises(ChildProcessError):
        os.waitpid(twin, os.WNOHANG)
