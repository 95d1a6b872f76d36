"""What only machines read: redirects, site map, robots. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from plugins.engine.series import Mapped
from plugins.model.artifact import Page, Redirect, Text, page_url
from plugins.model.views import Head, RedirectView

URLS_A_SITE_MAP = 50_000
"""What the protocol allows in one file."""
PAGE_ENDINGS = (".html", ".htm")


def redirect_pages(redirects: Iterable[Redirect], siteurl: str, lang: str) -> Iterable[Page]:
    """Declare a page for each old address that a file can answer; the others stand in the map alone."""
    for redirect in redirects:
        path = page_path(redirect.url)
        if path:
            page_head = Head("", lang, redirect.url, canonical=siteurl + redirect.target, indexed=False)
            view = RedirectView(page_head, redirect.target)
            yield Page.of(path, "redirect.html", view, redirect.origin, listed=False)


def page_path(url: str) -> str:
    """Return the file that answers an old address, or "" where a plain file server could not serve it as a page."""
    parts = urlsplit(url)
    path = parts.path.strip("/")
    if parts.query or parts.fragment or not path or "%" in path:
        return ""
    name = path.rpartition("/")[2]
    if url.endswith("/") or "." not in name:
        return f"{path}/index.html"
    return path if name.endswith(PAGE_ENDINGS) else ""


def redirect_map(redirects: Iterable[Redirect]) -> Text:
    """Return the map of old addresses to new ones, in the form of nginx's `map` block, in the order of addresses."""
    lines = sorted(f"{_quoted(r.url)} {_quoted(r.target)};" for r in redirects)
    return Text("redirects.map", "".join(f"{line}\n" for line in lines))


def _quoted(url: str) -> str:
    return '"' + url.replace("\\", "\\\\").replace('"', '\\"') + '"'


def site_maps(pages: Mapping[str, Mapped], siteurl: str) -> Iterable[Text]:
    """Return the site map of pages, in the order of paths; several files and an index where one is not enough."""
    listed = ((path, changed) for path, changed in sorted(pages.items()) if changed is not None)
    lines = [_url(siteurl, path, changed) for path, changed in listed]
    chunks = [lines[i : i + URLS_A_SITE_MAP] for i in range(0, len(lines), URLS_A_SITE_MAP)] or [[]]
    if len(chunks) == 1:
        yield Text("sitemap.xml", _document("urlset", chunks[0]))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
    for name, chunk in zip(names, chunks, strict=True):
        yield Text(name, _document("urlset", chunk))
    parts = [f"<sitemap><loc>{escape(f'{siteurl}/{name}')}</loc></sitemap>" for name in names]
    yield Text("sitemap.xml", _document("sitemapindex", parts))


def _url(siteurl: str, path: str, changed: str) -> str:
    modified = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(siteurl + page_url(path))}</loc>{modified}</url>"


def _document(root: str, lines: Sequence[str]) -> str:
    body = "\n".join(lines)
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    return f'{head}<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{body}\n</{root}>\n'


def robots(siteurl: str) -> Text:
    """Return robots.txt: everything may be read, and where the site map is."""
    return Text("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {siteurl}/sitemap.xml\n")
