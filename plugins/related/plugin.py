"""Related news: what editors picked, then what is akin by text and by what the front matter says."""

from __future__ import annotations

from plugins.bridge.feature import Feature, Workshop
from plugins.model.site import Findings, Site
from plugins.related.lists import join, picks
from plugins.related.settings import RelatedSettings


def find(site: Site, workshop: Workshop, settings: RelatedSettings | None = None) -> Findings:
    """Find a list for every article that has one, and the other article of each that two units published."""
    from plugins.related.io.memory import found  # imports NumPy, which an article's first list needs and no other

    settings = settings or RelatedSettings()
    akin, twins = found(site, workshop, settings)
    picked = picks(site.articles, {a.id for a in site.listed})
    lists = {
        a.id: join(picked.get(a.id, ()), akin.get(a.id, ()), settings.length)
        for a in site.articles
        if a.id in picked or a.id in akin
    }
    return Findings(
        related={article: chosen for article, chosen in lists.items() if chosen},
        same_content={a: b for a, b in twins.items() if b not in lists.get(a, ())},
    )


FEATURE = Feature(find)
