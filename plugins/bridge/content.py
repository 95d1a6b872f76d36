"""Content to site: read in workers, gather, locate what is wrong. Knows nothing of Pelican."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from plugins.engine import executor
from plugins.model.article import Article, StandingPage
from plugins.model.diagnostic import Diagnostic, diagnose, has_errors
from plugins.model.errors import NewsError
from plugins.model.gather import Gathered, gather
from plugins.model.registry import Registry
from plugins.model.settings import SiteSettings
from plugins.model.site import Site
from plugins.reading.article import Reading, read_files
from plugins.reading.folder import scan
from plugins.reading.frontmatter import locate
from plugins.reading.registries import read_registries


@dataclass(frozen=True)
class Loaded:
    """A site and everything that is wrong with its content, in the order of files and lines."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]


def load(root: Path, settings: SiteSettings, now: datetime, workers: int = 0) -> Loaded:
    """Read a content folder as it is public at `now`; NewsError where there is no such folder."""
    if not root.is_dir():
        raise NewsError(f"{root}: không có thư mục nội dung này.")
    folder = scan(root)
    registry, registry_problems = read_registries(root)
    files = (*folder.articles, *folder.pages)
    readings = executor.run(partial(_read, str(root), settings.timezone), files, _lost, workers)
    articles = [r.value for r in readings if isinstance(r.value, Article)]
    pages = [r.value for r in readings if isinstance(r.value, StandingPage)]
    broken = [r.file for r in readings if r.value is None]
    gathered = gather(articles, pages, registry, now, broken)
    problems = [*folder.diagnostics, *registry_problems, *(d for r in readings for d in r.diagnostics)]
    if not has_errors(list(registry_problems)):  # else every reference to it would look wrong too
        problems += [locate(root, d) for d in gathered.diagnostics]
    if settings.strict:
        problems = [_refused(d) for d in problems]
    site = Site(
        settings=settings,
        registry=registry,
        now=now,
        articles=gathered.articles,
        pages=gathered.pages,
        file_sizes=_sizes(root, gathered, registry),
        next_change=gathered.next_change,
    )
    return Loaded(site, tuple(sorted(set(problems))))


def _read(root: str, timezone: str, file: str) -> Reading:
    return read_files(root, [file], timezone)[0]


def _lost(file: str) -> Reading:
    return Reading(file, None, (diagnose("worker-lost", file),))


STRICT_ERRORS = frozenset({"missing-id"})


def _refused(problem: Diagnostic) -> Diagnostic:
    """Make an error of what the strict build refuses."""
    if problem.code not in STRICT_ERRORS:
        return problem
    p = problem
    return Diagnostic(p.file, p.line, p.col, p.code, "error", p.message, p.hint, p.key)


def _sizes(root: Path, gathered: Gathered, registry: Registry) -> dict[str, int]:
    files = {f for article in gathered.articles for f in article.attachments}
    files |= {f for page in gathered.pages for f in page.attachments}
    files |= {f for document in registry.documents.values() for f in document.files}
    return {file: (root / file).stat().st_size for file in sorted(files) if (root / file).is_file()}
