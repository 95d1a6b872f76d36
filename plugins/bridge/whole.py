"""A full build: load the whole site, let every feature find and declare, claim, render, write, prune.

Where nothing has touched the output, series of pages that follow from what they did are not declared again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from plugins.bridge.content import Loaded, load
from plugins.bridge.feature import workshop_of
from plugins.bridge.glance import room_of, scene
from plugins.bridge.job import ContentError, Job, Outcome
from plugins.bridge.seen import Seen, see
from plugins.bridge.store import Store
from plugins.engine.aside import Beside, aside
from plugins.engine.heap import give_back
from plugins.engine.library import closures
from plugins.engine.machine_files import redirect_map, redirect_pages, robots, site_maps
from plugins.engine.make import make
from plugins.engine.render import catalogue, words_digest
from plugins.engine.series import Mapped, Remembered, Unfolded, mapped, unfold
from plugins.engine.theme import theme_files
from plugins.model.artifact import Output as OutputFile
from plugins.model.artifact import Page, claim, is_apart
from plugins.model.diagnostic import Diagnostic, has_errors
from plugins.model.site import Findings, Site, merge
from plugins.reading.frontmatter import locate


@dataclass(frozen=True)
class Examined:
    """What a build would make, and all that is wrong with the content."""

    loaded: Loaded
    findings: Findings
    problems: list[Diagnostic]
    claimed: dict[str, OutputFile] = field(default_factory=dict)
    standing: Mapping[str, Mapped] = field(default_factory=dict)
    """Pages that are there as they have to be."""
    series: Remembered = field(default_factory=dict)


def examine(job: Job) -> tuple[Site, list[Diagnostic]]:
    """Find out all that is wrong with the content, without a cache and without writing anything."""
    found = examine_seen(job, see(job.content, job.settings, job.crew))
    return found.loaded.site, found.problems


def examined(job: Job, seen: Seen) -> dict[str, OutputFile]:
    """Return what a build would make; ContentError where the content has errors."""
    found = examine_seen(job, seen)
    _stop_at_errors(found.problems, job)
    return found.claimed


def examine_seen(job: Job, seen: Seen, before: Remembered | None = None) -> Examined:
    """Find out what a build would make and all that is wrong with the content; nothing is written to the output.

    `before` are the series of pages that are there as they were made.
    """
    with aside(job.crew) as beside:
        loaded, findings, problems = survey(job, seen, beside)
        if has_errors(problems):
            return Examined(loaded, findings, problems)
        declared = _declare(job, loaded.site, findings, before or {})
        if not is_apart((output.path for output in declared.outputs), declared.standing):
            declared = _declare(job, loaded.site, findings, {})  # so that it can be said who wants what is another's
    claimed, clashes = claim(declared.outputs)
    problems += [locate(job.content, clash) for clash in clashes]
    return Examined(loaded, findings, problems, claimed, declared.standing, declared.series)


def standing_series(job: Job, store: Store) -> Remembered:
    """Return the series that may stand in an untouched output: all, while the theme is as it was."""
    known = store.made.closures
    return store.made.series if closures(job.theme, job.settings.default_lang, known) == known else {}


def survey(job: Job, seen: Seen, beside: Beside) -> tuple[Loaded, Findings, list[Diagnostic]]:
    """Make the site and let every feature find out what it shows."""
    loaded = load(job.content, job.settings, job.now, seen, job.crew)
    lang = job.settings.default_lang
    digest = loaded.site.digest + words_digest(job.theme, lang)
    site = replace(loaded.site, say=catalogue(job.theme, lang).gettext, digest=digest)
    loaded = replace(loaded, site=site)
    problems = list(loaded.diagnostics)
    if has_errors(problems):
        return loaded, Findings(), problems
    findings = merge(f.find(site, workshop_of(job, beside)) for f in job.features if f.find)
    give_back()
    return loaded, findings, [*problems, *(locate(job.content, d) for d in findings.diagnostics)]


def _declare(job: Job, site: Site, findings: Findings, before: Remembered) -> Unfolded:
    """Declare every output of a site without errors, but for the series that stand.

    The first features come last: their pages show what others may yet be finding.
    """
    s = job.settings
    pages = chain.from_iterable(feature.pages(site, findings) for feature in reversed(job.features) if feature.pages)
    found = unfold(chain(findings.artifacts, pages), before)
    found.outputs += theme_files(job.theme)
    found.outputs += redirect_pages(found.redirects, s.siteurl, s.default_lang)
    found.outputs.append(redirect_map(found.redirects))
    if s.siteurl:
        urls = {page.path: mapped(page) for page in found.outputs if isinstance(page, Page)}
        found.outputs += [*site_maps(urls | found.standing, s.siteurl), robots(s.siteurl)]
    return found


def build_whole(job: Job, store: Store, seen: Seen, begun: int, examined: Examined, is_untouched: bool) -> Outcome:
    """Make what was declared; ContentError where the content has errors.

    `is_untouched` says that the output is known to be as the last build left it.
    """
    loaded, problems = examined.loaded, examined.problems
    if has_errors(problems):
        store.learn(loaded.sources, seen.folder)
    _stop_at_errors(problems, job)
    room, e = room_of(job, store), examined
    made = make(e.claimed, store.made, room, is_untouched=is_untouched, standing=e.standing.keys())
    made, site = replace(made, series=e.series), loaded.site
    after = scene(job, seen, site, e.findings, problems, begun)
    store.learn(loaded.sources, seen.folder, made, after)
    return Outcome(made, (), len(site.articles), site.next_change, {}, after)


def _stop_at_errors(problems: Sequence[Diagnostic], job: Job) -> None:
    count = sum(d.severity == "error" for d in problems)
    if count:
        raise ContentError(f"Có {count} lỗi trong nội dung; chưa ghi gì vào {job.output}.")
