"""What a feature is: the seam between the build and the plugins that add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.model.artifact import Artifact
from plugins.model.site import Findings, Site


@dataclass(frozen=True)
class Workshop:
    """What the edges of features may use: content and cache folders, and worker processes.

    `map` runs a picklable function over items in workers that may die; for an item whose worker died it calls the
    third argument instead. Results come in the order of the items.
    """

    content: Path
    cache: Path
    map: Callable[[Callable[[Any], Any], Sequence[Any], Callable[[Any], Any]], list[Any]]


@dataclass(frozen=True)
class Feature:
    """What a plugin adds: findings first, then pages made from the site and everybody's findings."""

    find: Callable[[Site, Workshop], Findings] | None = None
    pages: Callable[[Site, Findings], Iterable[Artifact]] | None = None
    always: bool = False
    """Whether every build asks it, because what it makes may depend on what no build looks at."""
    reads_bodies: bool = False
    """Whether findings follow from bodies too, so that an edited body may change more than the pages that show it."""
