"""Articles as lists show them."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.model.article import Article, Photo
from plugins.model.frame import shorten
from plugins.model.keys import join, key
from plugins.model.records import Document
from plugins.model.site import Findings, Site
from plugins.model.urls import article_url, attachment_url, document_file_url, unit_url
from plugins.model.views import Card, DocumentLine, FileLink, Gap, Link, Picture, Rendition

SUMMARY_LENGTH = 260


class Cards:
    """Makes each article's card once, however many lists show it."""

    def __init__(self, site: Site, findings: Findings) -> None:
        self._site = site
        self._findings = findings
        self._made: dict[str, Card] = {}
        self._keys: dict[str, bytes] = {}

    def of(self, articles: Iterable[Article]) -> tuple[Card, ...]:
        """Return the cards of articles, in their order."""
        return tuple(self.one(article) for article in articles)

    def one(self, article: Article) -> Card:
        """Return an article's card."""
        card = self._made.get(article.id)
        if card is None:
            card = self._made[article.id] = self._make(article)
        return card

    def key(self, articles: Iterable[Article]) -> bytes:
        """Return the joined keys of articles' cards: what a list of them depends on, besides what all pages do."""
        return b"".join([self._with_photo(article) if article.photos else article.face for article in articles])

    def parts(self, articles: Iterable[Article]) -> dict[str, bytes]:
        """Return the keys of articles' cards by their files."""
        return {article.file: self.key([article]) for article in articles}

    def _with_photo(self, article: Article) -> bytes:
        known = self._keys.get(article.id)
        if known is None:
            lead = self._lead(article)
            parts = (key(lead.file), photo_key(self._findings, lead)) if lead else ()
            known = self._keys[article.id] = join(article.face, *parts)
        return known

    def _lead(self, article: Article) -> Photo | None:
        return next((p for p in article.photos if p.file in self._findings.photos), None)

    def _make(self, article: Article) -> Card:
        lead = self._lead(article)
        return Card(
            title=article.title,
            url=article_url(article),
            date=article.date,
            summary=shorten(article.lead_text, SUMMARY_LENGTH),
            unit=unit_on_the_day(self._site, article, article.units[0]),
            kind=article.kind,
            photo=picture(self._findings, lead, cropped(self._findings, lead)) if lead else None,
            lang=article.lang if article.lang != self._site.settings.default_lang else "",
        )


def unit_on_the_day(site: Site, article: Article, unit: str) -> Link:
    """Return a unit under the name that it had on the article's day."""
    return Link(site.registry.units[unit].name_on(article.date.at.date()), unit_url(unit))


def cropped(findings: Findings, photo: Photo) -> tuple[Rendition, ...]:
    """Return the copies of a photo for cards: cut to their shape, or the whole where that serves."""
    return _crop(findings, photo) or findings.photos[photo.file]


def _crop(findings: Findings, photo: Photo) -> tuple[Rendition, ...]:
    return findings.crop_of(photo.file, photo.focus) if findings.crop_of else ()


def picture(findings: Findings, photo: Photo, renditions: tuple[Rendition, ...] = ()) -> Picture | None:
    """Return a photo as shown, in its usual copies unless others are given; None where there are none."""
    renditions = renditions or findings.photos.get(photo.file, ())
    if not renditions:
        return None
    own = findings.photo_words.get(photo.file) if photo.found else None
    caption, credit = (own.caption, own.credit or photo.credit) if own else (photo.caption, photo.credit)
    return Picture(renditions, photo.alt, caption, credit, photo.date)


def picture_or_gap(findings: Findings, photo: Photo) -> Picture | Gap | None:
    """Return a photo as shown, or the gap that it leaves; None where photos are not shown at all."""
    shown = picture(findings, photo)
    if shown or (photo.file and photo.file not in findings.lost_photos):
        return shown
    return Gap(photo.alt, photo.caption, photo.credit)


def photo_key(findings: Findings, photo: Photo) -> bytes:
    """Return the key of a photo as shown, whole or cut, or of the gap it leaves; for those who know what is typed."""
    if findings.photo_key:
        return findings.photo_key(photo.file)
    return key(picture_or_gap(findings, photo), _crop(findings, photo))


def file_link(site: Site, file: str, url: str, title: str = "") -> FileLink:
    """Return a link to a file of content/ with its size and format."""
    name = file.rpartition("/")[2]
    return FileLink(title or name, url, site.file_sizes.get(file, 0), name.rpartition(".")[2].upper())


def attachments(site: Site, files: Iterable[str], url: str) -> tuple[FileLink, ...]:
    """Return links to the files beside an item, by the item's address."""
    return tuple(file_link(site, file, attachment_url(url, file)) for file in files)


def document_line(site: Site, document: Document) -> DocumentLine:
    """Return a document as cited."""
    files = tuple(file_link(site, f, document_file_url(document.id, f.rpartition("/")[2])) for f in document.files)
    d = document
    aliases = tuple(alias for alias in d.aliases if d.number not in alias)
    return DocumentLine(d.number, aliases, d.title, d.type, d.issuer, d.issued, d.status, files)
