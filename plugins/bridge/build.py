"""The build from end to end: nothing, a little or the whole, as what has changed demands. Knows nothing of Pelican."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from importlib import import_module

from plugins.bridge.glance import glance
from plugins.bridge.job import Job, Outcome, Report
from plugins.bridge.seen import Seen, Watched, see
from plugins.bridge.sources import Items, Known, Sources
from plugins.bridge.store import Store
from plugins.engine.aside import aside
from plugins.engine.executor import SERIAL
from plugins.engine.made import is_whole
from plugins.engine.state import locked
from plugins.model.diagnostic import Diagnostic
from plugins.model.errors import NewsError

LIKELY = "plugins.bridge.amends"
"""What is needed wherever something has changed; the rest would take longer to load than a file to be read."""
YES = b"yes"
NOTHING: AbstractContextManager[None] = nullcontext()


def build(job: Job, tell: Callable[[Sequence[Diagnostic]], None]) -> Report:
    """Build a portal. `tell` is given every problem at once; with an error among them nothing is written.

    Raise ContentError then, and NewsError where the set-up is wrong. What a former build left in the cache makes it
    faster and changes nothing else.
    """
    with held(job) as ready:
        store = Store(ready.cache, job.settings.timezone)
        try:
            return build_with(store, ready, tell)
        finally:
            store.save()


@contextmanager
def held(job: Job) -> Iterator[Job]:
    """Hold a job's cache; give the job with its folders resolved. NewsError where a folder holds another."""
    job = replace(job, **{name: getattr(job, name).resolve() for name in ("content", "output", "theme", "cache")})
    _keep_apart(job)
    with locked(job.cache), _uncollected():
        yield job


def build_with(
    store: Store,
    job: Job,
    tell: Callable[[Sequence[Diagnostic]], None],
    changed: Collection[str] | None = None,
    *,
    hasty: bool = False,
    breakable: AbstractContextManager[object] = NOTHING,
) -> Report:
    """Build by what a store knows, and let it learn from that, as `build` does.

    `changed` are the only files that may differ from what the store's last build saw, articles and pages all of them,
    by their paths from content/; None where nobody has watched. Where these say the same but for their bodies, a hasty
    build makes no more than the pages that show those; the report tells whether it owes more, which the next one makes.
    `breakable` is entered for that part of a full build that writes nothing and may be broken off.
    """
    started, begun = time.monotonic(), time.time_ns()
    watched = None if changed is None or store.folder is None else Watched(store.folder, frozenset(changed))
    crew = job.crew if watched is None else replace(job.crew, kind=SERIAL)
    with aside(crew) as beside:
        whole = beside(lambda: YES if is_whole(store.made, job.output) else b"")

        def is_there() -> bool:
            return bool(whole())

        seen = see(job.content, job.settings, crew, store.memory, watched, partial(_prepare, job, store))
        little = glance(job, store, seen, is_there, begun, hasty=hasty and seen.is_watched)
        is_untouched = little is None and is_there()
    if little:
        tell(little.told)
        store.learn(seen.sources, seen.folder, little.made, little.scene)
        store.owes = little.owes
        return _report(job, seen, little, started)
    from plugins.bridge.whole import build_whole, examine_seen, standing_series  # what the other builds need not load

    with breakable:
        examined = examine_seen(job, seen, standing_series(job, store) if is_untouched else None)
    tell(examined.problems)
    return _report(job, seen, build_whole(job, store, seen, begun, examined, is_untouched), started)


def _prepare(job: Job, store: Store, kept: Known, stale: Sequence[str]) -> Items:
    """Load what is asked for next where something has changed: where articles have come or gone, all others."""
    memory, rows = store.memory, store.memory.rows()
    if rows is None or {*kept, *stale} == memory.known.keys():
        for name in (LIKELY, *(name for feature in job.features for name in feature.libraries)):
            import_module(name)
        return {}
    from plugins.bridge import whole  # noqa: F401 - what a full build needs, while there is time
    from plugins.bridge.items import restored

    return restored(Sources(kept, {}, (), is_new=False), rows, job.settings.timezone)


def _report(job: Job, seen: Seen, done: Outcome, started: float) -> Report:
    return Report(
        articles=done.articles,
        pages=done.made.pages,
        parsed=len(seen.sources.stale),
        rendered=done.made.rendered,
        written=done.made.written,
        skipped=done.made.files - done.made.written,
        pruned=done.made.pruned,
        seconds=time.monotonic() - started,
        next_change=done.next_change,
        owes=bool(done.owes),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collect no garbage: nearly all that a build makes lives until its end, and looking through it takes long.

    What lives on is not looked through afterwards either, until another build begins or `gc.unfreeze` is called.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def _keep_apart(job: Job) -> None:
    """Raise NewsError where the output folder and the content hold each other."""
    if job.output.is_relative_to(job.content) or job.content.is_relative_to(job.output):
        raise NewsError(f"Thư mục kết quả {job.output} và thư mục nội dung {job.content} không được chứa nhau.")
