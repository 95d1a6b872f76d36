"""What a typed file name leads to: a file beside the article or under content/, never anything else."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.model.text import nearest
from plugins.reading.look import pictures, trace, trace_of

_LEGACY = re.compile(r"^[{|](?:static|filename|attach)[}|]")
_REMOTE = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//)")
PRIVATE = "registry"
"""The folder whose files are read by the program and published in its own way only."""


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a name leads nowhere: a message's code and what fills the message."""

    code: str
    values: dict[str, Any]


class Names:
    """Look names of files up for the articles under one content folder."""

    def __init__(self, root: Path, file: str) -> None:
        self._root = os.fspath(root)
        self._folder = file.rpartition("/")[0]
        self._modes: dict[str, int | None] = {}

    @property
    def looked(self) -> tuple[tuple[str, int | None], ...]:
        """What was looked for so far: paths from content/ with what `trace` says of them."""
        return tuple(self._modes.items())

    def find(self, typed: str) -> str | Miss:
        """Return the path from content/ of the file that a name means: beside the article first, else from content/."""
        candidates = self.candidates(typed)
        if isinstance(candidates, Miss):
            return candidates
        first: Miss | None = None
        for path in candidates:
            found = self._walk(path, typed)
            if isinstance(found, str):
                return found
            if first is None or (first.code == "missing-file" and found.code != "missing-file"):
                first = found
        return first or Miss("path-outside", {"name": typed})

    def pictures(self) -> list[str]:
        """Return the paths of the pictures beside the article, in the order of their names, numbers by value."""
        folder = f"{self._folder}/"
        names = pictures(f"{self._root}/{folder}")
        self._modes[folder] = trace_of(names)
        names.sort(key=_by_number)
        return [folder + name for name in names if stat.S_ISREG(self._mode(folder + name) or 0)]

    def candidates(self, typed: str) -> list[str] | Miss:
        """Return the paths from content/ that a name may mean, nearest first."""
        name = _LEGACY.sub("", typed)
        if _REMOTE.match(name):
            return Miss("remote-file", {"name": typed[:80]})
        if "\\" in name or not name.isprintable() or (name.startswith("/") and name == typed):
            return Miss("path-outside", {"name": typed[:80]})
        tries = [name[1:]] if name.startswith("/") else [f"{self._folder}/{name}", name]
        paths = [path for path in map(_normal, tries) if path]
        if not paths or any(p.startswith((".", f"{PRIVATE}/")) or "/." in p for p in paths):
            return Miss("path-outside", {"name": typed[:80]})
        return paths

    def _walk(self, path: str, typed: str) -> str | Miss:
        """Follow a path step by step, so that no link is followed and names in another Unicode form are found."""
        here = ""
        *folders, _ = steps = path.split("/")
        for number, step in enumerate(steps):
            name = self._spelling(here, step)
            if name is None:
                return self._missing(here, step, typed)
            if name != step and _nfc(name) != _nfc(step):
                return Miss("wrong-case", {"name": typed, "right": name})
            here = f"{here}/{name}" if here else name
            mode = self._mode(here) or 0
            if stat.S_ISLNK(mode):
                return Miss("path-link", {"name": typed})
            if not (stat.S_ISDIR(mode) if number < len(folders) else stat.S_ISREG(mode)):
                return self._missing(here.rpartition("/")[0], step, typed)
        return here

    def _mode(self, path: str) -> int | None:
        if path not in self._modes:
            self._modes[path] = trace(f"{self._root}/{path}")
        return self._modes[path]

    def _spelling(self, folder: str, name: str) -> str | None:
        """Return the name as the disk has it: the same, in another Unicode form, or in other capitals."""
        if self._mode(f"{folder}/{name}" if folder else name) is not None:
            return name
        entries = self._entries(folder)
        same_form = [entry for entry in entries if _nfc(entry) == _nfc(name)]
        same_letters = [entry for entry in entries if _nfc(entry).casefold() == _nfc(name).casefold()]
        return next(iter(same_form + same_letters), None)

    def _entries(self, folder: str) -> list[str]:
        try:
            return sorted(e for e in os.listdir(f"{self._root}/{folder}") if e.isprintable() and e[0] != ".")
        except OSError:
            return []

    def _missing(self, folder: str, name: str, typed: str) -> Miss:
        near = nearest(name, [e for e in self._entries(folder) if not e.endswith(".md")])
        hint = f"Có phải là “{near}”?" if near else "Đặt tệp bên cạnh bài, hoặc ghi đường dẫn tính từ content/."
        return Miss("missing-file", {"name": typed[:80], "hint": hint})


def _by_number(name: str) -> list[tuple[int, str]]:
    """Return a key by which `anh-9` stands before `anh-10`."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d{1,18})", name.casefold())]


def _normal(path: str) -> str | None:
    """Return a path without `.` and `..`, or None where it leaves content/."""
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps) or None


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
