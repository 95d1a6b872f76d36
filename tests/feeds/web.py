"""A web server that answers conditional requests as a decent one does, on this machine alone."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

TYPES = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}


class Web(ThreadingHTTPServer):
    """Serves a folder until it is closed; `answers` are the paths asked for with the status each got."""

    daemon_threads = True

    def __init__(self, root: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = root
        self.answers: list[tuple[str, int]] = []
        self.origin = f"http://127.0.0.1:{self.server_port}"
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self) -> None:
        """Stop answering and free the port."""
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Web

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.server.root / path.lstrip("/")
        found = file.is_file()
        body = file.read_bytes() if found else b""
        tag = f'"{file.stat().st_mtime_ns:x}-{len(body):x}"' if found else '""'
        is_known = found and self.headers.get("If-None-Match") == tag
        status = 304 if is_known else 200 if found else 404
        self.server.answers.append((path, status))
        self.send_response(status)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", TYPES.get(file.name, "text/plain"))
        self.send_header("Content-Length", "0" if is_known else str(len(body)))
        self.end_headers()
        if not is_known:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""
