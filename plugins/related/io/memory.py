"""Lists found in a site, kept between builds: only speed."""

from __future__ import annotations

from plugins.bridge.feature import Workshop
from plugins.model.article import Article
from plugins.model.site import Site
from plugins.related.settings import RelatedSettings
from plugins.related.shelf import arrange, by_age
from plugins.related.terms import Terms, count

Lists = dict[str, tuple[str, ...]]


def found(site: Site, workshop: Workshop, settings: RelatedSettings) -> tuple[Lists, dict[str, str]]:
    """Return the list of each article that lists show, and the other one of the same content, by ids."""
    del workshop
    articles = by_age(site.listed)
    shelf = arrange(articles, [_terms(site, a) for a in articles], site.registry, settings)
    ids = [a.id for a in articles]
    lists = {
        ids[row]: tuple(ids[other] for other in chosen if other >= 0)
        for row, chosen in enumerate(shelf.chosen.tolist())
    }
    return (
        {article: chosen for article, chosen in lists.items() if chosen},
        {ids[row]: ids[other] for row, other in enumerate(shelf.twins().tolist()) if other >= 0},
    )


def _terms(site: Site, article: Article) -> Terms:
    return count(article.title, article.lead_text, [p for p in site.body_of(article) if isinstance(p, str)])
