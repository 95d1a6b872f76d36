"""Write the id and the slug into articles that lack them, so that both outlive a new title or a new folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from plugins.model.article import Article
from plugins.model.diagnostic import Diagnostic
from plugins.reading.article import read_file
from plugins.reading.folder import scan
from plugins.reading.frontmatter import open_tree
from plugins.reading.source import read_text

FENCE = b"---"


def freeze(content: Path, zone: ZoneInfo) -> Iterator[str]:
    """Complete each article that lacks an id or a slug; return the paths of those changed.

    Articles with errors are left for the editor. A file is replaced whole, its line ends kept.
    """
    for file in scan(content).articles:
        added = missing(content, file, zone)
        if added:
            _insert(content / file, added)
            yield file


def missing(content: Path, file: str, zone: ZoneInfo) -> list[str]:
    """Return the front matter lines that an article lacks: its id, its slug."""
    text = read_text(content, file)
    tree = text if isinstance(text, Diagnostic) else open_tree(file, text)
    typed = None if isinstance(tree, Diagnostic) else tree.value()
    article = read_file(content, file, zone).value
    if not isinstance(typed, dict) or not isinstance(article, Article):
        return []
    lines = {"id": f"id: {article.id}", "slug": f"slug: {article.slug}"}
    return [line for key, line in lines.items() if key not in typed]


def _insert(path: Path, lines: list[str]) -> None:
    """Put lines behind the opening `---`."""
    head, fence, rest = path.read_bytes().partition(FENCE)
    opening, _, body = rest.partition(b"\n")
    end = b"\r\n" if opening.endswith(b"\r") else b"\n"
    new = head + fence + opening + b"\n" + b"".join(line.encode() + end for line in lines) + body
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(new)
    temporary.replace(path)
