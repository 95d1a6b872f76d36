"""The preview's web server: the output folder on this machine alone, and a line to every page that is open."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from urllib.parse import quote, unquote, urlsplit

from plugins.bridge.preview import page

HOST = "127.0.0.1"
BEAT = 15.0
"""Seconds after which a silent line is tried, so that closed ones are found out."""
SCRIPT_FILE = Path(__file__).with_name("preview.js")


@dataclass(frozen=True, slots=True)
class Scene:
    """What pages are told."""

    number: int
    """Grows whenever anything here changes."""
    version: int
    """Grows whenever the output changes; never twice the same, whichever process serves."""
    text: str = ""
    problems: tuple[str, ...] = ()


class Screen:
    """Shows scenes to all threads that wait for one."""

    def __init__(self) -> None:
        self.scene = Scene(0, time.time_ns() // 1_000_000)
        self._changed = Condition()

    def show(self, text: str, problems: tuple[str, ...] = (), *, is_new: bool = False) -> None:
        """Show another scene; `is_new` where the output is."""
        with self._changed:
            old = self.scene
            self.scene = Scene(old.number + 1, old.version + is_new, text, problems)
            self._changed.notify_all()

    def after(self, number: int, seconds: float) -> Scene:
        """Return the scene that is not of this number; the same again where there is none for so long."""
        with self._changed:
            self._changed.wait_for(lambda: self.scene.number != number, seconds)
            return self.scene


class Server(ThreadingHTTPServer):
    """Serves the folder `root` from construction to `close`; OSError where the port is taken."""

    daemon_threads = True
    root: Path | None = None
    """Not known before the settings are."""

    def __init__(self, port: int) -> None:
        super().__init__((HOST, port), Handler)
        self.screen = Screen()
        self.address = f"http://{HOST}:{self.server_port}/"
        Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what goes wrong, but for a browser that hangs up."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def close(self) -> None:
        """Stop answering and free the port."""
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD: folders by their index.html, missing addresses by 404.html."""

    protocol_version = "HTTP/1.1"
    timeout = 60
    server: Server

    def do_GET(self) -> None:
        """Answer with the file, or with the news of the preview's own line."""
        path = unquote(urlsplit(self.path).path)
        if path == page.EVENTS and self.command == "GET":
            self._tell()
        elif path == page.SCRIPT:
            self._send(200, page.content_type(SCRIPT_FILE.name), SCRIPT_FILE.read_bytes())
        else:
            self._answer(path)

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def _answer(self, path: str) -> None:
        version = self.server.screen.scene.version  # first: a page may be loaded once too often, never once too seldom
        root = self.server.root
        file = locate(root, path) if root else None
        if root and file and file.is_dir():
            self._send(301, "", b"", Location=quote(f"/{file.relative_to(root.resolve()).as_posix()}/"))
            return
        status = 200 if file else 404
        file = file or (locate(root, "/404.html") if root else None)
        data = _bytes_of(file)
        kind = page.content_type(file.name if file and data is not None else ".html")
        data = page.EMPTY if data is None else data
        self._send(status, kind, page.with_script(data, version) if kind.startswith("text/html") else data)

    def _tell(self) -> None:
        """Send each scene as it comes, for as long as the page listens."""
        self.close_connection = True
        self._head(200, "text/event-stream", {"Connection": "close"})
        number = -1
        while True:
            scene = self.server.screen.after(number, BEAT)
            is_news = scene.number != number
            number = scene.number
            self.wfile.write(page.event(scene.version, scene.text, scene.problems) if is_news else b":\n\n")

    def _send(self, status: int, kind: str, data: bytes, **headers: str) -> None:
        self._head(status, kind, {"Content-Length": str(len(data))} | headers)
        if self.command == "GET":
            self.wfile.write(data)

    def _head(self, status: int, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        own = {"Content-Type": kind, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        for name, value in (own | headers).items():
            if value:
                self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the builds speak."""


def locate(root: Path, path: str) -> Path | None:
    """Return what an address means: a file; a folder where the final slash is missing; None where nothing is there.

    Nothing outside the folder, no link that leads there, no hidden file.
    """
    steps = [step for step in path.split("/") if step]
    if "\0" in path or any(step.startswith(".") for step in steps):
        return None
    try:
        top, is_folder = root.resolve(), path.endswith("/")
        found = top.joinpath(*steps, *(["index.html"] if is_folder else [])).resolve()
        is_there = found.is_file() or (found.is_dir() and not is_folder)
    except (OSError, RuntimeError):  # a name too long, links in a circle
        return None
    return found if is_there and found.is_relative_to(top) else None


def _bytes_of(file: Path | None) -> bytes | None:
    try:
        return file.read_bytes() if file else None
    except OSError:  # removed by the build under way
        return None
