"""What need not be built: nothing where nothing has changed, a few pages where only bodies have.

Everything that a build looked at, besides the articles and pages themselves, is its *scene*: settings, registries,
theme, photos, attachments, the time until the clock changes something. While the scene is as it was, an article that
says the same but for its body changes nothing but the pages that show the body; those are declared again amid what
stood around them.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from plugins.bridge.content import Seen, file_sizes
from plugins.bridge.job import Job
from plugins.bridge.registry import read_registry
from plugins.bridge.sources import NONE, Item, body_of, restored
from plugins.bridge.store import Scene, Store
from plugins.engine.make import Made, Room, is_whole, recall, remake
from plugins.engine.output import Output
from plugins.engine.render import catalogue, words_digest
from plugins.model.artifact import Page
from plugins.model.diagnostic import Diagnostic
from plugins.model.keys import key
from plugins.model.site import Findings, Site
from plugins.reading.look import UNSURE, look

FEW = 50
"""More changed files than this are the full build's work."""


class Glimpse(NamedTuple):
    """The outcome of a build that was hardly one."""

    made: Made
    told: tuple[Diagnostic, ...]
    articles: int
    next_change: datetime | None
    owes: bool = False
    """Whether more has to be made than was, which a hasty build leaves to the next one."""


def scene(job: Job, seen: Seen, site: Site, findings: Findings, told: Sequence[Diagnostic], begun: int) -> Scene:
    """Return what a build that ends well has depended on, and what another one needs to stand in for it."""
    photos = {photo.file for article in site.articles for photo in article.photos}
    files = [f"{job.content}/{f}" for f in (*seen.folder.registries, *sorted(photos | site.file_sizes.keys()))]
    files += sorted(map(str, job.theme.rglob("*")))
    return {
        "inputs": _inputs(job),
        "folder": key(seen.folder.registries, seen.folder.diagnostics),
        "looks": {file: look(file, begun) for file in files},
        "since": job.now.timestamp(),
        "until": site.next_change.timestamp() if site.next_change else None,
        "told": pickle.dumps(tuple(told)),
        "common": pickle.dumps((findings.common, site.pages)),
        "articles": len(site.articles),
    }


def glance(job: Job, store: Store, seen: Seen, room: Room, begun: int, *, hasty: bool = False) -> Glimpse | None:
    """Build what little there is to build; None where that takes a full build.

    A hasty one makes the pages of changed bodies though more may have to be made, and says so.
    """
    known, stale = store.scene, frozenset(seen.sources.stale)
    owes = _owes(job, store, stale)
    if not known or (owes and not hasty) or not _is_as_before(job, known, seen, begun):
        return None
    told = pickle.loads(known["told"])  # noqa: S301 - the state is sealed
    if not _says_the_same(seen, store, stale, told) or not _is_there(job, store, seen):
        return None
    made = replace(store.made, rendered=0, written=0, pruned=0)
    if stale:
        pages = _declared_again(job, store, seen, stale)
        if pages is None:
            return None
        made = remake(pages, made, room)
    return Glimpse(made, told, known["articles"], _moment(job, known["until"]), owes)


def _owes(job: Job, store: Store, stale: frozenset[str]) -> bool:
    """Tell whether there may be more to make than the pages of changed bodies."""
    if store.owes or any(feature.always for feature in job.features):
        return True
    return bool(stale) and (any(f.reads_bodies for f in job.features) or not stale.isdisjoint(store.made.woven))


def _inputs(job: Job) -> bytes:
    names = [f"{f.__module__}.{f.__qualname__}" for feature in job.features for f in (feature.find, feature.pages) if f]
    return key(job.settings, str(job.content), str(job.theme), names)


def _is_as_before(job: Job, known: Scene, seen: Seen, begun: int) -> bool:
    """Tell whether the scene is what it was, the time of day included."""
    now = job.now.timestamp()
    return (
        known["inputs"] == _inputs(job)
        and known["folder"] == key(seen.folder.registries, seen.folder.diagnostics)
        and known["since"] <= now
        and (known["until"] is None or now < known["until"])
        and (seen.is_watched or all(was != UNSURE and look(f, begun) == was for f, was in known["looks"].items()))
    )


def _is_there(job: Job, store: Store, seen: Seen) -> bool:
    """Tell whether all is there that was made; where the content was watched, by its mark alone."""
    return Output(job.output).token == store.made.token if seen.is_watched else is_whole(store.made, job.output)


def _says_the_same(seen: Seen, store: Store, stale: frozenset[str], told: Sequence[Diagnostic]) -> bool:
    """Tell whether all files say what they said, but for bodies, and nothing is to be told of those that changed."""
    now, before = seen.sources.known, store.memory.known
    return (
        not seen.sources.failed
        and len(stale) <= FEW
        and now.keys() == before.keys()
        and all(now[f].mark == before[f].mark and now[f].told == before[f].told == NONE for f in stale)
        and not any(problem.file in stale for problem in told)
    )


def _declared_again(job: Job, store: Store, seen: Seen, stale: frozenset[str]) -> dict[str, Page] | None:
    """Declare the pages that show the changed bodies; None where it is not known any more how."""
    site, findings = _frame(job, store, seen)
    sheets = {path: texts for path, (texts, _) in store.made.sheets.items() if not stale.isdisjoint(texts)}
    items = _items(job, store, seen, {file for texts in sheets.values() for file in texts})
    found: dict[str, Page] = {}
    for path, texts in sheets.items():
        _, again = recall(store.made, path, store.sheets)
        if again is None or items is None:
            return None
        declare, around = again
        found[path] = declare(site, findings, tuple(items[file] for file in texts), around)
    return found if all(page.path == path for path, page in found.items()) else None


def _items(job: Job, store: Store, seen: Seen, files: set[str]) -> Mapping[str, Item] | None:
    """Return what some files say; None where that was lost."""
    rows = {} if files <= seen.sources.rows.keys() else store.memory.rows()
    return None if rows is None else restored(seen.sources, rows, job.settings.timezone, files)


def _frame(job: Job, store: Store, seen: Seen) -> tuple[Site, Findings]:
    """Return the site and the findings without their articles."""
    memory, lang = store.memory, job.settings.default_lang
    registered = read_registry(job.content, seen.folder.registries, memory.shelf, memory.version)
    findings, pages = pickle.loads(store.scene["common"])  # noqa: S301 - the state is sealed
    site = Site(
        settings=job.settings,
        registry=registered.registry,
        now=job.now,
        pages=pages,
        file_sizes=file_sizes(job.content, (), pages, registered.registry),
        digest=registered.digest + words_digest(job.theme, lang),
        say=catalogue(job.theme, lang).gettext,
        body_of=partial(body_of, job.content, seen.sources.known, memory.pack, job.settings.timezone),
    )
    return site, findings


def _moment(job: Job, stamp: float | None) -> datetime | None:
    return None if stamp is None else datetime.fromtimestamp(stamp, job.now.tzinfo)
