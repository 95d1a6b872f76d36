"""What a feature is: the seam between the build and the plugins that add to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.engine.aside import Beside

if TYPE_CHECKING:
    from plugins.bridge.job import Job
    from plugins.model.around import Around
    from plugins.model.article import Article
    from plugins.model.artifact import Artifact
    from plugins.model.site import Findings, Site

Share = Callable[[Callable[[Any, int], Any], Any, int], Iterable[Any]]


def alone(work: Callable[[Any, int], Any], shared: Any, count: int) -> list[Any]:
    """Do in this process what a `Share` has workers do."""
    return [work(shared, number) for number in range(count)]


@dataclass(frozen=True)
class Workshop:
    """What the edges of features may use: folders of content, cache and output, and worker processes.

    `map` runs a picklable function over items in workers that may die; for an item whose worker died it calls the
    third argument instead. Results come in the order of the items. `share` runs a function over (shared, 0),
    (shared, 1), … in workers that inherit what is shared, however large. `beside` has a twin of this process do a piece
    of work, whose result is bytes, while this one goes on; it returns what waits for the result. It is None where there
    is nothing to go on with.
    """

    content: Path
    cache: Path
    output: Path
    map: Callable[[Callable[[Any], Any], Sequence[Any], Callable[[Any], Any]], list[Any]]
    share: Share = alone
    beside: Beside | None = None


def workshop_of(job: Job, beside: Beside | None = None) -> Workshop:
    """Return what features may use in a build."""
    return Workshop(job.content, job.cache, job.output, job.crew.run, job.crew.share, beside)


@dataclass(frozen=True)
class Feature:
    """What a plugin adds: findings first, then pages made from the site and everybody's findings."""

    find: Callable[[Site, Workshop], Findings] | None = None
    pages: Callable[[Site, Findings], Iterable[Artifact]] | None = None
    amend: Callable[[Site, Workshop, Mapping[str, Article], Findings], Findings | None] | None = None
    """What it finds otherwise after bodies were edited and nothing else; needed where anything but pages follows from
    them. Given a site without articles, those edited by the digest that each had, and what the last build had found
    that is not about single articles. None asks for a full build, as where its memory is not that of the last build:
    one that was killed, or only asked what it would do, may have left another."""
    libraries: tuple[str, ...] = ()
    """Modules that take long to load and are asked for after every edit: loaded while workers read what changed."""
    piece: Callable[[Site, Workshop, Article, Around, str], str] | None = None
    """What an article is in a `Lazy` file, given by its path; needed where one shows bodies."""
