"""Articles as related news know them: who they are, and which is older."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.model.article import Article


def by_age(articles: Sequence[Article]) -> list[Article]:
    """Return articles oldest first: lists the other way round."""
    return sorted(sorted(articles, key=lambda a: a.id, reverse=True), key=lambda a: a.date.at)


def key_of(article: Article) -> str:
    """Return who an article is and all that it says, as one text."""
    return f"{article.id}\0{article.digest}"


def by_key(listed: Sequence[Article]) -> dict[str, Article]:
    """Return articles, given newest first, by their keys, oldest first."""
    return {key_of(a): a for a in reversed(listed)}


def id_of(key: str) -> str:
    """Return whose key it is."""
    return key.partition("\0")[0]


def unit_of(article: Article) -> str:
    """Return an article's lead unit, or nothing."""
    return article.units[0] if article.units else ""
