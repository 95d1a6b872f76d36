"""What the program itself is made of, as digests: a change of it makes everything anew."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from plugins.model.errors import NewsError

LIBRARIES = (
    "Markdown",
    "feedgen",
    "lxml",
    "nh3",
    "pydantic",
    "PyYAML",
    "python-slugify",
    "Jinja2",
    "MarkupSafe",
    "Babel",
    "numpy",
    "tzdata",
    "Pillow",
)
CODE = Path(__file__).resolve().parent.parent


@cache
def program() -> bytes:
    """Return the digest of our code and of the libraries that shape its results, as this process found them first."""
    total = blake2b(repr((sys.version_info[:3], [version(name) for name in LIBRARIES])).encode(), digest_size=16)
    for file in sorted(CODE.rglob("*.py")):
        total.update(f"\0{file.relative_to(CODE)}\0".encode() + file.read_bytes())
    return total.digest()


@dataclass(frozen=True)
class Closures:
    """Digests of templates with all that they extend, include and import; `theme` is that of all together.

    `files` are the digests of the templates themselves, and those of which each is made.
    """

    theme: bytes = b""
    digests: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, template: str) -> bytes:
        """Return the digest of a page's template; NewsError where the theme lacks it."""
        if template not in self.digests:
            raise NewsError(f"THEME: giao diện thiếu mẫu trang templates/{template}.")
        return self.digests[template]
