"""What articles and standing pages share while they are read: front matter, body, and the list of what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from plugins.model.dates import wrong_weekday
from plugins.model.diagnostic import Diagnostic, Key, diagnose
from plugins.model.text import squeeze
from plugins.reading.fields import Form
from plugins.reading.frontmatter import Halves, comments
from plugins.reading.limits import overload
from plugins.reading.links import Links, Problem
from plugins.reading.markdown import Body, plain_body, renderer
from plugins.reading.names import Names
from plugins.reading.problems import problems
from plugins.reading.source import place
from plugins.reading.yamltree import Value

F = TypeVar("F", bound=Form)
_DATES = frozenset({"date", "modified", "expires", "pin", "start", "end"})


class Draft:
    """One file on its way to a value; `diagnostics` grows as it is read."""

    def __init__(self, root: Path, halves: Halves, zone: ZoneInfo) -> None:
        self.tree = halves.tree
        self.file = halves.tree.file
        self.names = Names(root, self.file)
        self._text = halves.body
        self.has_body = bool(halves.body.strip())
        self._first_line = halves.body_line
        self._zone = zone
        value = self.tree.value()
        self.diagnostics: list[Diagnostic] = [*self.tree.diagnostics, *comments(self.tree)]
        self.typed: dict[str, Value] = value if isinstance(value, dict) else {}
        self.is_readable = isinstance(value, dict) or (value is None and not self.tree.diagnostics)
        if isinstance(value, str | list):
            self.report("not-mapping", (), field="---")

    def report(self, code: str, key: Key, **values: Any) -> None:
        """Add a diagnostic at the value that a key leads to."""
        line, col = self.tree.place(key)
        self.diagnostics.append(diagnose(code, self.file, line=line, col=col, key=key, **values))

    def form(self, form: type[F]) -> F | None:
        """Return the front matter in its form; None, and diagnostics, where it does not fit."""
        if not self.is_readable:
            return None
        try:
            read = form.model_validate(self.typed, context={"zone": self._zone})
        except ValidationError as error:
            self.diagnostics += problems(error, form, self.tree)
            return None
        for key, typed in _dates(self.typed):
            if typed[:1].isalpha() and (true := wrong_weekday(squeeze(typed))):
                self.report("weekday", key, typed=typed[:60], true=true)
        return read

    def body(self) -> Body:
        """Render the body; empty where it is too heavy."""
        plain = plain_body(self._text, self.names)
        if plain:
            return plain
        index = overload(self._text)
        if index is None:
            return renderer().body(self._text, self.names)
        line, col = place(self._text, index)
        self.diagnostics.append(diagnose("too-heavy", self.file, line=self._first_line + line - 1, col=col))
        return Body("", False, (), Links(self.names), ())

    def report_body(self, found: Iterable[Problem]) -> None:
        """Add what is wrong in the body, where its text stands in the file."""
        wrong = {(problem.code, problem.needle): problem for problem in found}
        lowered = self._text.lower() if wrong else ""
        for problem in wrong.values():
            index = lowered.find(problem.needle.lower())
            line, col = place(self._text, max(index, 0))
            self.diagnostics.append(
                diagnose(problem.code, self.file, line=self._first_line + line - 1, col=col, **problem.values)
            )

    def lead(self, typed: str) -> tuple[str, str]:
        """Render the summary: as HTML and as plain text."""
        rendered, plain, found = renderer().lead(squeeze(typed))
        for problem in found:
            self.report(problem.code, ("summary",), **problem.values)
        return rendered, plain


def _dates(values: Value, key: Key = ()) -> Iterator[tuple[Key, str]]:
    """Yield the texts in a mapping or a list whose key says that they are dates."""
    for step, child in values.items() if isinstance(values, dict) else enumerate(values):
        if not isinstance(child, str):
            yield from _dates(child, (*key, step))
        elif step in _DATES:
            yield (*key, step), child
