"""What pages are made with, and how a page that lists cards is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plugins.model.article import Article
from plugins.model.artifact import Page
from plugins.model.cards import Cards
from plugins.model.frame import Base, feeds_of, furniture
from plugins.model.keys import join, key
from plugins.model.lists import ListPage
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

    def list_page(
        self, template: str, page: ListPage[Article], about: bytes, make: Callable[[], object], origin: str = ""
    ) -> Page:
        """Declare a page that shows some cards; `about` is the key of all that its view adds to them."""
        album = self.findings.album_pages.get(page.url)
        around = join(about, key(page.url, page.pager, album, feeds_of(self.findings, page.url)))
        cards = self.cards

        def parts() -> dict[str, bytes]:
            return {"tên và chỗ của danh sách": around, **self.base.parts, **cards.parts(page.items)}

        page_key = join(self.base.key, around, cards.key(page.items))
        return Page(output_path(page.url), template, page_key, make, origin, parts=parts)
