"""Builds that follow one another in one process: what a build knew need not be loaded again for the next."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from plugins.bridge.build import NOTHING, build_with, held
from plugins.bridge.glance import FEW
from plugins.bridge.job import ContentError, Job, Report
from plugins.bridge.store import Store
from plugins.engine.heap import give_back
from plugins.model.diagnostic import Diagnostic
from plugins.reading.folder import is_junk
from plugins.reading.look import is_plain


class Interrupted(BaseException):
    """Raised in a full build to make way for another one; no library's `except Exception` may swallow it."""


class Resident:
    """Builds one portal again and again; settings and code stay as they are while it lives."""

    _store: Store | None = None
    """Nothing where the last build ended in the middle: the cache on the disk is whole at any moment."""

    def build(
        self,
        job: Job,
        tell: Callable[[Sequence[Diagnostic]], None],
        changed: Iterable[str] | None = None,
        *,
        hasty: bool = False,
        breakable: AbstractContextManager[object] = NOTHING,
    ) -> Report:
        """Build as `build` does, but leave the cache on the disk for `rest`.

        `changed` are the absolute paths of all that has changed since the last build began; None where nobody watched.
        `hasty` and `breakable` are as in `build_with`; after Interrupted it is as if nothing had been asked.
        """
        with held(job) as ready:
            store, self._store = self._store, None
            if store is None or not store.is_current:
                store = Store(ready.cache, job.settings.timezone)
            articles = None if changed is None else only_articles(changed, ready.content, store)
            try:
                report = build_with(store, ready, tell, articles, hasty=hasty, breakable=breakable)
            except (ContentError, Interrupted):
                self._store = store
                raise
        self._store = store
        return report

    def rest(self, job: Job) -> None:
        """Leave to other processes what the builds have learned, unless one of those has built meanwhile."""
        with held(job):
            if self._store and self._store.is_current:
                self._store.save()
        gc.unfreeze()
        gc.collect()
        give_back()


def only_articles(changed: Iterable[str], content: Path, store: Store) -> list[str] | None:
    """Return the few articles and pages that changed, by paths from content/; None where more than those did.

    What editors' programs leave beside a file while they save it does not count, unless an article has looked for it.
    """
    folder = store.folder
    top = f"{content}/"
    found: list[str] = []
    for path in changed:
        file = path.removeprefix(top)
        if folder is None or file == path:
            return None
        if is_junk(file.rpartition("/")[2]):
            if any(file == name for source in store.memory.known.values() for name, _ in source.looked):
                return None
        elif (file in store.memory.known or file in folder.articles or file in folder.pages) and is_plain(path):
            found.append(file)
        else:
            return None
    return found if len(found) <= FEW else None
