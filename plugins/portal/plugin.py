"""What the portal's general pages are made of."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.bridge.feature import Feature, Workshop
from plugins.model.artifact import Artifact, Copy
from plugins.model.desk import Desk
from plugins.model.site import Findings, Site
from plugins.model.urls import document_file_url, output_path
from plugins.portal.articles import article_pages, articles_beside
from plugins.portal.front import front_page
from plugins.portal.lists import archive_pages, category_pages, tag_pages
from plugins.portal.settings import PortalSettings
from plugins.portal.standing import indexes, not_found_page, site_map_page, standing_pages


def find(site: Site, workshop: Workshop) -> Findings:
    """Tell where the archive and the site map are."""
    del workshop
    return Findings(indexes=indexes(site))


def pages(site: Site, findings: Findings) -> Iterable[Artifact]:
    """Declare every general page."""
    desk = Desk.of(site, findings)
    yield front_page(desk, PortalSettings())
    yield from articles_beside(site.articles)
    yield from category_pages(desk)
    yield from tag_pages(desk)
    yield from archive_pages(desk)
    yield from standing_pages(desk)
    yield site_map_page(desk)
    yield not_found_page(desk)
    for document in site.registry.documents.values():
        for file in document.files:
            url = document_file_url(document.id, file.rpartition("/")[2])
            yield Copy(output_path(url), file, "registry/documents.yaml")
    yield from article_pages(desk)  # with related news, for which others may be waited


FEATURE = Feature(find, pages)
