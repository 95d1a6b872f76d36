"""Work in processes that may die."""

from __future__ import annotations

import os
import signal

import pytest

from plugins.engine import executor


def double(number: int) -> int:
    return 2 * number


def die_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    raise ZeroDivisionError(number)


def burn(number: int) -> int:
    while number:
        pass
    return number


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert executor.run(double, range(100), lost, workers) == [2 * n for n in range(100)]


def test_only_the_item_that_killed_its_worker_is_lost() -> None:
    assert executor.run(die_at_seven, range(100), lost, 2) == [-7 if n == 7 else n for n in range(100)]


def test_an_item_that_never_ends_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "CPU_SECONDS", 1)
    assert executor.run(burn, [0, 1, 0], lost, 1) == [0, -1, 0]


def test_a_bug_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        executor.run(fail, [1], lost, 1)


def test_nothing_to_do_starts_nothing() -> None:
    assert executor.run(fail, [], lost) == []
