"""Work in processes that may die: the item that killed its worker is named, the others are done."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

BATCH = 32
CPU_SECONDS = 20
"""A worker that spends more on one item is killed by the system; softer limits are the work's own affair."""


def run(work: Callable[[T], R], items: Sequence[T], lost: Callable[[T], R], workers: int = 0) -> list[R]:
    """Return all that `stream` yields."""
    return list(stream(work, items, lost, workers))


def stream(work: Callable[[T], R], items: Sequence[T], lost: Callable[[T], R], workers: int = 0) -> Iterator[R]:
    """Apply `work` to items in worker processes; yield results in order, as they come.

    Where a worker dies over an item, `lost(item)` takes the result's place. `workers` 0 means one for each core, but
    never more than there are batches. `work` and its results must be picklable. An exception of `work` is raised here.
    """
    if not items:
        return
    batches = [items[i : i + BATCH] for i in range(0, len(items), BATCH)]
    with _pool(min(len(batches), workers or os.cpu_count() or 1)) as pool:
        futures = deque(pool.submit(_run_batch, work, batch) for batch in batches)
        for batch in batches:
            try:
                yield from futures.popleft().result()
            except BrokenProcessPool:
                yield from _one_by_one(work, batch, lost)


def share(work: Callable[[S, int], R], shared: S, count: int, workers: int = 0) -> list[R]:
    """Apply `work` to (`shared`, 0), (`shared`, 1), … in workers that inherit `shared`, however large, unsent.

    Where the system cannot fork, all is done here. A worker's exception, and its death, is raised here.
    """
    if workers == 1 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(shared, number) for number in range(count)]
    global _inherited  # noqa: PLW0603 - what a forked worker can see without its being sent
    _inherited = (work, shared)
    try:
        with _pool(workers or os.cpu_count() or 1) as pool:
            chunks = [range(start, min(start + BATCH, count)) for start in range(0, count, BATCH)]
            return [result for chunk in pool.map(_run_inherited, chunks) for result in chunk]
    finally:
        _inherited = None


_inherited: tuple[Callable[[Any, int], Any], Any] | None = None


def _run_inherited(numbers: range) -> list[Any]:
    if _inherited is None:
        raise RuntimeError("this worker inherited nothing")
    work, shared = _inherited
    return [work(shared, number) for number in numbers]


def _one_by_one(work: Callable[[T], R], items: Sequence[T], lost: Callable[[T], R]) -> list[R]:
    results: list[R] = []
    pool = _pool(1)
    for item in items:
        try:
            results += pool.submit(_run_batch, work, [item]).result()
        except BrokenProcessPool:
            pool.shutdown()
            pool = _pool(1)
            results.append(lost(item))
    pool.shutdown()
    return results


def _pool(workers: int) -> Executor:
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(method), initializer=_settle)


def _settle() -> None:
    """Collect seldom, and never what was inherited: that would touch, and so copy, every page of memory."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _run_batch(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    results = []
    for item in items:
        _allow(CPU_SECONDS)
        results.append(work(item))
    return results


def _allow(seconds: int) -> None:
    """Let this process use so many CPU seconds more before the system kills it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
