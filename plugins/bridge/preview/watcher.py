"""Watching: what has changed on the disk, as it changes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread

from watchfiles import watch

QUIET, LONGEST = 15, 50
"""Milliseconds without a change that end a group of changes; milliseconds after which a group ends all the same."""
BEAT = 200
"""Milliseconds after which a watch says that it lives."""
SLOWLY = 1000
"""Milliseconds between two looks at everything, where the system cannot watch."""


class Watcher:
    """Collects the paths of what has changed in all threads; nothing is lost while nobody asks."""

    def __init__(self) -> None:
        self._changes: SimpleQueue[set[str]] = SimpleQueue()
        self._watched: tuple[object, ...] = ()
        self._stop = Event()

    def watch(self, folders: frozenset[str], code: str, files: frozenset[str]) -> None:
        """Watch these folders, Python's files in `code`, and single files, instead of what was watched before.

        Returns when everything is being watched.
        """
        if self._watched == (folders, code, files):
            return
        before, self._stop, self._watched = self._stop, Event(), (folders, code, files)
        tops = tuple(f"{folder}/" for folder in folders)
        beside = {os.path.dirname(file) for file in files}  # a file that is replaced would be lost sight of
        self._start({*folders, code}, True, lambda path: path.startswith(tops) or path.endswith(".py"))
        self._start(beside, False, files.__contains__)
        before.set()

    @property
    def has_news(self) -> bool:
        """Tell whether anything has changed since the last call of `wait`."""
        return not self._changes.empty()

    def wait(self, seconds: float | None) -> set[str]:
        """Return the absolute paths of all that has changed since the last call; wait for something so long."""
        found: set[str] = set()
        try:
            found |= self._changes.get(timeout=seconds)
            while True:
                found |= self._changes.get_nowait()
        except Empty:
            return found

    def _start(self, paths: set[str], is_deep: bool, is_wanted: Callable[[str], bool]) -> None:
        is_on = Event()
        there = sorted(path for path in paths if os.path.isdir(path))
        if there:
            Thread(target=self._run, args=(there, is_deep, is_wanted, is_on, self._stop), daemon=True).start()
            is_on.wait()

    def _run(
        self, paths: list[str], is_deep: bool, is_wanted: Callable[[str], bool], is_on: Event, stop: Event
    ) -> None:
        for is_slow in (False, True):
            try:
                for changes in watch(
                    *paths,
                    watch_filter=None,
                    debounce=LONGEST,
                    step=QUIET,
                    stop_event=stop,
                    rust_timeout=BEAT,
                    yield_on_timeout=True,
                    raise_interrupt=False,
                    force_polling=is_slow or None,
                    poll_delay_ms=SLOWLY,
                    recursive=is_deep,
                ):
                    is_on.set()
                    found = {path for _, path in changes if is_wanted(path)}
                    if found:
                        self._changes.put(found)
            except (OSError, RuntimeError) as error:  # the watcher's own errors are RuntimeErrors
                sys.stderr.write(f"Không theo dõi được mọi thư mục ({error}); sẽ dò lại từng lượt, chậm hơn.\n")
            else:
                return
        is_on.set()
