"""Hand-picked related news: what editors chose, in their order."""

from __future__ import annotations

from plugins.bridge.feature import Feature, Workshop
from plugins.model.site import Findings, Site


def find(site: Site, workshop: Workshop) -> Findings:
    """Keep the picks that lists may show; drafts, embargoed and withdrawn items never enter."""
    del workshop
    listed = {a.id for a in site.listed}
    picks = {a.id: tuple(i for i in a.related if i in listed) for a in site.articles if a.related}
    return Findings(related={article: chosen for article, chosen in picks.items() if chosen})


FEATURE = Feature(find)
