"""What a build is given and what it says it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.bridge.feature import Feature
from plugins.engine.executor import ALL_CORES, Crew
from plugins.model.settings import SiteSettings


@dataclass(frozen=True)
class Job:
    """All that a build depends on, the clock included."""

    settings: SiteSettings
    content: Path
    output: Path
    theme: Path
    cache: Path
    features: tuple[Feature, ...]
    now: datetime
    crew: Crew = ALL_CORES
    """Who does the heavy work; changes nothing of what comes out."""


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
