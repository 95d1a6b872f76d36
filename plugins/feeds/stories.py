"""Articles as entries and items of feeds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from plugins.feeds.channel import Entry, Image, Item, Subject, Tombstone
from plugins.feeds.content import full_text, whole_links
from plugins.feeds.identity import urn
from plugins.model.article import Article, Photo
from plugins.model.gather import term_unit
from plugins.model.keys import key
from plugins.model.site import Findings, Site
from plugins.model.tags import Tag
from plugins.model.text import fold_case, printable
from plugins.model.urls import article_url, category_url, tag_url, term_url, unit_term_url, unit_url

PICTURES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif"}
"""Kinds of photos that every reader shows, by the end of their names."""
CATEGORY, UNIT, TAG = (url("")[:-1] for url in (category_url, unit_url, tag_url))


class Stories:
    """Makes each article's entry once, however many channels hold it.

    `size_of` returns the length in bytes of a photo's copy by its address, 0 where it is not known.
    """

    def __init__(self, site: Site, findings: Findings, size_of: Callable[[str], int]) -> None:
        self._site = site
        self._findings = findings
        self._size_of = size_of
        self._entries: dict[str, Entry] = {}
        self._subjects: dict[tuple[str, str, str], Subject] = {}

    def of(self, articles: Iterable[Article]) -> tuple[Entry, ...]:
        """Return the entries of articles, in their order."""
        return tuple(self._entry(article) for article in articles)

    def _entry(self, article: Article) -> Entry:
        known = self._entries.get(article.id)
        if known is None:
            a = article
            updated = max([a.date.at, *(c.date.at for c in a.changes if c.major)])
            known = Entry(urn(a.id), a.date.at, updated, key(self.facts(a)), partial(self._item, a), a.file)
            self._entries[a.id] = known
        return known

    def facts(self, article: Article) -> tuple[object, ...]:
        """Return all that an item shows, by digests; registries and settings are in the keys of channels."""
        a = article
        tags = [tag.key for tag in self._tags(a)]
        if not (a.photos or a.links):
            return a.id, a.digest, tags
        photos = [self._findings.photos.get(p.file) for p in a.photos]
        return a.id, a.digest, tags, photos, [self._site.url_by_file.get(file) for file in a.links]

    def _item(self, article: Article) -> Item:
        a, site = article, self._site
        entry = self._entry(a)
        url = site.absolute(article_url(a))
        return Item(
            urn=entry.urn,
            title=printable(a.title),
            url=url,
            summary=printable(a.lead_text),
            teaser=printable(whole_links(site, url, a.summary)),
            content=full_text(site, self._findings, a),
            published=a.date.at,
            updated=entry.updated,
            authors=tuple(printable(c.name) for c in a.byline if {"text", "story"} & {*c.does}),
            subjects=tuple(dict.fromkeys(self._subject(*named) for named in self._named(a))),
            images=tuple(filter(None, map(self._image, sorted(a.photos, key=lambda p: p.place != "lead")))),
            lang=a.lang if a.lang != site.settings.default_lang else "",
        )

    def _named(self, article: Article) -> Iterable[tuple[str, str, str]]:
        """Say what an article is about: the address under which things of the kind have their pages, id and name."""
        a, site, registry, day = article, self._site, self._site.registry, article.date.at.date()
        yield CATEGORY, a.category, registry.categories[a.category].name
        for unit in a.units:
            yield UNIT, unit, registry.units[unit].name_on(day)
        for label in a.terms:
            unit = term_unit(label, a.units, a, registry)
            scheme = unit_term_url(unit, "") if unit else term_url("")
            yield scheme[:-1], label, site.say("Nhiệm kỳ %(label)s") % {"label": label}
        for tag in self._tags(a):
            yield TAG, tag.slug, tag.name

    def _tags(self, article: Article) -> Iterable[Tag]:
        """Return an article's tags, which have the name and the address that the oldest article gave them."""
        found = (self._site.tags.get(fold_case(name)) for name in article.tags)
        return (tag for tag in found if tag)

    def _subject(self, scheme: str, term: str, label: str) -> Subject:
        known = self._subjects.get((scheme, term, label))
        if known is None:
            known = self._subjects[scheme, term, label] = Subject(self._site.absolute(scheme), term, printable(label))
        return known

    def _image(self, photo: Photo) -> Image | None:
        """Return the widest copy that every reader can show."""
        copies = [r for r in self._findings.photos.get(photo.file, ()) if _ending(r.url) in PICTURES]
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


def _ending(url: str) -> str:
    return url.rpartition(".")[2].lower()


def tombstones(articles: Iterable[Article], count: int) -> tuple[Tombstone, ...]:
    """Return what is left of withdrawn articles, the last withdrawn first."""
    found = [Tombstone(urn(a.id), w.date.at, printable(w.reason)) for a in articles if (w := a.withdrawn)]
    return tuple(sorted(found, key=lambda t: (t.at, t.urn), reverse=True)[:count])
