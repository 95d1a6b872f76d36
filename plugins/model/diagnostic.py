"""A problem in what somebody typed: where it stands, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from plugins.model.messages import MESSAGES
from plugins.model.messages.message import Severity

Key = tuple[str | int, ...]

SEVERITY_WORDS = {"error": "lỗi", "warning": "lưu ý"}


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem. `line` and `col` count from 1; 0 means the whole file. `key` leads to the value in the YAML."""

    file: str
    line: int
    col: int
    code: str
    severity: Severity
    message: str
    hint: str
    key: Key = ()

    def at(self, line: int, col: int) -> Diagnostic:
        """Return the same problem with its place filled in."""
        return replace(self, line=line, col=col)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.col}" if self.line else self.file
        return f"{place}: {SEVERITY_WORDS[self.severity]} [{self.code}]: {self.message}\n    → {self.hint}"


def diagnose(code: str, file: str, *, line: int = 0, col: int = 0, key: Key = (), **values: object) -> Diagnostic:
    """Make a diagnostic from its entry in MESSAGES; `values` fill the message and the hint."""
    severity, message, hint = MESSAGES[code]
    return Diagnostic(file, line, col, code, severity, message.format(**values), hint.format(**values), key)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them must stop the build."""
    return any(d.severity == "error" for d in diagnostics)
