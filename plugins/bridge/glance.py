"""What need not be built: nothing where nothing has changed, a few pages where only bodies have.

Everything that a build looked at, besides the articles and pages themselves, is its *scene*: settings, registries,
theme, photos, attachments, the time until the clock changes something. While the scene is as it was, an article that
says the same but for its body changes nothing but the pages that show the body; those are declared again amid what
stood around them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from plugins.bridge.job import Job, Outcome
from plugins.bridge.seen import Seen
from plugins.bridge.sources import Known, Source
from plugins.bridge.store import Scene, Store
from plugins.engine.made import Made
from plugins.engine.output import Output
from plugins.model.diagnostic import Diagnostic
from plugins.model.keys import key
from plugins.reading.look import UNSURE, look

if TYPE_CHECKING:
    from plugins.engine.make import Room
    from plugins.model.site import Findings, Site

FEW = 50
"""More changed files than this are the full build's work."""


def scene(job: Job, seen: Seen, site: Site, findings: Findings, told: Sequence[Diagnostic], begun: int) -> Scene:
    """Return what a build that ends well has depended on, and what another one needs to stand in for it."""
    photos = {photo.file for article in site.articles for photo in article.photos}
    files = sorted(photos | site.file_sizes.keys() | set(seen.folder.registries))
    seen_already, content = findings.looks, f"{job.content}/"
    looks = {content + file: seen_already.get(file) or look(content + file, begun) for file in files}
    looks |= {file: look(file, begun) for file in sorted(map(str, job.theme.rglob("*")))}
    return {
        "inputs": _inputs(job),
        "folder": key(seen.folder.registries, seen.folder.diagnostics),
        "looks": looks,
        "since": job.now.timestamp(),
        "until": site.next_change.timestamp() if site.next_change else None,
        "told": pickle.dumps(tuple(told)),
        "common": pickle.dumps((findings.common, site.pages)),
        "marks": dict(findings.marks),
        "articles": len(site.articles),
    }


def glance(
    job: Job, store: Store, seen: Seen, is_there: Callable[[], bool], begun: int, *, hasty: bool = False
) -> Outcome | None:
    """Build what little there is to build; None where that takes a full build.

    `is_there` tells whether the output holds all that was made; of content that is watched its mark alone is asked.
    A hasty one makes the pages of edited bodies alone, and says what more there may be to make.
    """
    known, stale = store.scene, frozenset(seen.sources.stale)
    edited = {file: source for file in stale if (source := store.memory.known.get(file))} | store.owes
    always = job.always and not (hasty and edited)
    if not known or always:
        return None
    told = pickle.loads(known["told"])  # noqa: S301 - the state is sealed
    if not _says_the_same(seen, store, stale, told) or not _is_as_before(job, known, seen, begun):
        return None
    if not (_is_marked(job, store) if seen.is_watched else is_there()):
        return None
    nothing = replace(store.made, rendered=0, written=0, pruned=0), known
    remade = _remade(job, store, seen, edited, hasty=hasty) if edited else nothing
    if remade is None:
        return None
    made, after = remade
    return Outcome(made, told, known["articles"], _moment(job, known["until"]), edited if hasty else {}, after)


def _remade(job: Job, store: Store, seen: Seen, edited: Known, *, hasty: bool) -> tuple[Made, Scene] | None:
    """Make what edited bodies change, and say what the next build needs; None where that takes a full build."""
    from plugins.bridge.amends import Amends  # with all of the model, which an unchanged portal does not need
    from plugins.engine.make import remake

    amends = Amends(job, store, seen, edited)
    declared = amends.pages() if hasty else amends.everything()
    if declared is None:
        return None
    made = remake(declared, store.made, room_of(job, store))
    return made, store.scene if hasty else store.scene | {"marks": amends.marks}


def room_of(job: Job, store: Store) -> Room:
    """Return where and from what outputs are made."""
    from plugins.engine.make import Room

    return Room(job.output, job.theme, job.content, job.settings.default_lang, job.crew, store.sheets, store.version)


def _inputs(job: Job) -> bytes:
    names = [f"{f.__module__}.{f.__qualname__}" for f in job.plugins]
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


def _is_marked(job: Job, store: Store) -> bool:
    """Tell whether the output's mark is that of all that was made."""
    return Output(job.output).token == store.made.token


def _says_the_same(seen: Seen, store: Store, stale: frozenset[str], told: Sequence[Diagnostic]) -> bool:
    """Tell whether all files say what they said, but for bodies, and of those that changed the same is to be told.

    That is what their reading tells: where other problems stand in a file may have moved with its lines.
    """
    now, before = seen.sources.known, store.memory.known
    return (
        not seen.sources.failed
        and len(stale) <= FEW
        and now.keys() == before.keys()
        and all(now[f].mark == before[f].mark and now[f].told == before[f].told for f in stale)
        and all(problem in _read(now[problem.file]) for problem in told if problem.file in stale)
    )


def _read(source: Source) -> tuple[Diagnostic, ...]:
    """Return what is wrong in a file by itself."""
    found: tuple[Diagnostic, ...] = pickle.loads(source.told)  # noqa: S301 - from our own worker, or sealed
    return found


def _moment(job: Job, stamp: float | None) -> datetime | None:
    return None if stamp is None else datetime.fromtimestamp(stamp, job.now.tzinfo)
