"""How long a generator that watches its folder needs from a save to the new page on disk."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import Command, CommandFailedError, Run, said, start, stop, tree_cpu

POLL_EVERY = 0.002
QUIET_FOR = 1.0
PATIENCE = 1800.0


def save_to_page(command: Command, page: Path, save: Callable[[int], str], turn: int) -> Run:
    """Start a watching generator, save twice, and time the second.

    `save` edits the article and returns what its page will then hold. Only the second save meets a generator in the
    state in which an editor meets it all day; each one waits until the generator has come to rest.
    """
    process = start(command)
    try:
        _rest(process.pid)
        _until(page, save(2 * turn), command)
        _rest(process.pid)
        started = time.monotonic()
        _until(page, save(2 * turn + 1), command)
        return Run(time.monotonic() - started)
    finally:
        stop(process)


def _until(page: Path, text: str, command: Command) -> None:
    wanted, limit = text.encode(), time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        try:
            if wanted in page.read_bytes():
                return
        except FileNotFoundError:  # a generator may empty its folder first
            pass
        time.sleep(POLL_EVERY)
    raise CommandFailedError(f"{page} never showed the edit\n{said(command)[-1000:]}")


def _rest(process: int) -> None:
    """Wait until a tree of processes has done something and then nothing for a while."""
    before = 0.0
    while True:
        time.sleep(QUIET_FOR)
        now = tree_cpu(process)
        if now and now - before <= 0.02 * QUIET_FOR:
            return
        before = now
