"""Series of pages between builds: one whose key is as it was stands as it was made, and nothing of it is declared."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from plugins.model.artifact import Artifact, Output, Page, Redirect, Series

Mapped = str | None
"""What the site map says of a page: when it changed, empty where nobody knows; None keeps the page out of it."""
Remembered = dict[str, tuple[bytes, tuple[tuple[str, Mapped], ...]]]
"""By name of a series: its key, and its pages' paths with what the site map says of each."""


@dataclass
class Unfolded:
    """Outputs that were declared, old addresses, and the pages that stand, by path."""

    outputs: list[Output] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)
    standing: dict[str, Mapped] = field(default_factory=dict)
    series: Remembered = field(default_factory=dict)
    """For the next build."""


def unfold(artifacts: Iterable[Artifact], before: Remembered) -> Unfolded:
    """Declare the pages of every series but those that stand; `before` are the ones that may."""
    found = Unfolded()
    for artifact in artifacts:
        if isinstance(artifact, Redirect):
            found.redirects.append(artifact)
        elif not isinstance(artifact, Series):
            found.outputs.append(artifact)
        elif (known := before.get(artifact.name)) and known[0] == artifact.key:
            found.standing.update(known[1])
            found.series[artifact.name] = known
        else:
            pages = tuple(artifact.declare())
            found.outputs += pages
            found.series[artifact.name] = artifact.key, tuple((page.path, mapped(page)) for page in pages)
    return found


def mapped(page: Page) -> Mapped:
    """Return what the site map says of a page."""
    if not page.listed:
        return None
    return page.modified.at.isoformat() if page.modified else ""


def without(series: Remembered, paths: Collection[str]) -> Remembered:
    """Return the series that none of these pages is of."""
    return {name: known for name, known in series.items() if not any(path in paths for path, _ in known[1])}
