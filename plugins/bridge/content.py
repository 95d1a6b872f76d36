"""Content to site: read in workers, gather, locate what is wrong. Knows nothing of Pelican."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path

from plugins.bridge.sources import Source, Sources, body_of, read_sources
from plugins.engine.state import Pack
from plugins.model.article import Article, StandingPage
from plugins.model.diagnostic import Diagnostic, has_errors
from plugins.model.errors import NewsError
from plugins.model.gather import Gathered, gather
from plugins.model.registry import Registry
from plugins.model.settings import SiteSettings
from plugins.model.site import Site
from plugins.reading.folder import scan
from plugins.reading.frontmatter import locate
from plugins.reading.registries import read_registries


@dataclass(frozen=True)
class Memory:
    """What a former build knew of the files, and where their bodies lie."""

    known: Mapping[str, Source]
    pack: Pack


@dataclass(frozen=True)
class Loaded:
    """A site and everything that is wrong with its content, in the order of files and lines."""

    site: Site
    diagnostics: tuple[Diagnostic, ...]
    sources: Sources


def load(root: Path, settings: SiteSettings, now: datetime, workers: int = 0, memory: Memory | None = None) -> Loaded:
    """Read a content folder as it is public at `now`; NewsError where there is no such folder."""
    if not root.is_dir():
        raise NewsError(f"{root}: không có thư mục nội dung này.")
    folder = scan(root)
    registry, registry_problems = read_registries(root)
    files = (*folder.articles, *folder.pages)
    known, pack = (memory.known, memory.pack) if memory else ({}, None)
    sources = read_sources(root, files, known, pack, settings.timezone, workers)
    items = [source.item for source in sources.known.values()]
    articles = [item for item in items if isinstance(item, Article)]
    pages = [item for item in items if isinstance(item, StandingPage)]
    gathered = gather(articles, pages, registry, now, [reading.file for reading in sources.failed])
    problems = [*folder.diagnostics, *registry_problems]
    problems += [d for source in sources.known.values() for d in source.diagnostics]
    problems += [d for reading in sources.failed for d in reading.diagnostics]
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
        digest=_registry_digest(root, folder.registries),
    )
    if pack:
        site = replace(site, body_of=partial(body_of, root, sources, pack, settings.timezone))
    return Loaded(site, tuple(sorted(set(problems))), sources)


def _registry_digest(root: Path, files: Sequence[str]) -> str:
    total = blake2b(digest_size=16)
    for file in files:
        total.update(f"\0{file}\0".encode() + (root / file).read_bytes())
    return total.hexdigest()


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
