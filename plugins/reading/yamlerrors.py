"""What a YAML parser complains of, in the words of somebody who types news."""

from __future__ import annotations

import re
from typing import Any

import yaml

_ENTRY = re.compile(r"^(?P<head>\s*(?:- +)*[^\s:#'\"\[{][^:]*:\s+|\s*(?:- +)+)(?P<value>\S.*?)\s*$")
_QUOTED = re.compile(r"^\s*(?:(?:- +)+(?:[\w-]+:\s+)?|[\w-]+:\s+)(?P<quote>[\"'])(?P<rest>.*)$")
_CLOSED = {'"': re.compile(r'(?:[^"\\]|\\.)*"\s*(?:#.*)?'), "'": re.compile(r"(?:[^']|'')*'\s*(?:#.*)?")}
_NO_SPACE = re.compile(r"^\s*(?:- +)*[\w-]+:[^\s/]")
_DOCUMENT = re.compile(r"^(?:\.\.\.|---)", re.MULTILINE)
_CODES = (
    # in the parser's context, in its problem, code; the first that fits
    ("", "mapping values are not allowed", "yaml-colon"),
    ("", "cannot start any token", "yaml-start"),
    ("block scalar", "", "yaml-start"),
    ("directive", "", "yaml-start"),
    ("anchor", "", "yaml-anchor"),
    ("alias", "", "yaml-anchor"),
    ("tag", "", "yaml-anchor"),
    ("flow", "", "yaml-bracket"),
    ("block node", "node content", "yaml-bracket"),
    ("", "could not find expected ':'", "yaml-no-colon"),
    ("", "another document", "yaml-documents"),
    ("", "<document start>", "yaml-documents"),
    ("", "expected", "yaml-indent"),
    ("", "not allowed", "yaml-indent"),
)


class Complaint(Exception):  # noqa: N818 - no error of the program: it becomes a diagnostic
    """Why a piece of YAML is refused: a message's code, the index of a character, what fills the message."""

    def __init__(self, code: str, index: int, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.index = index
        self.values = values


def explain(error: yaml.YAMLError, source: str) -> Complaint:
    """Turn a parser's error into a complaint that shows what to type instead."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Complaint("yaml-syntax", 0)
    index = min(mark.index, len(source))
    unclosed = _unclosed_quote(source, index)
    if unclosed is not None:
        return Complaint("yaml-quote", unclosed, fixed=_corrected(_line(source, unclosed)))
    code, index = _code(error, source, index)
    line = _line(source, index)
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Complaint("yaml-tab", _line_start(source, index))
    return Complaint(code, index, fixed=_corrected(line), typed=line.strip()[:60])


def _code(error: yaml.YAMLError, source: str, index: int) -> tuple[str, int]:
    """Return a message's code and the index to blame; the parser often stumbles a line behind the mistake."""
    problem, context = getattr(error, "problem", None) or "", getattr(error, "context", None) or ""
    code = next((c for where, what, c in _CODES if where in context and what in problem), "yaml-syntax")
    before = _line_start(source, max(0, _line_start(source, index) - 1))
    if code == "yaml-colon" and len(re.findall(r":(?:\s|$)", _line(source, index))) < 2:
        # one colon alone is right: the line before ran on into this one
        return ("yaml-space", before) if _NO_SPACE.match(_line(source, before)) else ("yaml-indent", index)
    opening = getattr(error, "context_mark", None)
    if code == "yaml-no-colon":
        blamed = _line_start(source, opening.index if opening else index)
        return "yaml-space" if _NO_SPACE.match(_line(source, blamed)) else code, blamed
    if code in {"yaml-anchor", "yaml-bracket"} and opening:
        return code, opening.index
    if code == "yaml-documents" and not _DOCUMENT.search(source):
        return "yaml-indent", index
    return code, index


def _unclosed_quote(source: str, index: int) -> int | None:
    """Return where, up to an index, a value opens a quote that its line never closes or closes too early."""
    start = 0
    for line in source[: source.find("\n", index) if "\n" in source[index:] else None].split("\n"):
        found = _QUOTED.match(line)
        if found and not _CLOSED[found["quote"]].fullmatch(found["rest"]):
            return start + found.start("quote")
        start += len(line) + 1
    return None


def _line_start(source: str, index: int) -> int:
    return source.rfind("\n", 0, index) + 1


def _line(source: str, index: int) -> str:
    start = _line_start(source, index)
    return source[start:].split("\n", 1)[0]


def _corrected(line: str) -> str:
    """Return a line with its value between quotes, as an editor should have typed it."""
    found = _ENTRY.match(line)
    if not found:
        return line.strip()
    value = found["value"]
    quote = value[0] if value[0] in "\"'" and value.count(value[0]) % 2 else ""
    value = value.removeprefix(quote).removesuffix(quote)
    quoted = f'"{value}"' if '"' not in value else "'" + value.replace("'", "''") + "'"
    return (found["head"] + quoted).strip()
