"""Standing pages, the site map for people, the page for a missing address."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.model.artifact import Artifact, Copy, Page, Redirect
from plugins.model.cards import attachments
from plugins.model.desk import Desk
from plugins.model.frame import crumbs, head
from plugins.model.gather import living_units
from plugins.model.site import Site
from plugins.model.urls import ARCHIVE, SITE_MAP, output_path, standing_url, term_url, unit_url, year_url
from plugins.model.views import Link, sanitised
from plugins.portal.articles import body
from plugins.portal.views import NotFoundView, SiteMapGroup, SiteMapView, StandingView


def standing_pages(desk: Desk) -> Iterable[Artifact]:
    """Declare the standing pages with their files and old addresses."""
    site = desk.site
    for page in site.pages:
        url = standing_url(page)
        files = attachments(site, page.attachments, url)
        view = StandingView(
            site=desk.furniture,
            head=head(
                site,
                desk.findings,
                page.title,
                url,
                page.lead_text,
                lang=page.lang,
                modified=page.modified,
                indexed=page.status == "published",
            ),
            crumbs=crumbs(site),
            title=page.title,
            summary=sanitised(page.summary),
            updated=page.modified,
            body=body(site.body_of(page), [], site.url_by_file),
            attachments=files,
        )
        yield Page.of(output_path(url), "standing.html", view, page.file, listed=page.status == "published")
        for file, link in zip(page.attachments, files, strict=True):
            yield Copy(output_path(link.url), file, page.file)
        for alias in page.aliases:
            yield Redirect(alias, url, page.file)


def site_map_page(desk: Desk) -> Page:
    """Declare the site map for people: sections, units, terms, years, standing pages."""
    site, say, furniture = desk.site, desk.site.say, desk.furniture
    years = dict.fromkeys(a.date.at.year for a in site.listed)
    units = living_units(site.registry, site.now)
    groups = [
        SiteMapGroup(say("Chuyên mục"), furniture.nav),
        SiteMapGroup(say("Đơn vị"), tuple(Link(u.name, unit_url(u.id)) for u in units)),
        SiteMapGroup(
            say("Nhiệm kỳ"), tuple(Link(label, term_url(label)) for label in sorted(site.registry.terms_by_label))
        ),
        SiteMapGroup(say("Lưu trữ"), tuple(Link(str(year), year_url(year)) for year in years)),
        SiteMapGroup(say("Thông tin chung"), furniture.menu),
    ]
    view = SiteMapView(
        site=furniture,
        head=head(site, desk.findings, say("Sơ đồ trang"), SITE_MAP),
        crumbs=crumbs(site),
        groups=tuple(g for g in groups if g.links),
    )
    return Page.of(output_path(SITE_MAP), "sitemap.html", view)


def not_found_page(desk: Desk) -> Page:
    """Declare the page that a server shows for an address it does not have."""
    site = desk.site
    page_head = head(site, desk.findings, site.say("Không tìm thấy trang"), "/404.html", indexed=False)
    return Page.of("404.html", "404.html", NotFoundView(desk.furniture, page_head), listed=False)


def indexes(site: Site) -> tuple[Link, ...]:
    """Return the general pages that list everything."""
    return (Link(site.say("Lưu trữ"), ARCHIVE), Link(site.say("Sơ đồ trang"), SITE_MAP))
