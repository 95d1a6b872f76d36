"""How long a generator that watches its folder needs from a save to the new page, on disk or as it is served."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from tests.bench.measure import Command, CommandFailedError, Run, said, start, stop, tree_cpu

POLL_EVERY = 0.005
QUIET_FOR = 6.0
"""Seconds; some generators put off work for five of them after a save."""
IDLE = 0.02
"""Share of a core that a process may use that does nothing but watch."""
AGAIN_AFTER = 60.0
TRIES = 10
PATIENCE = TRIES * AGAIN_AFTER
Look = Callable[[], bytes]
"""Returns a page as it is now; OSError where it is not there."""


def on_disk(page: Path) -> Look:
    """Look at a page's file."""
    return page.read_bytes


def served(command: Command, path: str) -> Look:
    """Look at a page where the command serves it, at the first address that it says."""

    def look() -> bytes:
        origin = re.search(r"http://\S+/", said(command))
        if not origin:
            raise FileNotFoundError(path)
        with urlopen(origin[0] + path, timeout=AGAIN_AFTER) as answer:
            body: bytes = answer.read()
            return body

    return look


def save_to_page(command: Command, look: Look, save: Callable[[int], str], turn: int) -> Run:
    """Start a watching generator, save twice, and time the second.

    `look` gives the page; `save` edits the article and returns what its page will then hold. Only the second save meets
    a generator in the state in which an editor meets it all day; each one waits until the generator has come to rest.
    """
    process = start(command)
    try:
        _rest(process.pid)
        if not any(_seen(look, save(2 * turn), AGAIN_AFTER) for _ in range(TRIES)):  # it may begin to watch late
            raise CommandFailedError(f"the page never showed the first edit\n{said(command)[-1000:]}")
        _rest(process.pid)
        started = time.monotonic()
        if not _seen(look, save(2 * turn + 1), PATIENCE):
            raise CommandFailedError(f"the page never showed the edit\n{said(command)[-1000:]}")
        return Run(time.monotonic() - started)
    finally:
        stop(process)


def _seen(look: Look, text: str, patience: float) -> bool:
    """Wait until a page holds a text; say whether it came to that in so many seconds."""
    wanted, limit = text.encode(), time.monotonic() + patience
    while time.monotonic() < limit:
        try:
            if wanted in look():
                return True
        except OSError:  # a generator may empty its folder first, or not answer yet
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
