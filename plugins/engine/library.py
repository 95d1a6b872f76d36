"""A theme's templates as texts: read, checked before any page is made, and followed to all that they name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.meta import find_referenced_templates

from plugins.engine.render import environment, words_digest
from plugins.engine.version import Closures
from plugins.model.errors import NewsError

WORDS = "locale"
"""Stands among the templates for the words of the interface."""
NAMING = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)


class Library:
    """Reads and checks each template once, however many name it."""

    def __init__(self, jinja: Environment) -> None:
        self._jinja = jinja
        self._loader = jinja.loader or BaseLoader()
        self._read = cache(self._reading)

    def closure(self, template: str) -> dict[str, str]:
        """Return the texts of a template and of all that it extends, includes and imports, by name.

        NewsError names file and line of what cannot be compiled, or of a name that nothing bears.
        """
        found: dict[str, str] = {}
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name], others = self._read(name)
                waiting += others
        return found

    def _reading(self, name: str) -> tuple[str, tuple[str, ...]]:
        source, file, _ = self._loader.get_source(self._jinja, name)
        try:
            tree = self._jinja.parse(source, name, file)
            self._jinja.compile(tree, name, file, raw=True)  # knows more mistakes than the parser
        except TemplateSyntaxError as error:
            raise NewsError(f"{file}:{error.lineno}: mẫu trang sai cú pháp ({error.message}).") from error
        for line, missing in self._missing(tree):
            raise NewsError(f"{file}:{line}: không có mẫu trang “{missing}”.")
        return source, tuple(sorted(self._others(tree)))

    def _missing(self, tree: nodes.Template) -> Iterator[tuple[int, str]]:
        """Yield each line that asks for one template by a name that nothing bears."""
        for node in tree.find_all(NAMING):
            if not isinstance(node, NAMING) or (isinstance(node, nodes.Include) and node.ignore_missing):
                continue
            named = node.template.value if isinstance(node.template, nodes.Const) else None
            if isinstance(named, str) and not self._exists(named):
                yield node.lineno, named

    def _others(self, tree: nodes.Template) -> set[str]:
        """Return the names in a template; a computed one could be any."""
        found: set[str] = set()
        for name in find_referenced_templates(tree):
            found |= set(self._jinja.list_templates()) if name is None else {name}
        return set(filter(self._exists, found))

    def _exists(self, name: str) -> bool:
        try:
            self._loader.get_source(self._jinja, name)
        except TemplateNotFound:
            return False
        return True


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
