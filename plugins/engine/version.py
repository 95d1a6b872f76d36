"""What the program itself is made of, as digests: a change of it makes everything anew."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from plugins.engine.library import Library
from plugins.engine.render import environment, words_digest
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
WORDS = "locale"
"""Stands among the templates for the words of the interface."""
CODE = Path(__file__).resolve().parent.parent


def program() -> bytes:
    """Return the digest of our code and of the libraries that shape its results."""
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


def closures(theme: Path, lang: str, before: Closures) -> Closures:
    """Return the closures of a theme's templates in one language; those of before where no template has changed.

    NewsError names the place of a mistake in a template.
    """
    total = blake2b(words_digest(theme, lang).encode(), digest_size=16)
    folder = theme / "templates"
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(f"\0{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes())
    if total.digest() == before.theme:
        return before
    jinja = environment(theme, lang)
    words = words_digest(theme, lang).encode()
    library = Library(jinja)
    sources = {name: library.closure(name) for name in jinja.list_templates(["html"])}
    files = {name: _digest(text.encode()) for found in sources.values() for name, text in found.items()}
    members = {name: tuple(sorted(found)) for name, found in sources.items()}
    digests = {name: _digest(words, *(n.encode() + files[n] for n in found)) for name, found in members.items()}
    return Closures(total.digest(), digests, files | {WORDS: words}, members)


def _digest(*parts: bytes) -> bytes:
    total = blake2b(digest_size=16)
    for part in parts:
        total.update(part)
    return total.digest()
