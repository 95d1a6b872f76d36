"""Keeps the preview going: hands what has changed to the process that builds, and what came of it to the pages."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from plugins.bridge.preview.reply import BrokenOff, Built, Failed, Order, Ready, Reply
from plugins.bridge.preview.watcher import Watcher
from plugins.bridge.preview.web import Server
from plugins.bridge.preview.worker import CODE, WAY, work

LONGEST = 60.0
"""Seconds between two looks at the clock, which may jump where a machine slept."""
BEAT = 0.02
"""Seconds between two looks for changes during a build that nobody waits for."""
PAUSE = 3.0
"""Seconds without a change after which is made what a hasty build has left."""
PATIENCE = 3.0
"""Seconds that a process gets to end by itself."""

DIED = Failed("Tiến trình dựng trang đã chết; lưu lại một tệp để thử lần nữa.")


class Keeper:
    """One process that builds, begun anew as often as code or settings change."""

    def __init__(self, arguments: Sequence[str], settings: str, server: Server) -> None:
        """Take Pelican's arguments, and the settings file that they name."""
        self._arguments = arguments
        self._programs = frozenset({os.path.abspath(settings)})
        self._server = server
        self._watcher = Watcher()
        self._line: Connection | None = None
        self._due: float | None = None
        self._context = get_context("spawn")

    def run(self) -> NoReturn:
        """Build, and build again whenever something has changed."""
        self._watcher.watch(frozenset(), CODE, self._programs)
        self._start()
        while True:
            self._again(self._wait())

    def _wait(self) -> set[str]:
        """Return what has changed; nothing where only the time has come."""
        while True:
            left = None if self._due is None else self._due - time.time()
            changed = self._watcher.wait(None if left is None else max(0.0, min(left, LONGEST)))
            if changed or (left is not None and left <= 0):
                return changed

    def _again(self, changed: set[str]) -> None:
        if any(path in self._programs or path.startswith(f"{CODE}/") for path in changed):
            _say("Chương trình hoặc tệp cài đặt đã đổi; khởi động lại.")
            self.stop()
        if self._line:
            self._build(sorted(changed))
        else:
            self._start()

    def _start(self) -> None:
        """Begin a process that builds, and let it build."""
        mine, theirs = self._context.Pipe()
        self._process = self._context.Process(target=work, args=(theirs, self._arguments))
        own = signal.signal(signal.SIGINT, signal.SIG_IGN)  # inherited by the new process, which its line will end
        self._process.start()
        signal.signal(signal.SIGINT, own)
        theirs.close()
        self._line = mine
        reply = self._hear()
        if isinstance(reply, Ready):
            self._programs |= frozenset(reply.programs)
            self._server.root = Path(reply.output)
            self._watcher.watch(frozenset({reply.content, reply.theme}), CODE, self._programs)
            self._build(None)
        else:
            self.stop()
            self._show(reply)

    def _build(self, changed: Sequence[str] | None) -> None:
        """Let it build: in haste what somebody has just saved, all the rest when nothing more comes."""
        if self._line:
            with suppress(OSError):  # it has died meanwhile, which `_hear` finds out
                self._line.send(Order(changed, hasty=bool(changed)))
            reply = self._hear(yields=not changed and changed is not None)
            if reply is None and changed is not None:  # another one reads in workers, and names the file they die of
                self._start()
            else:
                self._show(reply)

    def _hear(self, *, yields: bool = False) -> Reply | None:
        """Return what the process answers; None where it has died. A build that yields makes way for new changes."""
        if self._line is None:
            return None
        try:
            while yields and not self._line.poll(BEAT):
                if self._watcher.has_news and self._process.pid:
                    os.kill(self._process.pid, WAY)
            reply: Reply = self._line.recv()
        except (EOFError, OSError):
            self.stop()
            return None
        return reply

    def _show(self, reply: Reply | None) -> None:
        """Tell the terminal and the pages what came of a build."""
        self._due = None
        if isinstance(reply, BrokenOff):
            self._due = time.time() + PAUSE
            return
        if isinstance(reply, Built):
            self._due = time.time() + PAUSE if reply.owes else reply.due
            self._server.screen.show("", is_new=reply.is_new)
            _say(reply.text)
            return
        failed = reply if isinstance(reply, Failed) else DIED
        sys.stderr.write(f"{failed.text}\n")
        self._server.screen.show(failed.text, failed.problems)

    def stop(self) -> None:
        """End the process that builds: it writes down what it knows, unless it is in the middle of a build."""
        if self._line is None:
            return
        self._line.close()
        self._line = None
        for number in (None, signal.SIGTERM, signal.SIGKILL):
            if number is not None and self._process.pid:
                with suppress(OSError):
                    os.killpg(self._process.pid, number)
            self._process.join(PATIENCE)
            if self._process.exitcode is not None:
                return


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()  # also where it goes into a file
