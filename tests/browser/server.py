"""A web server for a built site, as strict as the one the portal stands behind."""

import gzip
import mimetypes
import sys
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# What a portal publishes is named here: the table that Python reads differs from machine to machine.
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
FEED_TYPES = {
    "rss.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
COMPRESSED = ("text/", "application/", "image/svg+xml")


def content_type(file: Path) -> str:
    """Tell the type a decent server sends for a file."""
    known = FEED_TYPES.get(file.name) or TYPES.get(file.suffix.lower())
    return known or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


@cache
def compressed(file: Path, modified_ns: int) -> bytes:
    """Give a file's bytes under gzip; its time is part of the key, so that a new build is seen."""
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD: folders by their index.html, misses by 404.html."""

    protocol_version = "HTTP/1.1"
    server: "SiteServer"

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def answer(self, *, with_body: bool) -> None:
        """Send the file that the path names, or the page that says there is none."""
        root, path = self.server.root, unquote(urlsplit(self.path).path)
        file = (root / path.lstrip("/")).resolve()
        if file.is_dir() and not path.endswith("/"):
            self.send_headers(301, {"Location": f"{urlsplit(self.path).path}/", "Content-Length": "0"})
            return
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file() and file.is_relative_to(root)
        self.send_file(200 if found else 404, file if found else root / "404.html", with_body=with_body)

    def send_file(self, status: int, file: Path, *, with_body: bool) -> None:
        """Send one file, compressed where that pays and the client can read it."""
        kind = content_type(file)
        headers = {"Content-Type": kind, "Vary": "Accept-Encoding"}
        if kind.startswith(COMPRESSED) and kind != TYPES[".pdf"] and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = compressed(file, file.stat().st_mtime_ns)
            headers["Content-Encoding"] = "gzip"
        else:
            body = file.read_bytes()
        self.send_headers(status, headers | {"Content-Length": str(len(body))})
        if with_body:
            self.wfile.write(body)

    def send_headers(self, status: int, headers: dict[str, str]) -> None:
        """Send the status, the headers given and those that every answer carries."""
        self.send_response(status)
        safety = {
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }
        for name, value in (headers | safety).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the judges tell what matters."""


class SiteServer(ThreadingHTTPServer):
    """Serves the folder `root` on a free port of this machine, from construction to `close`."""

    daemon_threads = True

    def __init__(self, root: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.root = root.resolve()
        self.origin = f"http://127.0.0.1:{self.server_port}"
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what goes wrong, save a browser that hangs up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def close(self) -> None:
        """Stop answering and free the port."""
        self.shutdown()
        self._thread.join()
        self.server_close()
