"""Permanent names of items and channels, and the record of those that were published. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, UUID, uuid5

from plugins.model.article import Article
from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.model.settings import SiteSettings
from plugins.model.urls import article_url

_CANONICAL = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RECORD = "published-ids.txt"
"""The record of the last published build, beside content/'s folders."""


def urn(identity: str) -> str:
    """Return an article's permanent name; an id that is no UUID gets the UUID made of it."""
    if _CANONICAL.fullmatch(identity):
        return f"urn:uuid:{identity}"
    try:
        return UUID(identity).urn
    except ValueError:
        return uuid5(NAMESPACE_URL, identity).urn


def named(settings: SiteSettings, *words: str) -> str:
    """Return the permanent name of something else in this portal, such as a channel, made of what never changes."""
    portal = uuid5(NAMESPACE_URL, settings.portal_id or settings.siteurl)
    return uuid5(portal, "\n".join(words)).urn


def record(articles: Sequence[Article]) -> str:
    """Return one line for each article that is no secret, in the order of addresses: its address and its name."""
    return "".join(sorted(f"{article_url(a)} {urn(a.id)}\n" for a in articles if is_told(a)))


def is_told(article: Article) -> bool:
    """Tell whether the record may name an article; all that it says of one follows from its face."""
    return article.status != "hidden"


def changed(published: str, articles: Sequence[Article]) -> Iterator[Diagnostic]:
    """Report articles that were published at their address under another name, which nobody bears any more.

    Subscribers would get such an article a second time. Lines of another form are left alone.
    """
    if not published:
        return
    here = {article_url(a): a for a in articles}
    present = {urn(a.id) for a in articles}
    for url, _, name in (line.partition(" ") for line in published.splitlines()):
        article = here.get(url)
        if article and name.startswith("urn:uuid:") and urn(article.id) != name and name not in present:
            old = name.removeprefix("urn:uuid:")
            yield diagnose("id-changed", article.file, key=("id",), id=article.id, published=old)
