"""The preview as its user starts it, and the line on which it tells pages what became of a save."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.office import ROOT, Office

PATIENCE = 60
"""Seconds in which anything has to happen, also on a busy machine."""
CONF = """\
from pelicanconf import *
THEME = {theme!r}
CACHE_PATH = {cache!r}
"""


class Preview:
    """A running preview of an office."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        """Wait until it has built once."""
        self.process = process
        self.conf = folder / "conf.py"
        self.log = folder / "log"
        self.origin = self.said("http://").partition("http://")[2].split("/")[0]
        self.said("Xong:")
        self.news = urlopen(f"http://{self.origin}/.cong-tin/events", timeout=PATIENCE)
        self.told = self.next()

    def next(self) -> dict[str, Any]:
        """Return the next thing that pages are told."""
        while not (line := self.news.readline()).startswith(b"data: "):
            assert line, "the line was closed"
        self.told = json.loads(line.removeprefix(b"data: "))
        return self.told

    def until_built(self, before: int) -> None:
        """Wait for a newer version of the portal."""
        while self.told["version"] == before or self.told["text"]:
            self.next()

    def page(self, path: str) -> str:
        """Return what stands at an address."""
        with urlopen(f"http://{self.origin}{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    def said(self, text: str, times: int = 1) -> str:
        """Return all that was written to the terminal, once this is in it so often."""
        end = time.monotonic() + PATIENCE
        while (log := self.log.read_text("utf-8")).count(text) < times:
            assert time.monotonic() < end, log
            time.sleep(0.02)
        return log


@contextmanager
def previewing(office: Office, folder: Path) -> Iterator[Preview]:
    """Start the preview of an office, at a free port; stop it by Ctrl-C afterwards."""
    conf = CONF.format(theme=str(ROOT / "theme"), cache=str(office.cache))
    (folder / "conf.py").write_text(conf, "utf-8")
    command = [sys.executable, "-m", "plugins.bridge.preview", str(office.content), "-o", str(office.output)]
    command += ["-p", "0", "-s", str(folder / "conf.py")]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, text=True, env=os.environ | {"CI": "true"}
        )
        try:
            yield Preview(process, folder)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
