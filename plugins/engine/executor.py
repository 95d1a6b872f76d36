"""Who does the heavy work: this process, worker processes that may die, or other machines.

All are executors as `concurrent.futures` has them. The item that killed its worker is named, the others are done.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from plugins.model.errors import NewsError

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S")

BATCH = 32
SHARES = 4
"""Batches that each worker is given at least, where there are items enough: none shall wait for another's last one."""
AHEAD = 8
"""Batches handed out for each worker before the first of them is back: enough to keep it busy, few enough to hold."""
CPU_SECONDS = 20
"""A worker that spends more on one item is killed by the system; softer limits are the work's own affair."""
SERIAL, PROCESSES = "serial", "processes"
Tick = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


def _silent(stage: str, done: int, total: int) -> None:
    pass


@dataclass(frozen=True)
class Crew:
    """Workers: `kind` is `serial`, `processes` or the address of a Dask scheduler; their number, 0 for one a core."""

    kind: str = PROCESSES
    number: int = 0
    tick: Tick = _silent

    @property
    def size(self) -> int:
        """How many workers there are; of those elsewhere, how many to keep in work."""
        return 1 if self.kind == SERIAL else self.number or os.cpu_count() or 1

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether the workers see nothing of this process but what they are sent."""
        return self.kind not in {SERIAL, PROCESSES} or "fork" not in multiprocessing.get_all_start_methods()

    def run(self, work: Callable[[T], R], items: Sequence[T], lost: Callable[[T], R], stage: str = "") -> list[R]:
        """Return all that `stream` yields."""
        return list(self.stream(work, items, lost, stage))

    def stream(
        self,
        work: Callable[[T], R],
        items: Sequence[T],
        lost: Callable[[T], R],
        stage: str = "",
        meanwhile: Callable[[], object] = bool,
    ) -> Iterator[R]:
        """Apply `work` to items; yield results in order, as they come. `meanwhile` is done once workers are at it.

        Where a worker dies over an item, `lost(item)` takes the result's place. A few items are done by one worker.
        `work` and its results must be picklable. An exception of `work` is raised here.
        """
        if not items:
            return
        size = max(1, min(BATCH, len(items) // (SHARES * self.size)))
        with self._open(min(-(-len(items) // size), self.size)) as (pool, deaths):
            handed: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
            waiting = (items[i : i + size] for i in range(0, len(items), size))
            done = 0
            while True:
                while len(handed) < AHEAD * self.size and (batch := next(waiting, None)):
                    handed.append((batch, _submit(pool, deaths, work, batch)))
                if not done:
                    meanwhile()
                if not handed:
                    return
                batch, future = handed.popleft()
                try:
                    yield from future.result()
                except deaths:
                    yield from self._one_by_one(work, batch, lost)
                done += len(batch)
                self.tick(stage, done, len(items))

    def share(self, work: Callable[[S, int], R], shared: S, count: int, stage: str = "", first: int = 0) -> Iterator[R]:
        """Apply `work` to (`shared`, 0), (`shared`, 1), … in workers that inherit `shared`, however large, unsent.

        Yield results in order, as they come. One worker does the `first` of them, in order. Where workers inherit
        nothing, all is done here. A worker's exception, and its death, is raised here.
        """
        if self.size == 1 or self.is_elsewhere:
            yield from (work(shared, number) for number in range(count))
            return
        global _inherited  # noqa: PLW0603 - what a forked worker can see without its being sent
        _inherited = (work, shared)
        done = 0
        try:
            with self._open(self.size) as (pool, _):
                chunks = [range(first)] if first else []
                chunks += [range(start, min(start + BATCH, count)) for start in range(first, count, BATCH)]
                for chunk in pool.map(_run_inherited, chunks):
                    yield from chunk
                    done += len(chunk)
                    self.tick(stage, done, count)
        finally:
            _inherited = None

    def _one_by_one(self, work: Callable[[T], R], items: Sequence[T], lost: Callable[[T], R]) -> Iterator[R]:
        for item in items:
            with self._open(1) as (pool, deaths):
                try:
                    yield from pool.submit(_run_batch, work, [item]).result()
                except deaths:
                    yield lost(item)

    @contextmanager
    def _open(self, workers: int) -> Iterator[tuple[Executor, tuple[type[BaseException], ...]]]:
        """Give an executor, and what it raises where a worker has died."""
        if self.kind == SERIAL:
            yield _Here(), ()
        elif self.kind == PROCESSES:
            method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
            context = multiprocessing.get_context(method)
            with ProcessPoolExecutor(workers, mp_context=context, initializer=_settle) as pool:
                yield pool, (BrokenExecutor,)
        else:
            with _cluster(self.kind) as pool:
                yield pool


ALL_CORES = Crew()
"""A process for each core."""


class _Here(Executor):
    """Does in this process, at once, what it is given."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Do it; what it raises is raised by the future."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, tuple[type[BaseException], ...]]]:
    try:
        from distributed import Client, KilledWorker  # an extra that few offices install
    except ImportError as error:
        raise NewsError(f"EXECUTOR = {address!r}: cần cài thêm thư viện: pip install 'dask[distributed]'.") from error
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=10, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise NewsError(f"EXECUTOR = {address!r}: không nối được với Dask ({error}).") from error
    with client:
        yield client.get_executor(pure=False), (KilledWorker, BrokenExecutor)


_inherited: tuple[Callable[[Any, int], Any], Any] | None = None
_is_own_worker = False


def is_worker() -> bool:
    """Tell whether this process does nothing else than work for us, and ends with that."""
    return _is_own_worker


def _run_inherited(numbers: range) -> list[Any]:
    if _inherited is None:
        raise RuntimeError("this worker inherited nothing")
    work, shared = _inherited
    return [work(shared, number) for number in numbers]


def _submit(
    pool: Executor, deaths: tuple[type[BaseException], ...], work: Callable[[T], R], batch: Sequence[T]
) -> Future[list[R]]:
    try:
        return pool.submit(_run_batch, work, batch)
    except deaths as death:  # an executor whose worker has died takes nothing more
        future: Future[list[R]] = Future()
        future.set_exception(death)
        return future


def _settle() -> None:
    """Collect seldom, and never what was inherited: that would touch, and so copy, every page of memory."""
    global _is_own_worker  # noqa: PLW0603 - one process, one flag
    _is_own_worker = True
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _run_batch(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    results = []
    for item in items:
        if _is_own_worker:
            _allow(CPU_SECONDS)
        results.append(work(item))
    return results


def _allow(seconds: int) -> None:
    """Let this process use so many CPU seconds more before the system kills it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
