"""What the process that builds and the one that watches and serves tell each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Ready:
    """Settings and plugins are loaded; all paths are absolute."""

    content: str
    theme: str
    output: str
    programs: tuple[str, ...]
    """Files besides the plugins from which settings and code came."""


@dataclass(frozen=True, slots=True)
class Built:
    """A build ended well."""

    text: str
    is_new: bool
    """Whether any file of the output has changed."""
    due: float | None
    """When the clock alone will change the site next, in seconds since 1970."""
    owes: bool
    """Whether, in haste, it left something to make to the next build."""


class Order(NamedTuple):
    """What the process that builds is told to do."""

    changed: Sequence[str] | None
    """Absolute paths; None where anything may have changed."""
    hasty: bool
    """Whether somebody waits for the pages of what has changed."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing was built; the last good site is still there."""

    text: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BrokenOff:
    """A build made way for another one."""


Reply = BrokenOff | Ready | Built | Failed
