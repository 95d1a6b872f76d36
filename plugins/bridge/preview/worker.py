"""The process that builds: the Pelican edge of the preview."""

from __future__ import annotations

import os
import signal
import sys
import sysconfig
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.bridge.preview.reply import BrokenOff, Built, Failed, Order, Ready, Reply
from plugins.model.diagnostic import Diagnostic
from plugins.model.errors import NewsError

if TYPE_CHECKING:
    from plugins.bridge.portal import Portal
    from plugins.bridge.resident import Resident

IDLE = 5.0
"""Seconds without a build before what was learned is written down, which takes longer than a build."""
TERMINATED = 128 + signal.SIGTERM
WAY = signal.SIGUSR1
"""Tells it to make way: somebody waits for a page."""
CODE = str(Path(__file__).resolve().parents[2])
"""Where the program lies."""
BUG = "Chương trình hoặc tệp cài đặt có lỗi; chi tiết ở cửa sổ lệnh."


def work(line: Connection, arguments: Sequence[str]) -> None:
    """Load the settings that Pelican's arguments name; then build each time the line says what has changed.

    Ends where the line is closed.
    """
    os.setpgrp()  # what is typed at the terminal is for the process that watches
    signal.signal(WAY, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    with suppress(EOFError, ConnectionError):  # the one who asked has gone
        try:
            portal = _open(arguments)
        except Exception as error:
            line.send(_failed(error))
            return
        line.send(_ready(portal))
        _serve(line, portal)


def _open(arguments: Sequence[str]) -> Portal:
    """Do what Pelican's command does before it builds."""
    import pelican  # a quarter of a second, and not for the process that serves
    from pelican.log import init

    options = pelican.parse_arguments(arguments)
    handler = pelican.LOG_HANDLERS[options.log_handler]
    init(options.verbosity, options.fatal, handler, pelican.__name__, options.logs_dedup_min_level)
    portal: Portal = pelican.get_instance(options)[0]
    return portal


def _ready(portal: Portal) -> Ready:
    content, theme, output = (str(Path(portal.settings[name]).resolve()) for name in ("PATH", "THEME", "OUTPUT_PATH"))
    return Ready(content, theme, output, tuple(sorted(_own_programs())))


def _own_programs() -> Iterator[str]:
    """Yield the files of all modules that are neither ours nor Python's nor a library's."""
    foreign = (*sysconfig.get_paths().values(), f"{CODE}/")
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None) or ""
        if file.endswith(".py") and not file.startswith(foreign):
            yield os.path.abspath(file)


def _serve(line: Connection, portal: Portal) -> None:
    from plugins.bridge.resident import Resident

    import_module("plugins.reading.article")  # now, that the first save need not wait for it
    resident = Resident()
    has_news = False
    while True:
        if has_news and not line.poll(IDLE):
            with suppress(NewsError, OSError):  # another process builds, or the disk is full: it is only speed
                resident.rest(portal.job())
            has_news = False
        line.send(_build(portal, resident, line.recv()))
        has_news = True


def _build(portal: Portal, resident: Resident, order: Order) -> Reply:
    from plugins.bridge.portal import refusals, summary, tell
    from plugins.bridge.progress import bar
    from plugins.bridge.resident import Interrupted

    told: list[Diagnostic] = []

    def hear(problems: Sequence[Diagnostic]) -> None:
        told.extend(problems)
        tell(problems)

    try:
        with refusals(), bar() as tick:
            job = portal.job()
            job = replace(job, crew=replace(job.crew, tick=tick))
            report = resident.build(job, hear, order.changed, hasty=order.hasty, breakable=_interruptible())
            if not report.owes:
                portal.finish()
    except Interrupted:
        return BrokenOff()
    except Exception as error:
        return _failed(error, told)
    due = report.next_change.timestamp() if report.next_change else None
    return Built(summary(report), bool(report.written or report.pruned), due, report.owes)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Raise Interrupted, once at most, when told to make way."""
    from plugins.bridge.resident import Interrupted

    def interrupt(*_: object) -> None:
        signal.signal(WAY, signal.SIG_IGN)
        raise Interrupted

    signal.signal(WAY, interrupt)
    try:
        yield
    finally:
        signal.signal(WAY, signal.SIG_IGN)


def _failed(error: Exception, told: Sequence[Diagnostic] = ()) -> Failed:
    """Say what went wrong; a bug, in the settings or here, also shows its traceback at the terminal."""
    if isinstance(error, NewsError):
        return Failed(str(error), tuple(str(d) for d in sorted(told) if d.severity == "error"))
    traceback.print_exc()
    return Failed(BUG, (f"{type(error).__name__}: {error}",))
