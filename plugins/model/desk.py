"""What pages are made with, and how lists of cards are declared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from plugins.model.article import Article
from plugins.model.artifact import Page, Series
from plugins.model.cards import Cards
from plugins.model.frame import Base, feeds_of, furniture
from plugins.model.keys import join, key
from plugins.model.lists import ListPage, paginate
from plugins.model.site import Findings, Site
from plugins.model.urls import output_path
from plugins.model.views import Furniture


@dataclass(frozen=True)
class Desk:
    """A site and what was found out about it, with what all its pages share."""

    site: Site
    findings: Findings
    furniture: Furniture
    base: Base
    cards: Cards

    @classmethod
    def of(cls, site: Site, findings: Findings) -> Desk:
        """Return the desk of a site; its articles are not looked at."""
        return cls(site, findings, furniture(site, findings), Base.of(site, findings), Cards(site, findings))

    def lists(
        self,
        template: str,
        url: str,
        articles: Sequence[Article],
        about: bytes,
        view: Callable[[ListPage[Article]], object],
        origin: str = "",
    ) -> Series:
        """Declare all pages of a list, newest articles first; `about` is the key of all that `view` adds to cards."""

        def declare() -> list[Page]:
            pages = paginate(articles, url, self.site.settings.page_size)
            return [self._list_page(template, page, about, partial(view, page), origin) for page in pages]

        around = join(about, key(self.findings.album_pages.get(url), feeds_of(self.findings, url)))
        return Series(url, join(self.base.key, around, self.cards.key(articles)), declare)

    def _list_page(
        self, template: str, page: ListPage[Article], about: bytes, make: Callable[[], object], origin: str
    ) -> Page:
        album = self.findings.album_pages.get(page.url)
        around = join(about, key(page.url, page.pager, album, feeds_of(self.findings, page.url)))
        cards = self.cards

        def parts() -> dict[str, bytes]:
            return {"tên và chỗ của danh sách": around, **self.base.parts, **cards.parts(page.items)}

        page_key = join(self.base.key, around, cards.key(page.items))
        return Page(output_path(page.url), template, page_key, make, origin, parts=parts)
