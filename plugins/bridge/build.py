"""The build from end to end: load, find, declare, claim, render, write, prune. Knows nothing of Pelican."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace

from plugins.bridge.content import Loaded, Seen, Watched, load, see
from plugins.bridge.glance import glance, scene
from plugins.bridge.job import Job, Outcome, Report, workshop_of
from plugins.bridge.store import Store
from plugins.engine.machine_files import redirect_map, redirect_pages, robots, site_maps
from plugins.engine.make import Room, make
from plugins.engine.render import catalogue, words_digest
from plugins.engine.state import locked
from plugins.engine.theme import theme_files
from plugins.model.artifact import Artifact, Page, Redirect, claim
from plugins.model.artifact import Output as OutputFile
from plugins.model.diagnostic import Diagnostic, has_errors
from plugins.model.errors import NewsError
from plugins.model.site import Findings, Site, merge
from plugins.reading.frontmatter import locate

Examined = tuple[Loaded, Findings, dict[str, OutputFile], list[Diagnostic]]
NOTHING: AbstractContextManager[None] = nullcontext()


class ContentError(NewsError):
    """The content has errors: they were all reported, nothing was written."""


def build(job: Job, tell: Callable[[Sequence[Diagnostic]], None]) -> Report:
    """Build a portal. `tell` is given every problem at once; with an error among them nothing is written.

    Raise ContentError then, and NewsError where the set-up is wrong. What a former build left in the cache makes it
    faster and changes nothing else.
    """
    with held(job) as ready:
        store = Store(ready.cache, job.settings.timezone)
        try:
            return build_with(store, ready, tell)
        finally:
            store.save()


@contextmanager
def held(job: Job) -> Iterator[Job]:
    """Hold a job's cache; give the job with its folders resolved. NewsError where a folder holds another."""
    job = replace(job, **{name: getattr(job, name).resolve() for name in ("content", "output", "theme", "cache")})
    _keep_apart(job)
    with locked(job.cache), _uncollected():
        yield job


def build_with(
    store: Store,
    job: Job,
    tell: Callable[[Sequence[Diagnostic]], None],
    changed: Collection[str] | None = None,
    *,
    hasty: bool = False,
    breakable: AbstractContextManager[object] = NOTHING,
) -> Report:
    """Build by what a store knows, and let it learn from that, as `build` does.

    `changed` are the only files that may differ from what the store's last build saw, articles and pages all of them,
    by their paths from content/; None where nobody has watched. Where these say the same but for their bodies, a hasty
    build makes no more than the pages that show those; the report tells whether it owes more, which the next one makes.
    `breakable` is entered for that part of a full build that writes nothing and may be broken off.
    """
    started, begun = time.monotonic(), time.time_ns()
    room = Room(job.output, job.theme, job.content, job.settings.default_lang, job.crew, store.sheets, store.version)
    watched = None if changed is None or store.folder is None else Watched(store.folder, frozenset(changed))
    libraries = [name for feature in job.features for name in feature.libraries]
    seen = see(job.content, job.settings, job.crew, store.memory, watched, libraries)
    little = glance(job, store, seen, room, begun, hasty=hasty and seen.is_watched)
    if little:
        tell(little.told)
        store.learn(seen.sources, seen.folder, little.made, store.scene)
        store.owes = little.owes
        return _report(job, seen, little, started)
    with breakable:
        examined = _examine(job, seen)
    tell(examined[-1])
    return _report(job, seen, _build(job, store, seen, room, begun, examined), started)


def _build(job: Job, store: Store, seen: Seen, room: Room, begun: int, examined: Examined) -> Outcome:
    """Build what a glance cannot."""
    loaded, findings, claimed, problems = examined
    if has_errors(problems):
        store.learn(loaded.sources, seen.folder)
    _stop_at_errors(problems, job)
    made = make(claimed, store.made, room)
    site = loaded.site
    store.learn(loaded.sources, seen.folder, made, scene(job, seen, site, findings, problems, begun))
    return Outcome(made, (), len(site.articles), site.next_change, {})


