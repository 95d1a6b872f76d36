"""Categories, tags, months: lists of cards. The archive's years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from plugins.model.article import Article
from plugins.model.artifact import Page
from plugins.model.cards import Cards
from plugins.model.frame import Base, crumbs, feeds_of, head
from plugins.model.keys import join, key
from plugins.model.lists import ListPage, paginate
from plugins.model.site import Findings, Site
from plugins.model.tags import Tag
from plugins.model.urls import ARCHIVE, category_url, month_url, output_path, tag_url, year_url
from plugins.model.views import Furniture, Link
from plugins.portal.views import ArchiveView, Count, ListView, YearLine


@dataclass(frozen=True)
class Lister:
    """What every list is made with."""

    site: Site
    findings: Findings
    furniture: Furniture
    cards: Cards
    base: Base

    def pages(
        self,
        url: str,
        title: str,
        articles: Sequence[Article],
        trail: Sequence[Link] = (),
        *,
        eyebrow: str = "",
        description: str = "",
    ) -> Iterable[Page]:
        """Declare all pages of one list; `articles` newest first."""
        feeds = feeds_of(self.findings, url)
        around = key(self.base.key, url, title, trail, eyebrow, description, feeds)
        for page in paginate(articles, url, self.site.settings.page_size):
            make = partial(self._view, page, url, title, tuple(trail), eyebrow, description)
            page_key = join(
                around, key(page.url, page.pager, self.findings.album_pages.get(page.url)), self.cards.key(page.items)
            )
            parts = partial(self._parts, page, around)
            yield Page(output_path(page.url), "list.html", page_key, make, parts=parts)

    def _parts(self, page: ListPage[Article], around: bytes) -> dict[str, bytes]:
        return {
            "tên danh sách": around,
            "số trang, album": key(page.pager, self.findings.album_pages.get(page.url)),
            **self.base.parts,
            **self.cards.parts(page.items),
        }

    def _view(
        self, page: ListPage[Article], url: str, title: str, trail: tuple[Link, ...], eyebrow: str, description: str
    ) -> ListView:
        number = page.pager.number
        numbered = self.site.say("%(title)s, trang số %(number)d")
        heading = numbered % {"title": title, "number": number} if number else title
        return ListView(
            site=self.furniture,
            head=head(self.site, self.findings, heading, page.url, description),
            crumbs=crumbs(self.site, *trail, *([Link(title, url)] if number else [])),
            eyebrow=eyebrow,
            title=title,
            description="" if number else description,
            cards=self.cards.of(page.items),
            pager=page.pager,
        )


def category_pages(lister: Lister) -> Iterable[Page]:
    """Declare every category's list, empty ones too."""
    site = lister.site
    for category in site.registry.categories.values():
        yield from lister.pages(
            category_url(category.id),
            category.name,
            site.by_category.get(category.id, ()),
            eyebrow=site.say("Chuyên mục"),
            description=category.description,
        )


def tag_pages(lister: Lister, tags: dict[str, Tag]) -> Iterable[Page]:
    """Declare every tag's list."""
    for tag in tags.values():
        yield from lister.pages(tag_url(tag.slug), tag.name, tag.articles, eyebrow=lister.site.say("Chủ đề"))


def archive_pages(lister: Lister) -> Iterable[Page]:
    """Declare the archive: all years, each year, each month's list."""
    site = lister.site
    years: dict[int, dict[int, list[Article]]] = {}
    for article in site.listed:
        at = article.date.at
        years.setdefault(at.year, {}).setdefault(at.month, []).append(article)
    archive = Link(site.say("Lưu trữ"), ARCHIVE)
    lines = {year: _year_line(site, year, months) for year, months in years.items()}
    yield _archive_page(lister, ARCHIVE, archive.title, (), tuple(lines.values()))
    for year, line in lines.items():
        yield _archive_page(lister, line.year.link.url, line.year.link.title, (archive,), (line,))
        for month, articles in years[year].items():
            link = _month_link(site, year, month)
            yield from lister.pages(link.url, link.title, articles, (archive, line.year.link), eyebrow=archive.title)


def _archive_page(lister: Lister, url: str, title: str, trail: tuple[Link, ...], years: tuple[YearLine, ...]) -> Page:
    site = lister.site
    view = ArchiveView(lister.furniture, head(site, lister.findings, title, url), crumbs(site, *trail), title, years)
    return Page.of(output_path(url), "archive.html", view)


def _year_line(site: Site, year: int, months: dict[int, list[Article]]) -> YearLine:
    counts = tuple(Count(_month_link(site, year, month), len(articles)) for month, articles in months.items())
    link = Link(site.say("Năm %(year)d") % {"year": year}, year_url(year))
    return YearLine(Count(link, sum(c.count for c in counts)), counts)


def _month_link(site: Site, year: int, month: int) -> Link:
    return Link(site.say("Tháng %(month)d/%(year)d") % {"month": month, "year": year}, month_url(year, month))
