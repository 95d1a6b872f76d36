"""Albums: the photos of a unit, a term or a month, on pages numbered from the oldest. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import groupby

from plugins.model.artifact import Page, Series
from plugins.model.cards import picture
from plugins.model.desk import Desk
from plugins.model.frame import crumbs, head
from plugins.model.keys import join, key
from plugins.model.lists import ListPage, paginate
from plugins.model.site import Album, Findings, Shot, Site
from plugins.model.urls import ALBUMS, article_url, month_url, output_path, term_url, unit_url
from plugins.model.views import Link
from plugins.photos.views import AlbumGroup, AlbumLine, AlbumPhoto, AlbumsView, AlbumView

NEWEST = 12
"""Months that the page of all albums shows with a cover."""


def collect(site: Site, shown: Collection[str], photo_key: Callable[[str], bytes]) -> list[Album]:
    """Gather the albums that have photos: units, terms, then months from the newest. Linear.

    `shown` holds the paths of photos that can be shown; `photo_key` is as `Findings` has it.
    """
    units: dict[str, list[Shot]] = {}
    terms: dict[str, list[Shot]] = {}
    months: dict[tuple[int, int], list[Shot]] = {}
    for article in site.listed:
        shots = [Shot(article, photo, photo_key(photo.file)) for photo in article.photos if photo.file in shown]
        if not shots:
            continue
        at = article.date.at
        months.setdefault((at.year, at.month), []).extend(shots)
        for label in dict.fromkeys(article.terms):
            terms.setdefault(label, []).extend(shots)
        for unit in dict.fromkeys(u for own in article.units for u in site.registry.lineage(own, at.date())):
            units.setdefault(unit, []).extend(shots)
    say = site.say
    found = [
        Album("unit", u.name, Link(u.name, unit_url(u.id)), _once(units[u.id]))
        for u in site.registry.units.values()
        if u.id in units
    ]
    found += [_of(say("Nhiệm kỳ %(label)s") % {"label": t}, "term", term_url(t), terms[t]) for t in sorted(terms)]
    for (year, month), shots in months.items():
        title = say("Tháng %(month)d/%(year)d") % {"month": month, "year": year}
        found.append(_of(title, "month", month_url(year, month), shots))
    return found


def _of(title: str, kind: str, url: str, shots: Iterable[Shot]) -> Album:
    return Album(kind, title, Link(title, url), _once(shots))


def _once(shots: Iterable[Shot]) -> tuple[Shot, ...]:
    seen: dict[str, Shot] = {}
    for shot in shots:
        seen.setdefault(shot.photo.file, shot)
    return tuple(seen.values())


def album_pages(site: Site, findings: Findings, size: int) -> Iterator[Page | Series]:
    """Declare the page of all albums, and every album's pages."""
    if not findings.albums:
        return
    desk = Desk.of(site, findings)
    yield Page.of(output_path(ALBUMS), "albums.html", _all(desk))
    for album in findings.albums.values():
        about = join(desk.base.key, key(album.title, album.news))
        yield Series(album.url, _key(about, album.shots), partial(_pages, desk, album, about, size))


def _pages(desk: Desk, album: Album, about: bytes, size: int) -> Iterator[Page]:
    for page in paginate(album.shots, album.url, size):
        page_key = _key(join(about, key(page.url, page.pager)), page.items)
        yield Page(output_path(page.url), "album.html", page_key, partial(_view, desk, album, page))


def _key(about: bytes, shots: Iterable[Shot]) -> bytes:
    """Return the key of photos as shown and of the articles that they come from, which say which they are."""
    parts = [about]
    for article, photo, copies in shots:
        parts += article.digest.encode(), photo.file.encode("utf-8", "surrogateescape"), b"\0", copies
    return join(*parts)


def _view(desk: Desk, album: Album, page: ListPage[Shot]) -> AlbumView:
    site, say, number = desk.site, desk.site.say, page.pager.number
    title = say("Ảnh: %(title)s") % {"title": album.title}
    full = say("%(title)s, trang số %(number)d") % {"title": title, "number": number} if number else title
    back = [Link(title, album.url)] if number else []
    return AlbumView(
        site=desk.furniture,
        head=head(site, desk.findings, full, page.url),
        crumbs=crumbs(site, Link(say("Hình ảnh"), ALBUMS), *back),
        eyebrow=say("Album ảnh"),
        title=album.title,
        news=album.news,
        photos=tuple(photo for shot in page.items if (photo := _photo(desk, shot))),
        pager=page.pager,
    )


def _photo(desk: Desk, shot: Shot) -> AlbumPhoto | None:
    article, shown = shot.article, picture(desk.findings, shot.photo)
    lang = article.lang if article.lang != desk.site.settings.default_lang else ""
    return AlbumPhoto(shown, Link(article.title, article_url(article)), article.date, lang) if shown else None


def _all(desk: Desk) -> AlbumsView:
    say = desk.site.say
    of_kind = {kind: tuple(albums) for kind, albums in groupby(desk.findings.albums.values(), lambda album: album.kind)}
    months = of_kind.get("month", ())
    groups = [
        AlbumGroup(title, tuple(AlbumLine(Link(a.title, a.url), len(a.shots)) for a in of_kind.get(kind, ())))
        for title, kind in ((say("Theo đơn vị"), "unit"), (say("Theo nhiệm kỳ"), "term"))
    ]
    older = tuple(AlbumLine(Link(a.title, a.url), len(a.shots)) for a in months[NEWEST:])
    groups.append(AlbumGroup(say("Các tháng trước"), older))
    return AlbumsView(
        site=desk.furniture,
        head=head(desk.site, desk.findings, say("Hình ảnh"), ALBUMS),
        crumbs=crumbs(desk.site),
        title=say("Hình ảnh"),
        newest=tuple(
            AlbumLine(Link(a.title, a.url), len(a.shots), desk.cards.one(a.articles[0]).photo) for a in months[:NEWEST]
        ),
        groups=tuple(group for group in groups if group.albums),
    )
