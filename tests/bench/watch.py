"""How long a generator that watches its folder needs from a save to the new page on disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import Command, CommandFailedError, Run, said, start, stop, tree_cpu

POLL_EVERY = 0.002
QUIET_FOR = 1.0
IDLE = 0.02
"""Share of a core that a process may use that does nothing but watch."""
AGAIN_AFTER = 60.0
TRIES = 10
PATIENCE = TRIES * AGAIN_AFTER


def save_to_page(command: Command, page: Path, save: Callable[[int], str], turn: int) -> Run:
    """Start a watching generator, save twice, and time the second.

    `save` edits the article and returns what its page will then hold. Only the second save meets a generator in the
    state in which an editor meets it all day; each one waits until the generator has come to rest.
    """
    process = start(command)
    try:
        _rest(process.pid)
        if not any(_seen(page, save(2 * turn), AGAIN_AFTER) for _ in range(TRIES)):  # it may begin to watch late
            raise CommandFailedError(f"{page} never showed the first edit\n{said(command)[-1000:]}")
        _rest(process.pid)
        started = time.monotonic()
        if not _seen(page, save(2 * turn + 1), PATIENCE):
            raise CommandFailedError(f"{page} never showed the edit\n{said(command)[-1000:]}")
        return Run(time.monotonic() - started)
    finally:
        stop(process)


def _seen(page: Path, text: str, patience: float) -> bool:
    """Wait until a page holds a text; say whether it came to that in so many seconds."""
    wanted, limit = text.encode(), time.monotonic() + patience
    while time.monotonic() < limit:
        try:
            if wanted in page.read_bytes():
                return True
        except FileNotFoundError:  # a generator may empty its folder first
            pass
        time.sleep(POLL_EVERY)
    return False


def _rest(process: int) -> None:
    """Wait until a tree of processes has done nothing for a while and wants nothing."""
    before = None
    while True:
        now = tree_cpu(process)
        if now is not None and before is not None and now - before <= IDLE * QUIET_FOR:
            return
        before = now
        time.sleep(QUIET_FOR)
