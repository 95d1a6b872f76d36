"""What a build is given and what it says it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plugins.bridge.sources import Known
from plugins.engine.executor import ALL_CORES, Crew
from plugins.engine.made import Made
from plugins.model.diagnostic import Diagnostic
from plugins.model.errors import NewsError
from plugins.model.settings import SiteSettings

if TYPE_CHECKING:
    from plugins.bridge.feature import Feature


class ContentError(NewsError):
    """The content has errors: they were all reported, nothing was written."""


@dataclass(frozen=True)
class Job:
    """All that a build depends on, the clock included."""

    settings: SiteSettings
    content: Path
    output: Path
    theme: Path
    cache: Path
    plugins: tuple[Callable[[], Feature], ...]
    """What gives each feature; asked late, for an unchanged portal needs none of all that they load."""
    now: datetime
    crew: Crew = ALL_CORES
    """Who does the heavy work; changes nothing of what comes out."""
    always: bool = False
    """Whether every build is a full one, because what a plugin makes may depend on what no build looks at."""

    @cached_property
    def features(self) -> tuple[Feature, ...]:
        """What is added to the portal."""
        return tuple(feature() for feature in self.plugins)


class Outcome(NamedTuple):
    """What a build made, what it had to tell, and what it knows of the site."""

    made: Made
    told: tuple[Diagnostic, ...]
    articles: int
    next_change: datetime | None
    owes: Known
    """What it left to make, being hasty: edited files as they were before."""
    scene: dict[str, Any]
    """What the next build needs to do as little."""


@dataclass(frozen=True)
class Report:
    """What a build did."""

    articles: int
    pages: int
    parsed: int
    """Files read anew."""
    rendered: int
    """Pages made anew, whether or not their bytes turned out new."""
    written: int
    skipped: int
    pruned: int
    seconds: float
    next_change: datetime | None
    owes: bool = False
    """Whether, in haste, it left something to make to the next build."""
