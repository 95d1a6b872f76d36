"""Articles as entries and items of feeds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from plugins.feeds.channel import Entry, Image, Item, Subject, Tombstone
from plugins.feeds.content import full_text, whole_links
from plugins.feeds.identity import urn
from plugins.model.around import Around, Neighbours
from plugins.model.article import Article, Photo
from plugins.model.gather import term_unit
from plugins.model.keys import join
from plugins.model.site import Findings, Site
from plugins.model.text import printable
from plugins.model.urls import article_url, category_url, tag_url, term_url, unit_term_url, unit_url
from plugins.model.views import Gap, Link, Picture

PICTURES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif"}
"""Kinds of photos that every reader shows, by the end of their names."""
SizeOf = Callable[[str], int]
CATEGORY, UNIT, TAG = (url("")[:-1] for url in (category_url, unit_url, tag_url))


class Stories:
    """Makes each article's entry once, however many channels hold it."""

    def __init__(self, site: Site, findings: Findings) -> None:
        self._neighbours = Neighbours(site, findings)
        self._teller = Teller(site, findings.length_of or _unknown)
        self._entries: dict[str, Entry] = {}

    def of(self, articles: Iterable[Article]) -> tuple[Entry, ...]:
        """Return the entries of articles, in their order."""
        return tuple(self._entry(article) for article in articles)

    def _entry(self, article: Article) -> Entry:
        known = self._entries.get(article.id)
        if known is None:
            a = article
            known = Entry(urn(a.id), a.date.at, _updated(a), join(self.facts(a)), partial(self._item, a), a.file)
            self._entries[a.id] = known
        return known

    def facts(self, article: Article) -> bytes:
        """Return what all that an item shows follows from; registries and settings are in the keys of channels."""
        return article.digest.encode() + self._neighbours.key(article)

    def _item(self, article: Article) -> Item:
        return self._teller.item(article, self._neighbours.around(article))


class Teller:
    """Tells articles as items of feeds; `size_of` is as `Findings.length_of` has it."""

    def __init__(self, site: Site, size_of: SizeOf) -> None:
        self._site = site
        self._size_of = size_of
        self._subjects: dict[tuple[str, str, str], Subject] = {}

    def item(self, article: Article, around: Around) -> Item:
        """Return an article as an item; of the site nothing else is asked than settings, registries and bodies."""
        a, site = article, self._site
        url = site.absolute(article_url(a))
        photos = sorted(zip(a.photos, around.photos, strict=True), key=lambda p: p[0].place != "lead")
        return Item(
            urn=urn(a.id),
            title=printable(a.title),
            url=url,
            summary=printable(a.lead_text),
            teaser=printable(whole_links(site, url, a.summary)),
            content=full_text(site, a, around),
            published=a.date.at,
            updated=_updated(a),
            authors=tuple(printable(c.name) for c in a.byline if {"text", "story"} & {*c.does}),
            subjects=tuple(dict.fromkeys(self._subject(*named) for named in self._named(a, around.tags))),
            images=tuple(filter(None, (self._image(photo, shown) for photo, shown in photos))),
            lang=a.lang if a.lang != site.settings.default_lang else "",
        )

    def _named(self, article: Article, tags: Iterable[Link]) -> Iterable[tuple[str, str, str]]:
        """Say what an article is about: the address under which things of the kind have their pages, id and name."""
        a, site, registry, day = article, self._site, self._site.registry, article.date.at.date()
        yield CATEGORY, a.category, registry.categories[a.category].name
        for unit in a.units:
            yield UNIT, unit, registry.units[unit].name_on(day)
        for label in a.terms:
            unit = term_unit(label, a.units, a, registry)
            scheme = unit_term_url(unit, "") if unit else term_url("")
            yield scheme[:-1], label, site.say("Nhiệm kỳ %(label)s") % {"label": label}
        for tag in tags:
            yield TAG, tag.url.removeprefix(TAG).rstrip("/"), tag.title

    def _subject(self, scheme: str, term: str, label: str) -> Subject:
        known = self._subjects.get((scheme, term, label))
        if known is None:
            known = self._subjects[scheme, term, label] = Subject(self._site.absolute(scheme), term, printable(label))
        return known

    def _image(self, photo: Photo, shown: Picture | Gap | None) -> Image | None:
        """Return the widest copy that every reader can show."""
        copies = [r for r in shown.renditions if _ending(r.url) in PICTURES] if isinstance(shown, Picture) else []
        if not copies:
            return None
        widest = copies[-1]
        return Image(
            url=self._site.absolute(widest.url),
            type=PICTURES[_ending(widest.url)],
            size=self._size_of(widest.url),
            width=widest.width,
            height=widest.height,
            description=printable(photo.caption or photo.alt),
            credit=printable(photo.credit),
        )


def _updated(article: Article) -> datetime:
    return max([article.date.at, *(c.date.at for c in article.changes if c.major)])


def _unknown(url: str) -> int:
    del url
    return 0


def _ending(url: str) -> str:
    return url.rpartition(".")[2].lower()


def tombstones(articles: Iterable[Article], count: int) -> tuple[Tombstone, ...]:
    """Return what is left of withdrawn articles, the last withdrawn first."""
    found = [Tombstone(urn(a.id), w.date.at, printable(w.reason)) for a in articles if (w := a.withdrawn)]
    return tuple(sorted(found, key=lambda t: (t.at, t.urn), reverse=True)[:count])
