"""The same work by this process, by processes that may die, and by workers elsewhere."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import dask
import pytest
from distributed import LocalCluster

from plugins.engine import executor
from plugins.engine.executor import SERIAL, Crew
from plugins.model.errors import NewsError


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


def who(number: int) -> int:
    time.sleep(0.5)
    return os.getpid()


def pick(shared: list[int], number: int) -> int:
    return shared[number]


def where(shared: list[int], number: int) -> tuple[int, int]:
    shared[0] += 1
    return os.getpid(), shared[0]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Crew]:
    one_death_will_do = {"distributed.scheduler.allowed-failures": 0}
    with (
        dask.config.set(one_death_will_do),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local,
    ):
        yield Crew(local.scheduler_address, 2)


@pytest.fixture(params=["serial", "one process", "two processes", "cluster"])
def crew(request: pytest.FixtureRequest) -> Crew:
    if request.param == "cluster":
        found: Crew = request.getfixturevalue("cluster")
        return found
    return {"serial": Crew(SERIAL), "one process": Crew(number=1), "two processes": Crew(number=2)}[request.param]


def test_results_come_in_the_order_of_the_items(crew: Crew) -> None:
    assert crew.run(double, range(1000), lost) == [2 * n for n in range(1000)]


def test_a_bug_is_raised(crew: Crew) -> None:
    with pytest.raises(ZeroDivisionError):
        crew.run(fail, [1], lost)


def test_nothing_to_do_starts_nothing(crew: Crew) -> None:
    assert crew.run(fail, [], lost) == []


def test_what_is_shared_is_seen_by_all(crew: Crew) -> None:
    assert list(crew.share(pick, list(range(100, 300)), 200)) == list(range(100, 300))


def test_the_first_are_done_by_one_worker_in_order(crew: Crew) -> None:
    done = list(crew.share(where, [0], 200, first=100))[:100]
    assert [number for _, number in done] == list(range(1, 101))
    assert len({process for process, _ in done}) == 1


def test_all_is_told_as_it_is_done(crew: Crew) -> None:
    told: list[tuple[str, int, int]] = []
    Crew(crew.kind, crew.number, lambda *step: told.append(step)).run(double, range(70), lost, "Đọc")
    done = [step[1] for step in told]
    assert done == sorted(set(done))
    assert {(stage, total) for stage, _, total in told} == {("Đọc", 70)}
    assert done[-1] == 70


def test_few_heavy_items_keep_all_workers_busy() -> None:
    pids = Crew(number=2).run(who, range(4), lost)
    assert len(set(pids)) == 2


@pytest.mark.parametrize("kind", ["processes", "cluster"])
def test_only_the_item_that_killed_its_worker_is_lost(kind: str, request: pytest.FixtureRequest) -> None:
    crew = Crew(number=2) if kind == "processes" else request.getfixturevalue("cluster")
    assert crew.run(die_at_seven, range(100), lost) == [-7 if n == 7 else n for n in range(100)]


def test_an_item_that_never_ends_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "CPU_SECONDS", 1)
    assert Crew(number=1).run(burn, [0, 1, 0], lost) == [0, -1, 0]


def test_few_batches_are_held_at_a_time() -> None:
    handed: list[int] = []

    class Items(list[int]):
        def __getitem__(self, place: int | slice) -> list[int]:  # type: ignore[override]
            assert isinstance(place, slice)
            handed.append(place.start)
            return super().__getitem__(place)

    results = Crew(SERIAL).stream(double, Items(range(10_000)), lost)
    next(results)
    assert len(handed) == executor.AHEAD


def test_a_cluster_that_is_not_there_is_named() -> None:
    with pytest.raises(NewsError, match=r"127\.0\.0\.1:9"):
        Crew("tcp://127.0.0.1:9").run(double, [1], lost)
