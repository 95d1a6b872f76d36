"""An article's full text for readers that show it elsewhere: every address whole, nothing that needs the page. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

from plugins.model.around import Around
from plugins.model.article import Article, Body, LinkSlot, PhotoSlot
from plugins.model.dates import short
from plugins.model.site import Site
from plugins.model.text import printable
from plugins.model.urls import FRONT, article_url
from plugins.model.views import Picture

_HREF = re.compile(r'(<a\b(?:[^">]|"[^"]*")*? href=")([^"]*)')
"""An address in a link. What was sanitised has every attribute in double quotes, and no bare `<` or `"` inside one."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def full_text(site: Site, article: Article, around: Around) -> str:
    """Return the text as HTML: lead photo, body, gallery, attached files, source, corrections."""
    a = article
    page = site.absolute(article_url(a))
    shown = [photo if isinstance(photo, Picture) else None for photo in around.photos]
    placed = list(zip(a.photos, shown, strict=True))
    pieces = [_figure(site, p) for photo, p in placed if p and photo.place == "lead"]
    pieces.append(whole_links(site, page, _body(site, site.body_of(a), shown, dict(around.links))))
    pieces += [_figure(site, p) for photo, p in placed if p and photo.place == "gallery"]
    pieces += _files(page, a.attachments)
    if a.source:
        name = escape(a.source.name)
        linked = f'<a href="{escape(a.source.url)}">{name}</a>' if a.source.url else name
        pieces.append(f"<p>{escape(site.say('Nguồn:'))} {linked}</p>")
    for change in sorted(a.changes, key=lambda c: c.date):
        told = escape(site.say("Đính chính %(day)s:") % {"day": short(change.date.at.date())})
        pieces.append(f"<p><strong>{told}</strong> {escape(change.note)}</p>")
    return printable("\n".join(pieces))


def whole_links(site: Site, page: str, html: str) -> str:
    """Make the addresses of links whole, seen from a page."""

    def whole(found: re.Match[str]) -> str:
        href = found[2]
        if href.startswith("/"):
            href = site.absolute(href)
        elif not _SCHEME.match(href):
            href = page + href
        return found[1] + href

    return _HREF.sub(whole, html)


def _body(site: Site, parts: Body, pictures: list[Picture | None], urls: Mapping[str, str]) -> str:
    html: list[str] = []
    for part in parts:
        if isinstance(part, LinkSlot):
            html.append(site.absolute(urls.get(part.file, FRONT)))
        elif isinstance(part, PhotoSlot):
            shown = pictures[part.index]
            html.append(_figure(site, shown) if shown else "")
        else:
            html.append(part)
    return "".join(html)


def _figure(site: Site, photo: Picture) -> str:
    widest = photo.renditions[-1]
    copies = ", ".join(f"{site.absolute(r.url)} {r.width}w" for r in photo.renditions)
    image = (
        f'<img src="{escape(site.absolute(widest.url))}" srcset="{escape(copies)}" alt="{escape(photo.alt)}" '
        f'width="{widest.width}" height="{widest.height}">'
    )
    credit = site.say("Ảnh: %(name)s") % {"name": photo.credit} if photo.credit else ""
    words = escape(" ".join(filter(None, (photo.caption, credit and f"({credit})"))))
    return f"<figure>{image}{f'<figcaption>{words}</figcaption>' if words else ''}</figure>"


def _files(page: str, files: Iterable[str]) -> list[str]:
    names = [file.rpartition("/")[2] for file in files]
    lines = [f'<li><a href="{escape(page + quote(name))}">{escape(name)}</a></li>' for name in names]
    return [f"<ul>{''.join(lines)}</ul>"] if lines else []
