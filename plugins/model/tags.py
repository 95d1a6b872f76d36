"""Tags: one per folded spelling, each with an address of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from plugins.model.article import Article
from plugins.model.keys import key
from plugins.model.text import fold_case, slugify


@dataclass(slots=True)
class Tag:
    """A tag as first spelled, its address part, and its articles newest first."""

    name: str
    slug: str
    articles: list[Article] = field(default_factory=list)
    key: bytes = b""
    """Key of name and slug."""


def collect(articles: Iterable[Article]) -> dict[str, Tag]:
    """Group articles, newest first, by folded tag. Linear.

    The oldest article's spelling names the tag. Two tags that fold to one slug (`đạo`, `đảo`) keep apart: the older
    one has the slug, the other the slug and a digest, so that an address once given never moves.
    """
    tags: dict[str, Tag] = {}
    owners: dict[str, str] = {}
    for article in reversed(list(articles)):
        for name in article.tags:
            folded = fold_case(name)
            tag = tags.get(folded)
            if tag is None:
                slug = _slug(folded, owners)
                tag = tags[folded] = Tag(name, slug, key=key(name, slug))
            if not tag.articles or tag.articles[-1] is not article:  # it may be tagged twice
                tag.articles.append(article)
    for tag in tags.values():
        tag.articles.reverse()
    return tags


def _slug(folded: str, owners: dict[str, str]) -> str:
    digest = sha256(folded.encode()).hexdigest()[:6]
    slug = slugify(folded) or digest
    if owners.setdefault(slug, folded) != folded:
        slug = f"{slug}-{digest}"
        owners[slug] = folded
    return slug
