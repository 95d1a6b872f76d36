"""Categories, tags, months: lists of cards. The archive's years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from plugins.model.article import Article
from plugins.model.artifact import Page, Series
from plugins.model.desk import Desk
from plugins.model.frame import crumbs, head
from plugins.model.keys import key
from plugins.model.lists import ListPage
from plugins.model.site import Site
from plugins.model.urls import ARCHIVE, category_url, month_url, output_path, tag_url, year_url
from plugins.model.views import Link
from plugins.portal.views import ArchiveView, Count, ListView, YearLine


@dataclass(frozen=True)
class NewsList:
    """A list of cards as it is called: where it stands, above it what kind of list it is."""

    url: str
    title: str
    trail: tuple[Link, ...] = ()
    eyebrow: str = ""
    description: str = ""

    def pages(self, desk: Desk, articles: Sequence[Article]) -> Series:
        """Declare all pages of the list; `articles` newest first."""
        return desk.lists("list.html", self.url, articles, key(self), partial(self._view, desk))

    def _view(self, desk: Desk, page: ListPage[Article]) -> ListView:
        site, number = desk.site, page.pager.number
        numbered = site.say("%(title)s, trang số %(number)d")
        heading = numbered % {"title": self.title, "number": number} if number else self.title
        return ListView(
            site=desk.furniture,
            head=head(site, desk.findings, heading, page.url, self.description),
            crumbs=crumbs(site, *self.trail, *([Link(self.title, self.url)] if number else [])),
            eyebrow=self.eyebrow,
            title=self.title,
            description="" if number else self.description,
            cards=desk.cards.of(page.items),
            pager=page.pager,
        )


def category_pages(desk: Desk) -> Iterable[Series]:
    """Declare every category's list, empty ones too."""
    site, eyebrow = desk.site, desk.site.say("Chuyên mục")
    for c in site.registry.categories.values():
        of_category = NewsList(category_url(c.id), c.name, eyebrow=eyebrow, description=c.description)
        yield of_category.pages(desk, site.by_category.get(c.id, ()))


def tag_pages(desk: Desk) -> Iterable[Series]:
    """Declare every tag's list."""
    eyebrow = desk.site.say("Chủ đề")
    for tag in desk.site.tags.values():
        yield NewsList(tag_url(tag.slug), tag.name, eyebrow=eyebrow).pages(desk, tag.articles)


def archive_pages(desk: Desk) -> Iterable[Page | Series]:
    """Declare the archive: all years, each year, each month's list."""
    site = desk.site
    years: dict[int, dict[int, list[Article]]] = {}
    for article in site.listed:
        at = article.date.at
        years.setdefault(at.year, {}).setdefault(at.month, []).append(article)
    archive = Link(site.say("Lưu trữ"), ARCHIVE)
    lines = {year: _year_line(site, year, months) for year, months in years.items()}
    yield _archive_page(desk, ARCHIVE, archive.title, (), tuple(lines.values()))
    for year, line in lines.items():
        yield _archive_page(desk, line.year.link.url, line.year.link.title, (archive,), (line,))
        for month, articles in years[year].items():
            link = _month_link(site, year, month)
            of_month = NewsList(link.url, link.title, (archive, line.year.link), archive.title)
            yield of_month.pages(desk, articles)


def _archive_page(desk: Desk, url: str, title: str, trail: tuple[Link, ...], years: tuple[YearLine, ...]) -> Page:
    site = desk.site
    view = ArchiveView(desk.furniture, head(site, desk.findings, title, url), crumbs(site, *trail), title, years)
    return Page.of(output_path(url), "archive.html", view)


def _year_line(site: Site, year: int, months: dict[int, list[Article]]) -> YearLine:
    counts = tuple(Count(_month_link(site, year, month), len(articles)) for month, articles in months.items())
    link = Link(site.say("Năm %(year)d") % {"year": year}, year_url(year))
    return YearLine(Count(link, sum(c.count for c in counts)), counts)


def _month_link(site: Site, year: int, month: int) -> Link:
    return Link(site.say("Tháng %(month)d/%(year)d") % {"month": month, "year": year}, month_url(year, month))
