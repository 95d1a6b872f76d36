"""The figures that the project promises, and what was measured of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench.measure import Run
from tests.bench.results import OWN, Results, Row, ratio

CORES_AT = 10_000
"""Smaller portals have too little work to share between cores."""
GROWTH_FROM = 1000
HUGO, PELICAN = "hugo", "pelican"


@dataclass(frozen=True)
class Goal:
    """What is promised, the bound, the unit, and how it is read from the results (None: not measured)."""

    says: str
    bound: float
    unit: str
    measured: Callable[[Results], float | None]
    least: bool = False
    """Whether the bound is the least instead of the most."""

    def met(self, value: float) -> bool:
        return value >= self.bound if self.least else value <= self.bound


def _wall(size: int, step: str) -> Callable[[Results], float | None]:
    return lambda results: _only(_own(results, size=size, step=step), lambda row: row.of(lambda run: run.wall))


def _cpu_per_article(size: int) -> Callable[[Results], float | None]:
    def measured(results: Results) -> float | None:
        cpu = _only(_own(results, size=size, step="cold"), lambda row: row.of(lambda run: run.cpu))
        return None if cpu is None else 1000 * cpu / size

    return measured


def _largest(run: Run) -> float | None:
    return run.largest


def _tree(run: Run) -> float | None:
    return run.tree


def _peak(size: int, memory: Callable[[Run], float | None]) -> Callable[[Results], float | None]:
    def measured(results: Results) -> float | None:
        peaks = [row.of(memory) for row in _own(results, size=size)]
        return max((peak for peak in peaks if peak is not None), default=None)

    return measured


def _faster(size: int, step: str, peer: str) -> Callable[[Results], float | None]:
    """Return how many times as long as the project another generator takes, in turn with it."""
    return _beside(size, step, lambda own, other: ratio(other, own, lambda run: run.wall), peer)


def _dearer(size: int, step: str, peer: str) -> Callable[[Results], float | None]:
    """Return how many times as much processor time as another generator the project takes, in turn with it."""
    return _beside(size, step, lambda own, other: ratio(own, other, lambda run: run.cpu), peer)


def _beside(
    size: int, step: str, compare: Callable[[Row, Row], float | None], peer: str
) -> Callable[[Results], float | None]:
    def measured(results: Results) -> float | None:
        others = results.find(generator=peer, size=size, step=step, photos=0)
        found = [compare(own, other) for own in _own(results, size=size, step=step) for other in others]
        return next((value for value in found if value is not None), None)

    return measured


def _cores(results: Results) -> float | None:
    """Return how much faster two cores are than one, at the largest size measured with both."""
    found = None
    for one in results.find(generator=OWN, photos=0, step="cold", cores=1):
        for two in results.find(generator=OWN, photos=0, step="cold", cores=2, size=one.size):
            if one.size >= CORES_AT:
                found = ratio(one, two, lambda run: run.wall) or found
    return found


def growth(results: Results) -> Iterator[tuple[int, float]]:
    """Yield each size N of which 2N was measured in the same session, with CPU(2N) / CPU(N) of the cold build."""
    cold = {row.size: row for row in _own(results, step="cold")}
    for size, row in cold.items():
        double = cold.get(2 * size)
        grown = double and ratio(double, row, lambda run: run.cpu)
        if grown:
            yield size, grown


def _steepest(results: Results) -> float | None:
    return max((grown for size, grown in growth(results) if size >= GROWTH_FROM), default=None)


def _own(results: Results, **wanted: object) -> list[Row]:
    """Return the project's rows without photos, on all cores that the session had."""
    rows = results.find(generator=OWN, photos=0, **wanted)
    return [row for row in rows if row.cores == results.sessions[row.session].cores]


def _only(rows: list[Row], value: Callable[[Row], float | None]) -> float | None:
    return value(rows[-1]) if rows else None


GOALS = (
    Goal("no change, 20,000 articles", 1.0, "s", _wall(20_000, "unchanged")),
    Goal("one edited body, 20,000 articles", 1.2, "s", _wall(20_000, "body")),
    Goal("one new article, 20,000 articles", 1.8, "s", _wall(20_000, "new")),
    Goal("from a save to the new page while watching, 20,000 articles", 0.3, "s", _wall(20_000, "save")),
    Goal("processor time of an article, cold, 10,000 articles", 2.2, "ms", _cpu_per_article(10_000)),
    Goal(f"two cores against one, cold, from {CORES_AT:,} articles", 1.7, "times", _cores, least=True),
    Goal(f"CPU(2N) / CPU(N), cold, the steepest from N = {GROWTH_FROM:,}", 2.1, "times", _steepest),
    Goal(
        "Hugo's time beside ours, one edited body, 20,000 articles",
        12,
        "times",
        _faster(20_000, "body", HUGO),
        least=True,
    ),
    Goal(
        "Hugo's time beside ours, one new article, 20,000 articles",
        12,
        "times",
        _faster(20_000, "new", HUGO),
        least=True,
    ),
    Goal(
        "processor time beside Hugo's without related news, cold, 10,000 articles",
        1.6,
        "times",
        _dearer(10_000, "cold", HUGO),
    ),
    Goal("Pelican's time beside ours, cold, 10,000 articles", 3, "times", _faster(10_000, "cold", PELICAN), least=True),
    *(
        Goal(f"memory of {whose}, the most of any step, {size:,} articles", bound, "MB", _peak(size, memory))
        for size, bound in ((20_000, 400), (50_000, 800))
        for whose, memory in (("the largest process", _largest), ("all processes", _tree))
    ),
)
