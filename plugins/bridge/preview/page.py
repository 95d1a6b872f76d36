"""What the preview adds to pages on their way to the browser. Pure."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Sequence

OWN = "/.cong-tin"
"""Nothing that is published has an address below this one."""
SCRIPT, EVENTS = f"{OWN}/preview.js", f"{OWN}/events"
TYPES = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "map": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
}
"""Named here, for the table that Python reads differs from machine to machine."""
END = b"</body>"
EMPTY = """\
<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Chưa có trang</title>
<body>
<p>Chưa dựng được trang này. Trang sẽ tự hiện ra khi dựng xong.</p>
</body>
</html>
""".encode()
"""Stands for a missing page while there is no 404.html."""


def content_type(name: str) -> str:
    """Return the type under which a file is sent."""
    known = TYPES.get(name.rpartition(".")[2].lower())
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"


def with_script(html: bytes, version: int) -> bytes:
    """Return a page that asks for the preview's script; `version` is that of the portal the page belongs to."""
    tag = f'<script src="{SCRIPT}" data-version="{version}" data-events="{EVENTS}" defer></script>\n'.encode()
    body, end, rest = html.rpartition(END)
    return body + tag + end + rest if end else html + tag


def event(version: int, text: str, problems: Sequence[str]) -> bytes:
    """Return the event that tells a page which version there is, and what keeps a newer one from being built."""
    told = json.dumps({"version": version, "text": text, "problems": list(problems)})
    return f"data: {told}\n\n".encode()
