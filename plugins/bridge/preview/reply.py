"""What the process that builds tells the one that watches and serves."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing was built; the last good site is still there."""

    text: str
    problems: tuple[str, ...] = ()


Reply = Ready | Built | Failed
