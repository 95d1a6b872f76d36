"""Content to site: read in workers, gather, locate what is wrong. Knows nothing of Pelican."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from plugins.bridge.items import body_of, restored
from plugins.bridge.registry import Registered, read_registry
from plugins.bridge.seen import Seen, files_of
from plugins.bridge.sizes import file_sizes
from plugins.bridge.sources import Asked, Rows, Sources, read_sources, told
from plugins.engine.executor import Crew
from plugins.model.article import Article, StandingPage
from plugins.model.diagnostic import Diagnostic, has_errors
from plugins.model.gather import Gathered, gather
from plugins.model.settings import SiteSettings
from plugins.model.site import Site
from plugins.reading.frontmatter import locate


@dataclass(frozen=True)
class Loaded:
    """A site and everything that is wrong with its content, in the order of files and lines."""

    site: Site
    sources: Sources
    diagnostics: tuple[Diagnostic, ...]


def load(root: Path, settings: SiteSettings, now: datetime, seen: Seen, crew: Crew) -> Loaded:
    """Make a site of a content folder, as it is public at `now`."""
    m, sources = seen.memory, seen.sources
    registered = read_registry(root, seen.folder.registries, m.shelf if m else None, m.version if m else b"")
    pack = m.pack if m else None
    kept = m.rows() if m and sources.known.keys() - sources.rows.keys() else {}
    if kept is None:
        sources, kept = read_sources(root, Asked(files_of(seen.folder)), {}, pack, settings.timezone, crew), {}
    gathered = _gather(sources, kept, registered, settings, now)
    problems = [*seen.folder.diagnostics, *registered.diagnostics, *told(sources)]
    if not has_errors(registered.diagnostics):  # else every reference to it would look wrong too
        problems += [locate(root, d) for d in gathered.diagnostics]
    if settings.strict:
        problems = [_refused(d) for d in problems]
    site = Site(
        settings=settings,
        registry=registered.registry,
        now=now,
        articles=gathered.articles,
        pages=gathered.pages,
        file_sizes=file_sizes(root, gathered.articles, gathered.pages, registered.registry),
        next_change=gathered.next_change,
        digest=registered.digest,
    )
    if pack:
        site = replace(site, body_of=partial(body_of, root, sources.known, pack, settings.timezone))
    return Loaded(site, sources, tuple(sorted(set(problems))))


def _gather(sources: Sources, kept: Rows, registered: Registered, settings: SiteSettings, now: datetime) -> Gathered:
    """Resolve all items; remember which articles the registries know by the very words that were typed."""
    items = restored(sources, kept, settings.timezone).values()
    articles = [item for item in items if isinstance(item, Article)]
    pages = [item for item in items if isinstance(item, StandingPage)]
    digest = registered.digest.encode()
    sound = {file for file, source in sources.known.items() if source.sound == digest}
    gathered = gather(articles, pages, registered.registry, now, tuple(sources.failed), sound)
    for file in gathered.sound - sound:
        sources.known[file] = sources.known[file]._replace(sound=digest)
        sources.is_new = True
    return gathered


STRICT_ERRORS = frozenset({"missing-id", "missing-photo"})


def _refused(problem: Diagnostic) -> Diagnostic:
    """Make an error of what the strict build refuses."""
    if problem.code not in STRICT_ERRORS:
        return problem
    p = problem
    return Diagnostic(p.file, p.line, p.col, p.code, "error", p.message, p.hint, p.key)
