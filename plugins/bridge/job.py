"""What a build is given and what it says it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from plugins.bridge.feature import Feature, Workshop
from plugins.bridge.sources import Known
from plugins.engine.executor import ALL_CORES, Crew
from plugins.engine.make import Made
from plugins.model.diagnostic import Diagnostic
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


def workshop_of(job: Job) -> Workshop:
    """Return what features may use in a build."""
    return Workshop(job.content, job.cache, job.output, job.crew.run, job.crew.share)


class Outcome(NamedTuple):
    """What a build made, what it had to tell, and what it knows of the site."""

    made: Made
    told: tuple[Diagnostic, ...]
    articles: int
    next_change: datetime | None
    owes: Known
    """What it left to make, being hasty: edited files as they were before."""


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