def _stop_at_errors(problems: Sequence[Diagnostic], job: Job) -> None:
    count = sum(d.severity == "error" for d in problems)
    if count:
        raise ContentError(f"Có {count} lỗi trong nội dung; chưa ghi gì vào {job.output}.")


def _report(job: Job, seen: Seen, done: Outcome, started: float) -> Report:
    return Report(
        articles=done.articles,
        pages=done.made.pages,
        parsed=len(seen.sources.stale),
        rendered=done.made.rendered,
        written=done.made.written,
        skipped=len(done.made.outputs) - done.made.written,
        pruned=done.made.pruned,
        seconds=time.monotonic() - started,
        next_change=done.next_change,
        owes=bool(done.owes),
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collect no garbage: nearly all that a build makes lives until its end, and looking through it takes long.

    What lives on is not looked through afterwards either, until another build begins or `gc.unfreeze` is called.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def examine(job: Job) -> tuple[Site, list[Diagnostic]]:
    """Find out all that is wrong with the content, without a cache and without writing anything."""
    loaded, _, _, problems = _examine(job, see(job.content, job.settings, job.crew))
    return loaded.site, problems


def examined(job: Job, seen: Seen) -> dict[str, OutputFile]:
    """Return what a build would make; ContentError where the content has errors."""
    _, _, claimed, problems = _examine(job, seen)
    _stop_at_errors(problems, job)
    return claimed


def _examine(job: Job, seen: Seen) -> Examined:
    """Find out what a build would make and all that is wrong with the content; nothing is written to the output."""
    loaded, findings, problems = survey(job, seen)
    if has_errors(problems):
        return loaded, findings, {}, problems
    claimed, clashes = claim(_declare(job, loaded.site, findings))
    return loaded, findings, claimed, [*problems, *(locate(job.content, clash) for clash in clashes)]


def survey(job: Job, seen: Seen) -> tuple[Loaded, Findings, list[Diagnostic]]:
    """Make the site and let every feature find out what it shows."""
    loaded = load(job.content, job.settings, job.now, seen, job.crew)
    lang = job.settings.default_lang
    digest = loaded.site.digest + words_digest(job.theme, lang)
    site = replace(loaded.site, say=catalogue(job.theme, lang).gettext, digest=digest)
    loaded = replace(loaded, site=site)
    problems = list(loaded.diagnostics)
    if has_errors(problems):
        return loaded, Findings(), problems
    findings = merge(f.find(site, workshop_of(job)) for f in job.features if f.find)
    return loaded, findings, [*problems, *(locate(job.content, d) for d in findings.diagnostics)]


def _declare(job: Job, site: Site, findings: Findings) -> list[OutputFile]:
    """Declare every output of a site without errors."""
    s = job.settings
    declared: list[Artifact] = [*findings.artifacts]
    for feature in job.features:
        if feature.pages:
            declared += feature.pages(site, findings)
    redirects = [a for a in declared if isinstance(a, Redirect)]
    outputs: list[OutputFile] = [a for a in declared if not isinstance(a, Redirect)]
    outputs += theme_files(job.theme)
    outputs += redirect_pages(redirects, s.siteurl, s.default_lang)
    outputs.append(redirect_map(redirects))
    if s.siteurl:
        pages = sorted((a for a in outputs if isinstance(a, Page)), key=lambda page: page.path)
        outputs += [*site_maps(pages, s.siteurl), robots(s.siteurl)]
    return outputs


def _keep_apart(job: Job) -> None:
    """Raise NewsError where the output folder and the content hold each other."""
    if job.output.is_relative_to(job.content) or job.content.is_relative_to(job.output):
        raise NewsError(f"Thư mục kết quả {job.output} và thư mục nội dung {job.content} không được chứa nhau.")
