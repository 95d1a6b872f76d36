"""The build from end to end: load, find, declare, claim, render, write, prune. Knows nothing of Pelican."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from plugins.bridge.content import load
from plugins.bridge.feature import Feature, Workshop
from plugins.engine import executor
from plugins.engine.machine_files import redirect_map, redirect_pages, robots, site_maps
from plugins.engine.output import Output
from plugins.engine.press import press
from plugins.engine.render import catalogue
from plugins.engine.theme import theme_files
from plugins.model.artifact import Artifact, Copy, Page, Redirect, Text, claim
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
    written: int
    skipped: int
    pruned: int
    seconds: float
    next_change: datetime | None


class ContentError(NewsError):
    """The content has errors: they were all reported, nothing was written."""


def build(job: Job, tell: Callable[[Sequence[Diagnostic]], None]) -> Report:
    """Build a portal. `tell` is given every problem at once; with an error among them nothing is written.

    Raise ContentError then, and NewsError where the set-up is wrong.
    """
    started = time.monotonic()
    job = replace(job, **{name: getattr(job, name).resolve() for name in ("content", "output", "theme", "cache")})
    _keep_apart(job)
    site, findings, problems = survey(job)
    claimed: dict[str, OutputFile] = {}
    if not has_errors(problems):
        claimed, clashes = claim(_declare(job, site, findings))
        problems += [locate(job.content, clash) for clash in clashes]
    tell(problems)
    if has_errors(problems):
        count = sum(d.severity == "error" for d in problems)
        raise ContentError(f"Có {count} lỗi trong nội dung; chưa ghi gì vào {job.output}.")
    target = Output(job.output)
    target.claim()
    written = _write(job, claimed, target)
    pruned = target.prune(claimed)
    pages = sum(isinstance(a, Page) for a in claimed.values())
    seconds = time.monotonic() - started
    return Report(len(site.articles), pages, written, len(claimed) - written, pruned, seconds, site.next_change)


def survey(job: Job) -> tuple[Site, Findings, list[Diagnostic]]:
    """Read the content and let every feature find out what it shows; nothing is written to the output."""
    loaded = load(job.content, job.settings, job.now, job.workers)
    site = replace(loaded.site, say=catalogue(job.theme, job.settings.default_lang).gettext)
    problems = list(loaded.diagnostics)
    if has_errors(problems):
        return site, Findings(), problems
    workshop = Workshop(job.content, job.cache, partial(executor.run, workers=job.workers))
    findings = merge(f.find(site, workshop) for f in job.features if f.find)
    return site, findings, [*problems, *(locate(job.content, d) for d in findings.diagnostics)]


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


def _write(job: Job, claimed: dict[str, OutputFile], target: Output) -> int:
    """Write every output; return how many files were written."""
    pages = [a for a in claimed.values() if isinstance(a, Page)]
    written = press(job.theme, job.settings.default_lang, job.output, pages, job.workers)
    for path, artifact in claimed.items():
        if isinstance(artifact, Text):
            written += target.write(path, artifact.text.encode())
        elif isinstance(artifact, Copy):
            written += target.copy(path, job.content / artifact.source)
    return written


def _keep_apart(job: Job) -> None:
    """Raise NewsError where the output folder and the content hold each other."""
    if job.output.is_relative_to(job.content) or job.content.is_relative_to(job.output):
        raise NewsError(f"Thư mục kết quả {job.output} và thư mục nội dung {job.content} không được chứa nhau.")
