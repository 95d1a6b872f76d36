"""What stands around every page: furniture, head, crumbs."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.model.keys import join, key
from plugins.model.site import Findings, Site
from plugins.model.urls import FRONT, category_url, list_url, standing_url
from plugins.model.views import FeedLink, Furniture, Head, Link, Picture

DESCRIPTION_LENGTH = 200


def furniture(site: Site, findings: Findings) -> Furniture:
    """Make what every page repeats."""
    s = site.settings
    shown = sorted((p for p in site.pages if p.status == "published"), key=lambda p: (p.order, p.slug))
    return Furniture(
        sitename=s.sitename,
        agency=s.agency,
        tagline=s.tagline,
        address=s.address,
        phone=s.phone,
        email=s.email,
        editor_in_chief=s.editor_in_chief,
        licence=s.licence,
        nav=tuple(Link(c.name, category_url(c.id)) for c in site.registry.categories.values()),
        menu=tuple(Link(p.title, standing_url(p)) for p in shown),
        indexes=findings.indexes,
    )


@dataclass(frozen=True, slots=True)
class Base:
    """What every page may show of the site as a whole: one key of all, and the keys of its parts by their names."""

    key: bytes
    parts: dict[str, bytes]

    @classmethod
    def of(cls, site: Site, findings: Findings) -> Base:
        """Return the base of a site's pages; one that has feeds of its own adds them to its key (`feeds_of`)."""
        documents = tuple(site.file_sizes.get(f) for d in site.registry.documents.values() for f in d.files)
        parts = {
            "cài đặt": key(site.settings),
            "registry/ hoặc bản dịch giao diện": key(site.digest),
            "trình đơn và khung trang": key(furniture(site, findings)),
            "nguồn tin RSS": key(findings.feeds.get(FRONT)),
            "tệp của văn bản": key(documents),
        }
        return cls(join(*parts.values()), parts)


def head(site: Site, findings: Findings, title: str, url: str, description: str = "", **more: object) -> Head:
    """Make a page's <head>; `more` sets any other field of Head."""
    return Head(
        title=title,
        lang=str(more.pop("lang", "") or site.settings.default_lang),
        path=url,
        description=shorten(description, DESCRIPTION_LENGTH),
        canonical=site.absolute(url) if site.settings.siteurl else "",
        feeds=feeds_of(findings, url),
        album=findings.album_pages.get(url, ""),
        **more,  # type: ignore[arg-type]
    )


def feeds_of(findings: Findings, url: str) -> tuple[FeedLink, ...]:
    """Return the feeds that match a page: its own, for a list's numbered pages the list's, else the site's."""
    page = list_url(url)
    whole = findings.feeds.get(FRONT, ())
    if whole and page in findings.albums:
        return feed_links(findings.albums[page].title, page)
    return findings.feeds.get(page, whole)


def feed_links(title: str, address: str) -> tuple[FeedLink, ...]:
    """Return the links to a channel's feeds, which lie under its address."""
    formats = (
        ("RSS", "application/rss+xml", "rss.xml"),
        ("Atom", "application/atom+xml", "atom.xml"),
        ("JSON", "application/feed+json", "feed.json"),
    )
    return tuple(FeedLink(f"{title} ({name})", kind, address + file) for name, kind, file in formats)


def crumbs(site: Site, *links: Link) -> tuple[Link, ...]:
    """Return the way from the front page to a page, itself not included."""
    return (Link(site.say("Trang chủ"), FRONT), *links)


def shorten(text: str, length: int) -> str:
    """Cut a text at a word, with an ellipsis, so that it has at most `length` characters."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.-–") + "…"


def sharing_image(site: Site, photo: Picture | None) -> str:
    """Return the whole address of the widest copy of a photo, for sharing; empty where there is none."""
    return site.absolute(photo.renditions[-1].url) if photo and site.settings.siteurl else ""
