"""What the links of a body lead to: the web, a page of this portal, another content file, or an attachment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from plugins.reading.names import Miss, Names

ATTACHMENTS = frozenset({
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pps", "ppsx", "odt", "ods", "odp", "rtf", "txt", "csv",
    "zip", "rar", "7z", "epub", "mp3", "m4a", "mp4", "webm", "ics",
})  # fmt: skip
"""Kinds of files that may be published as they are: no photo, which carries place and owner, and nothing that runs."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
FOOTNOTE = re.compile(r"fn(?:ref[0-9]*)?-[\w-]+")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*)\s*:")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a body: a message's code, the text to look for in the source, what fills the message."""

    code: str
    needle: str
    values: dict[str, Any]


@dataclass(slots=True)
class Links:
    """Collects what the links of one body lead to; `names` is None where only the web and the portal can be linked."""

    names: Names | None
    targets: list[str] = field(default_factory=list)
    attachments: dict[str, str] = field(default_factory=dict)
    """Path from content/ of each attachment by its published name."""
    problems: list[Problem] = field(default_factory=list)

    def href(self, typed: str) -> str | int | None:
        """Return an address as it may stand in the page, an index into `targets`, or None where there is none."""
        value = typed.strip()
        if value.startswith("#"):
            return self._fragment(value)
        if _SCHEME.match(value):
            return value if is_allowed(value) else self._refuse("bad-link", value, typed=value[:80])
        if value.startswith("//") or "\\" in value or not value:
            return self._refuse("bad-link", value, typed=value[:80])
        if value.startswith("/"):
            return value
        return self._file(value)

    def _fragment(self, value: str) -> str | None:
        name = footnote_id(value[1:])
        return f"#{name}" if name else self._refuse("bad-link", value, typed=value[:80])

    def _refuse(self, code: str, needle: str, **values: Any) -> str | None:
        self.problems.append(Problem(code, needle, values))
        return None

    def _file(self, value: str) -> str | int | None:
        if self.names is None:
            return self._refuse("bad-link", value, typed=value[:80])
        name = unquote(re.split(r"[?#]", value, maxsplit=1)[0])
        found = self.names.find(name)
        if isinstance(found, Miss) and found.code == "missing-file":
            found = self._content_file(self.names, name) or found
        if isinstance(found, Miss):
            return self._refuse(found.code, value, **found.values)
        if found.endswith(".md"):
            self.targets.append(found)
            return len(self.targets) - 1
        name_or_problem = self.attach(found, value)
        if isinstance(name_or_problem, str):
            return name_or_problem
        self.problems.append(name_or_problem)
        return None

    @staticmethod
    def _content_file(names: Names, name: str) -> str | None:
        """Return the article a folder holds, or the path an absent article would have: the site reports that one."""
        if name.endswith(".md"):
            paths = names.candidates(name)
            return None if isinstance(paths, Miss) else paths[0]
        index = names.find(f"{name.rstrip('/')}/index.md")
        return index if isinstance(index, str) else None

    def attach(self, path: str, typed: str) -> str | Problem:
        """Take a file along and return the address it gets, its own name; a Problem where it may not be published."""
        name = path.rpartition("/")[2]
        if not is_publishable(name):
            return Problem("attachment-type", typed, {"name": name})
        other = self.attachments.setdefault(name, path)
        if other != path:
            return Problem("attachment-clash", typed, {"name": name, "other": other})
        return quote(name)


def is_publishable(name: str) -> bool:
    """Tell by a file's name whether it may be published as it is."""
    return name.rpartition(".")[2].lower() in ATTACHMENTS


def is_allowed(value: str) -> bool:
    """Tell whether an address with a scheme may stand in a page."""
    found = _SCHEME.match(value)
    return found is None or found[1].lower() in SCHEMES


def footnote_id(value: str) -> str | None:
    """Return the id of a footnote in the form that addresses can carry; None for any other id."""
    name = _SPACES.sub("-", value)
    return name if FOOTNOTE.fullmatch(name) else None
