"""A full build: load the whole site, let every feature find and declare, claim, render, write, prune."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plugins.bridge.content import Loaded, load
from plugins.bridge.feature import workshop_of
from plugins.bridge.glance import room_of, scene
from plugins.bridge.job import ContentError, Job, Outcome
from plugins.bridge.seen import Seen, see
from plugins.bridge.store import Store
from plugins.engine.machine_files import redirect_map, redirect_pages, robots, site_maps
from plugins.engine.make import make
from plugins.engine.render import catalogue, words_digest
from plugins.engine.theme import theme_files
from plugins.model.artifact import Artifact, Page, Redirect, claim
from plugins.model.artifact import Output as OutputFile
from plugins.model.diagnostic import Diagnostic, has_errors
from plugins.model.site import Findings, Site, merge
from plugins.reading.frontmatter import locate

Examined = tuple[Loaded, Findings, dict[str, OutputFile], list[Diagnostic]]


def examine(job: Job) -> tuple[Site, list[Diagnostic]]:
    """Find out all that is wrong with the content, without a cache and without writing anything."""
    loaded, _, _, problems = examine_seen(job, see(job.content, job.settings, job.crew))
    return loaded.site, problems


def examined(job: Job, seen: Seen) -> dict[str, OutputFile]:
    """Return what a build would make; ContentError where the content has errors."""
    _, _, claimed, problems = examine_seen(job, seen)
    _stop_at_errors(problems, job)
    return claimed


def examine_seen(job: Job, seen: Seen) -> Examined:
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


def build_whole(job: Job, store: Store, seen: Seen, begun: int, examined: Examined, is_untouched: bool) -> Outcome:
    """Make what was declared; ContentError where the content has errors.

    `is_untouched` says that the output is known to be as the last build left it.
    """
    loaded, findings, claimed, problems = examined
    if has_errors(problems):
        store.learn(loaded.sources, seen.folder)
    _stop_at_errors(problems, job)
    made = make(claimed, store.made, room_of(job, store), is_untouched=is_untouched)
    site = loaded.site
    store.learn(loaded.sources, seen.folder, made, scene(job, seen, site, findings, problems, begun))
    return Outcome(made, (), len(site.articles), site.next_change, {})


def _stop_at_errors(problems: Sequence[Diagnostic], job: Job) -> None:
    count = sum(d.severity == "error" for d in problems)
    if count:
        raise ContentError(f"Có {count} lỗi trong nội dung; chưa ghi gì vào {job.output}.")
