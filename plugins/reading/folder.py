"""What lies under content/: articles, standing pages, registries, and what has no business there."""

from __future__ import annotations

import os
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.model.errors import NewsError
from plugins.model.text import fold, nearest
from plugins.reading.look import PICTURES, UNSURE, Look, look

REGISTRIES = ("units", "terms", "changes", "people", "documents", "categories")
_JUNK = frozenset({"Thumbs.db", "desktop.ini", "Icon\r", "__MACOSX", "CVS"})
_JUNK_ENDS = ("~", ".orig", ".rej", ".bak", ".swp", ".tmp")
_ALMOST = {
    ".md": re.compile(r"(.+?)(?:\.md|\.markdown|(?:\.md)+\.(?:txt|docx?))", re.IGNORECASE),
    ".yaml": re.compile(r"(.+?)(?:\.ya?ml|(?:\.ya?ml)?\.txt)", re.IGNORECASE),
}
"""Names with an ending that somebody, or an editor's hidden habit, took for the right one."""
_PLAIN_INDEX = re.compile(r"(index)\.txt", re.IGNORECASE)
"""An article, where there is no other in its folder; elsewhere it may be an attachment."""


Listing = tuple[Look, tuple[str, ...], tuple[str, ...]]
"""A folder without fault: how it looked, the names of its folders, the paths of the files that are read."""
Listings = dict[str, Listing]


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths from content/, sorted, and what is wrong with the rest."""

    articles: tuple[str, ...]
    pages: tuple[str, ...]
    registries: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    listings: Listings = field(default_factory=dict)
    """What lies in each folder, for the next scan."""
    settled: frozenset[str] = frozenset()
    """Folders that look as they did before."""


def scan(root: Path, before: Mapping[str, Listing] | None = None) -> Folder:
    """Walk news/, pages/ and registry/. No link is followed and nothing but folders is opened.

    A folder that looks as it did `before` is not opened either. Raise NewsError where content/ itself is missing. Names
    come as the disk spells them, so that they can be opened.
    """
    if not root.is_dir():
        raise NewsError(f"Không có thư mục nội dung {root}.")
    walk = _Walk(os.fspath(root), before or {})
    articles = sorted(walk.files("news", ".md"))
    pages = sorted(walk.files("pages", ".md"))
    registries = [file for file in sorted(walk.files("registry", ".yaml")) if walk.is_registry(file)]
    return Folder(
        tuple(articles),
        tuple(pages),
        tuple(registries),
        tuple(sorted(walk.diagnostics, key=lambda d: (d.file, d.code))),
        walk.listings,
        frozenset(walk.settled),
    )


class _Walk:
    """One pass over the folders; `diagnostics` grows as it goes."""

    def __init__(self, root: str, before: Mapping[str, Listing]) -> None:
        self._root = root
        self._before = before
        self._begun = time.time_ns()
        self.listings: Listings = {}
        self.settled: list[str] = []
        self.diagnostics: list[Diagnostic] = []

    def files(self, top: str, ending: str) -> Iterator[str]:
        """Yield the plain files under a folder whose names end so."""
        if os.path.islink(f"{self._root}/{top}"):
            self._report("symlink", top)
        elif os.path.lexists(f"{self._root}/{top}"):
            yield from self._below(top, ending)

    def _below(self, top: str, ending: str) -> Iterator[str]:
        pending = [top]
        while pending:
            folder = pending.pop()
            seen = look(f"{self._root}/{folder}", self._begun)
            known = self._before.get(folder)
            if known and known[0] == seen and seen is not UNSURE:
                self.listings[folder] = known
                self.settled.append(folder)
            else:
                known = self._list(folder, seen, ending)
            _, folders, files = known
            if folders:
                pending += [f"{folder}/{name}" for name in folders]
            yield from files

    def _list(self, folder: str, seen: Look, ending: str) -> Listing:
        """Open a folder; remember it where there is nothing in it to tell."""
        told = len(self.diagnostics)
        folders, plain = [], []
        for entry in self._entries(folder):
            path = f"{folder}/{entry.name}"
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.is_symlink():
                self._report("symlink", path)
            elif not entry.name.isprintable() or "\\" in entry.name:
                if is_folder or entry.name.endswith(ending):
                    self._report("bad-name", folder, name=ascii(entry.name))
            elif is_folder:
                folders.append(entry.name)
            elif entry.is_file(follow_symlinks=False):
                plain.append(path)
            else:
                self._report("special-file", path)
        self._judge(folder, plain, ending)
        listing = (seen, tuple(folders), tuple(path for path in plain if path.endswith(ending)))
        if len(self.diagnostics) == told and seen != UNSURE:
            self.listings[folder] = listing
        return listing

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(f"{self._root}/{folder}") as found:
                return [entry for entry in found if not is_junk(entry.name)]
        except OSError as error:
            self._report("unreadable", folder, reason=error.strerror or "")
            return []

    def _judge(self, folder: str, files: list[str], ending: str) -> None:
        read = [path for path in files if path.endswith(ending)]
        for path in read:
            if not unicodedata.is_normalized("NFC", path):
                self._report("name-form", path, proposed=fold(path.rpartition("/")[2]).replace(" ", "-"))
        for path in files:
            name = path.rpartition("/")[2]
            almost = _ALMOST[ending].fullmatch(name) or (None if read else _PLAIN_INDEX.fullmatch(name))
            if almost and path not in read:
                self._report("ignored-file", path, proposed=f"{re.sub('(?i)^index$', 'index', almost[1])}{ending}")
        if ending == ".md" and not read and any(path.lower().endswith(PICTURES) for path in files):
            self._report("folder-without-article", folder)

    def is_registry(self, file: str) -> bool:
        """Tell whether a file is one of the known registries; report it otherwise."""
        name = file.removeprefix("registry/").removesuffix(".yaml")
        if name in REGISTRIES:
            return True
        near = nearest(name, REGISTRIES)
        hint = f"Đổi tên thành {near}.yaml." if near else f"Chỉ có: {', '.join(f'{r}.yaml' for r in REGISTRIES)}."
        self._report("unknown-registry", file, name=name, hint=hint)
        return False

    def _report(self, code: str, path: str, **values: Any) -> None:
        self.diagnostics.append(diagnose(code, path, **values))


def is_junk(name: str) -> bool:
    """Tell whether a name is none that a person gave: files of editors and systems, which nobody looks at."""
    return name.startswith(".") or name in _JUNK or name.endswith(_JUNK_ENDS)
