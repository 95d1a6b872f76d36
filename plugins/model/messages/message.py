"""What every message is."""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning"]
Message = tuple[Severity, str, str]
"""Severity, what is wrong, what to do; braces are filled by `diagnose`."""
