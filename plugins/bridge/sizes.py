"""How long the files are that pages offer to download."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plugins.model.article import Article, StandingPage
from plugins.model.registry import Registry


def file_sizes(
    root: Path, articles: Iterable[Article], pages: Iterable[StandingPage], registry: Registry
) -> dict[str, int]:
    """Return the length in bytes of every attachment and document file."""
    files = {f for article in articles for f in article.attachments}
    files |= {f for page in pages for f in page.attachments}
    files |= {f for document in registry.documents.values() for f in document.files}
    return {file: (root / file).stat().st_size for file in sorted(files) if (root / file).is_file()}
