"""The build from end to end: load, find, declare, claim, render, write, prune. Knows nothing of Pelican."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from plugins.bridge.content import Loaded, Memory, load
from plugins.bridge.feature import Feature, Workshop
from plugins.bridge.store import Store
from plugins.engine import executor
from plugins.engine.machine_files import redirect_map, redirect_pages, robots, site_maps
from plugins.engine.make import Room, make
from plugins.engine.render import catalogue, words_digest
from plugins.engine.state import locked
from plugins.engine.theme import theme_files
from plugins.model.artifact import Artifact, Page, Redirect, claim
from plugins.model.artifact import Output as OutputFile
from plugins.model.diagnostic import Diagnostic, has_errors
from plugins.model.errors import NewsError
from plugins.model.settings import SiteSettings
from plugins.model.site import Findings, Site, merge
from plugins.reading.frontmatter import locate


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
    workers: int = 0


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


class ContentError(NewsError):
    """The content has errors: they were all reported, nothing was written."""


def build(job: Job, tell: Callable[[Sequence[Diagnostic]], None]) -> Report:
    """Build a portal. `tell` is given every problem at once; with an error among them nothing is written.

    Raise ContentError then, and NewsError where the set-up is wrong. What a former build left in the cache makes it
    faster and changes nothing else.
    """
    started = time.monotonic()
    job = replace(job, **{name: getattr(job, name).resolve() for name in ("content", "output", "theme", "cache")})
    _keep_apart(job)
    with locked(job.cache), _seldom_collecting():
        store = Store(job.cache)
        loaded, site, claimed, problems = examine(job, store.memory)
        tell(problems)
        if has_errors(problems):
            store.keep(loaded.sources, loaded.listings)
            count = sum(d.severity == "error" for d in problems)
            raise ContentError(f"Có {count} lỗi trong nội dung; chưa ghi gì vào {job.output}.")
        made = make(
            claimed, store.made, Room(job.output, job.theme, job.content, job.settings.default_lang, job.workers)
        )
        store.keep(loaded.sources, loaded.listings, made)
    return Report(
        articles=len(site.articles),
        pages=sum(isinstance(a, Page) for a in claimed.values()),
        parsed=len(loaded.sources.stale),
        rendered=made.rendered,
        written=made.written,
        skipped=len(claimed) - made.written,
        pruned=made.pruned,
        seconds=time.monotonic() - started,
        next_change=site.next_change,
    )


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Make hardly any collections: nearly all that a build makes lives until its end."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def examine(job: Job, memory: Memory | None = None) -> tuple[Loaded, Site, dict[str, OutputFile], list[Diagnostic]]:
    """Find out what a build would make and all that is wrong with the content; nothing is written to the output."""
    loaded, site, findings, problems = survey(job, memory)
    if has_errors(problems):
        return loaded, site, {}, problems
    claimed, clashes = claim(_declare(job, site, findings))
    return loaded, site, claimed, [*problems, *(locate(job.content, clash) for clash in clashes)]


def survey(job: Job, memory: Memory | None) -> tuple[Loaded, Site, Findings, list[Diagnostic]]:
    """Read the content and let every feature find out what it shows."""
    loaded = load(job.content, job.settings, job.now, job.workers, memory)
    lang = job.settings.default_lang
    digest = loaded.site.digest + words_digest(job.theme, lang)
    site = replace(loaded.site, say=catalogue(job.theme, lang).gettext, digest=digest)
    problems = list(loaded.diagnostics)
    if has_errors(problems):
        return loaded, site, Findings(), problems
    workshop = Workshop(job.content, job.cache, partial(executor.run, workers=job.workers))
    findings = merge(f.find(site, workshop) for f in job.features if f.find)
    return loaded, site, findings, [*problems, *(locate(job.content, d) for d in findings.diagnostics)]


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
