"""News by unit and by term: what lists and feeds show under each, in the order given. Pure, linear."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from plugins.model.article import Article
from plugins.model.gather import term_unit
from plugins.model.registry import Registry


def news_by_unit(registry: Registry, articles: Iterable[Article]) -> dict[str, list[Article]]:
    """Group articles by unit; a unit also has the news of those below it on the article's day."""
    groups: dict[str, list[Article]] = {}
    for article in articles:
        day = article.date.at.date()
        lines = [registry.lineage(unit, day) for unit in article.units]
        for unit in lines[0] if len(lines) == 1 else dict.fromkeys(chain.from_iterable(lines)):
            groups.setdefault(unit, []).append(article)
    return groups


def news_by_term(registry: Registry, articles: Iterable[Article]) -> dict[tuple[str, str], list[Article]]:
    """Group articles by unit and term, and under ("", label) by term across units."""
    groups: dict[tuple[str, str], list[Article]] = {}
    for article in articles:
        for label in dict.fromkeys(article.terms):
            groups.setdefault(("", label), []).append(article)
            unit = term_unit(label, article.units, article, registry)
            if unit:
                groups.setdefault((unit, label), []).append(article)
    return groups
