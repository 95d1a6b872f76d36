"""The bar of a long build."""

from __future__ import annotations

import io
from contextlib import redirect_stderr

import pytest

from plugins.bridge import progress
from plugins.engine.aside import aside
from plugins.engine.executor import Crew


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    made = Terminal()
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    return made


def test_a_long_build_shows_how_far_it_is(terminal: Terminal) -> None:
    with redirect_stderr(terminal), progress.bar() as tick:
        tick("Đọc bài", 32, 70)
    assert "Đọc bài" in terminal.getvalue()
    assert "32/70" in terminal.getvalue()


def test_a_short_build_shows_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 60.0)
    with redirect_stderr(terminal), progress.bar() as tick:
        tick("Đọc bài", 32, 70)
    assert terminal.getvalue() == ""


def test_a_log_gets_no_bar(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with redirect_stderr(terminal), progress.bar() as tick:
        tick("Đọc bài", 32, 70)
    assert terminal.getvalue() == ""


def test_what_works_beside_draws_no_bar(terminal: Terminal) -> None:
    with redirect_stderr(terminal), progress.bar() as tick, aside(Crew(number=2)) as beside:

        def work() -> bytes:
            tick("Tìm tin liên quan", 1, 2)
            return terminal.getvalue().encode()

        assert beside(work)() == b""
        assert terminal.getvalue() == ""
        tick("Đọc bài", 32, 70)
        assert beside(work)().decode() == terminal.getvalue()
