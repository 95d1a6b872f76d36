"""What the program itself is made of, as digests: a change of it makes everything anew."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, TemplateNotFound
from jinja2.meta import find_referenced_templates

from plugins.engine.render import environment, words_digest

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


def closures(theme: Path, lang: str, before: Closures) -> Closures:
    """Return the closures of a theme's templates in one language; those of before where no template has changed."""
    total = blake2b(words_digest(theme, lang).encode(), digest_size=16)
    folder = theme / "templates"
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(f"\0{file.relative_to(folder).as_posix()}\0".encode() + file.read_bytes())
    if total.digest() == before.theme:
        return before
    jinja = environment(theme, lang)
    words = words_digest(theme, lang).encode()
    sources = {name: _sources(jinja, name, {}) for name in jinja.list_templates(["html"])}
    files = {name: _digest(text.encode()) for found in sources.values() for name, text in found.items()}
    members = {name: tuple(sorted(found)) for name, found in sources.items()}
    digests = {name: _digest(words, *(n.encode() + files[n] for n in found)) for name, found in members.items()}
    return Closures(total.digest(), digests, files | {WORDS: words}, members)


def _digest(*parts: bytes) -> bytes:
    total = blake2b(digest_size=16)
    for part in parts:
        total.update(part)
    return total.digest()


def _sources(jinja: Environment, template: str, found: dict[str, str]) -> dict[str, str]:
    if template in found or jinja.loader is None:
        return found
    try:
        source = jinja.loader.get_source(jinja, template)[0]
    except TemplateNotFound:
        return found
    found[template] = source
    for name in find_referenced_templates(jinja.parse(source)):
        # a computed name could be any template
        for other in jinja.list_templates() if name is None else [name]:
            _sources(jinja, other, found)
    return found
