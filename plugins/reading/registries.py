"""The registries: six files of entries that articles refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from plugins.model.diagnostic import Diagnostic, Key, diagnose
from plugins.model.laws import check
from plugins.model.records import Category, Document, Person, Unit
from plugins.model.registry import Registry
from plugins.reading.fields import Form
from plugins.reading.links import is_publishable
from plugins.reading.names import Miss, Names
from plugins.reading.problems import problems
from plugins.reading.records import CategoryForm, ChangeForm, DocumentForm, PersonForm, TermForm, UnitForm
from plugins.reading.source import REGISTRY_LIMIT, read_text
from plugins.reading.yamltree import Tree, Value

F = TypeVar("F", bound=Form)
V = TypeVar("V")
K = TypeVar("K", Unit, Person, Document, Category)


def read_registries(root: Path) -> tuple[Registry, tuple[Diagnostic, ...]]:
    """Read all registries and check what they say of each other; a file that is not there is an empty one."""
    shelf = _Shelf(root)
    documents = shelf.by_id("documents", DocumentForm, DocumentForm.value)
    registry = Registry(
        units=shelf.by_id("units", UnitForm, UnitForm.value),
        changes=tuple(shelf.entries("changes", ChangeForm, ChangeForm.value)),
        terms=tuple(shelf.entries("terms", TermForm, TermForm.value)),
        people=shelf.by_id("people", PersonForm, PersonForm.value),
        documents={key: shelf.with_files(document) for key, document in documents.items()},
        categories=shelf.by_id("categories", CategoryForm, CategoryForm.value),
    )
    laws = [shelf.placed(broken) for broken in check(registry, frozenset(shelf.unread))]
    return registry, tuple(sorted([*shelf.diagnostics, *laws], key=lambda d: (d.file, d.line, d.col)))


class _Shelf:
    """The files of the registries, opened; `diagnostics` grows as they are read."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._trees: dict[str, Tree] = {}
        self._numbers: dict[str, list[int]] = {}
        self.unread: set[str] = set()
        """Ids of entries, and files, that could not be read: who refers to them is not to blame."""
        self.diagnostics: list[Diagnostic] = []

    def entries(self, name: str, form: type[F], value: Callable[[F], V]) -> Iterator[V]:
        """Yield the entries of a registry that are in order."""
        file = f"registry/{name}.yaml"
        numbers = self._numbers[file] = []
        for number, typed in enumerate(self._typed(file)):
            try:
                read = value(form.model_validate(typed))
            except ValidationError as error:
                self.diagnostics += problems(error, form, self._trees[file], (number,))
                self.unread.add(str(typed.get("id", file)) if isinstance(typed, dict) else file)
                continue
            numbers.append(number)
            yield read

    def _typed(self, file: str) -> list[Value]:
        if not (self._root / file).is_symlink() and not (self._root / file).exists():
            return []
        text = read_text(self._root, file, REGISTRY_LIMIT)
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            self.unread.add(file)
            return []
        tree = self._trees[file] = Tree.of(file, text)
        typed = tree.value()
        self.diagnostics += tree.diagnostics
        if isinstance(typed, list):
            return typed
        if typed is None and not tree.diagnostics:
            return []
        self.unread.add(file)
        if typed is None:
            return []
        line, col = tree.place(())
        self.diagnostics.append(diagnose("not-list", file, line=line, col=col, field=file))
        return []

    def by_id(self, name: str, form: type[F], value: Callable[[F], K]) -> dict[str, K]:
        """Return the entries of a registry by their ids, in the order of the file."""
        found: dict[str, K] = {}
        for entry in self.entries(name, form, value):
            if found.setdefault(entry.id, entry) is not entry:
                file = f"registry/{name}.yaml"
                self.report(file, (self._numbers[file][-1], "id"), "duplicate-entry", id=entry.id)
        return found

    def report(self, file: str, key: Key, code: str, **values: Any) -> None:
        """Add a diagnostic at the place that a key leads to."""
        line, col = self._trees[file].place(key)
        self.diagnostics.append(diagnose(code, file, line=line, col=col, key=key, **values))

    def with_files(self, document: Document) -> Document:
        """Return a document with the paths of its files; those that lead nowhere are reported and left out."""
        names = Names(self._root, "")
        files = []
        for number, typed in enumerate(document.files):
            found = names.find(typed)
            if isinstance(found, str) and not is_publishable(found):
                found = Miss("attachment-type", {"name": typed})
            if isinstance(found, str):
                files.append(found)
            else:
                self.report("registry/documents.yaml", (document.id, "files", number), found.code, **found.values)
        return replace(document, files=tuple(files))

    def placed(self, broken: Diagnostic) -> Diagnostic:
        """Return a law's diagnostic with its place. A law counts only the entries that were in order."""
        first, *rest = broken.key
        key = (self._numbers[broken.file][first] if isinstance(first, int) else first, *rest)
        return replace(broken.at(*self._trees[broken.file].place(key)), key=key)
