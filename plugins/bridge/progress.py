"""A bar that shows how far a long build is; to people at a terminal alone."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from plugins.engine.executor import Tick

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds before a bar is shown: most builds are over by then."""


@contextmanager
def bar() -> Iterator[Tick]:
    """Give what is to be told of each step; the bar leaves no trace."""
    line = _Bar()
    try:
        yield line.tick
    finally:
        line.close()


class _Bar:
    def __init__(self) -> None:
        self._process = os.getpid()
        self._begun = time.monotonic()
        self._progress: Progress | None = None
        self._stages: dict[str, TaskID] = {}
        self._is_watched = sys.stderr.isatty() and not os.environ.get("CI")

    def tick(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is; what works beside has no say, for the bar's thread and lock are not with it."""
        if not self._is_watched or os.getpid() != self._process or time.monotonic() - self._begun < PATIENCE:
            return
        if self._progress is None:
            self._progress = _open()
        if stage not in self._stages:
            self._stages[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._stages[stage], completed=done)

    def close(self) -> None:
        """Take the bar away."""
        if self._progress:
            self._progress.stop()


def _open() -> Progress:
    from rich.console import Console  # a tenth of a second that only long builds spend
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.start()
    return progress
