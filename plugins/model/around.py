"""What other articles, photos and files add to what an article says itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from plugins.model.article import Article
from plugins.model.cards import attachments, photo_key, picture_or_gap
from plugins.model.keys import join, key
from plugins.model.site import Findings, Site
from plugins.model.tags import Tag
from plugins.model.text import fold_case
from plugins.model.urls import FRONT, article_url, tag_url
from plugins.model.views import FileLink, Gap, Link, Picture, RelatedItem


@dataclass(frozen=True)  # without slots, which make pickling several times slower
class Kin:
    """An article's related news, and the item of another unit that has the same text."""

    key: bytes
    parts: dict[str, bytes]
    """What the key covers, by names."""
    related: tuple[RelatedItem, ...]
    same_content: RelatedItem | None


@dataclass(frozen=True)
class Around:
    """All else that an article shows of others: photos, files, addresses, names."""

    key: bytes
    parts: dict[str, bytes]
    """What the key covers, by names."""
    photos: tuple[Picture | Gap | None, ...]
    attachments: tuple[FileLink, ...]
    links: tuple[tuple[str, str], ...]
    """Addresses by the files that the body links to."""
    tags: tuple[Link, ...]
    versions: tuple[Link, ...]
    """The same item in all its languages; `title` is the language's code."""
    replaced_by: Link | None


def kin_key(site: Site, findings: Findings, article: Article) -> bytes:
    """Return the key of an article's kin; quickly, since every build asks it of every article."""
    known = findings.kin_keys.get(article.id)
    if known:
        return known
    twin = findings.same_content.get(article.id)
    faces = [site.faces[other] for other in findings.related.get(article.id, ())]
    return key_of_kin(faces, site.faces[twin] if twin else b"")


def key_of_kin(related: Iterable[bytes], same_content: bytes = b"") -> bytes:
    """Return the key of an article's kin, given the faces of both; of no item of the same text none."""
    return join(*related, same_content, b"same content") if same_content else join(*related)


def _item(other: Article) -> RelatedItem:
    return RelatedItem(other.title, article_url(other), other.date)


def kin_of(site: Site, findings: Findings, article: Article, item: Callable[[Article], RelatedItem] = _item) -> Kin:
    """Return an article's kin as its page lists them; `item` makes a line of them."""
    related = [site.by_id[other] for other in findings.related.get(article.id, ())]
    twin = site.by_id.get(findings.same_content.get(article.id, ""))
    return Kin(
        key=kin_key(site, findings, article),
        parts={other.file: other.face for other in (*related, *([twin] if twin else []))},
        related=tuple(map(item, related)),
        same_content=item(twin) if twin else None,
    )


class Neighbours:
    """Finds what stands around each article."""

    def __init__(self, site: Site, findings: Findings) -> None:
        self._site = site
        self._findings = findings
        self._keys = findings.keys_around
        self._named = _Named(site.tags)
        self._tag_keys = _Keys(self._named)
        self._last: tuple[Article, Around] | None = None  # a page asks again and again: for its view and its sheet
        self._last_kin: tuple[Article, Kin] | None = None
        self._items: dict[str, RelatedItem] = {}

    @cached_property
    def _versions(self) -> dict[str, tuple[Article, ...]]:
        """Articles that are one item in several languages, by the id of each; the original first."""
        groups: dict[str, list[Article]] = {}
        for article in self._site.articles:
            original = self._site.by_id.get(article.translation_of)
            if original:
                groups.setdefault(original.id, [original]).append(article)
        return {a.id: tuple(group) for group in groups.values() for a in group}

    def key(self, article: Article) -> bytes:
        """Return the key of what `around` returns; quickly, since every build asks it of every article."""
        known = self._keys.get(article.id)
        if known is None:
            known = self._keys[article.id] = self._key(article)
        return known

    def _key(self, article: Article) -> bytes:
        parts = [other.face for other in self._others(article)]
        parts += dict.fromkeys(filter(None, map(self._tag_keys.__getitem__, article.tags)))
        if article.photos or article.attachments or article.links:
            parts.append(self._files(article))
        return join(*parts)

    def kin(self, article: Article) -> Kin:
        """Return an article's kin."""
        if self._last_kin is None or self._last_kin[0] is not article:
            self._last_kin = article, kin_of(self._site, self._findings, article, self._item)
        return self._last_kin[1]

    def _item(self, other: Article) -> RelatedItem:
        """Return an article as a line of related news; the same line stands on several pages."""
        known = self._items.get(other.id)
        if known is None:
            known = self._items[other.id] = _item(other)
        return known

    def around(self, article: Article) -> Around:
        """Return what stands around an article."""
        if self._last is None or self._last[0] is not article:
            self._last = article, self._around(article)
        return self._last[1]

    def _around(self, article: Article) -> Around:
        a, site, findings = article, self._site, self._findings
        other = site.by_id.get(a.withdrawn.replaced_by) if a.withdrawn else None
        tags = list(self._tags_of(a))
        return Around(
            key=self.key(a),
            parts={o.file: o.face for o in self._others(a)}
            | {f"chủ đề {tag.name}": tag.key for tag in tags}
            | {"ảnh, tệp kèm, liên kết": self._files(a)},
            photos=tuple(picture_or_gap(findings, p) for p in a.photos),
            attachments=attachments(site, a.attachments, article_url(a)),
            links=tuple((f, site.url_by_file.get(f, FRONT)) for f in a.links),
            tags=tuple(Link(tag.name, tag_url(tag.slug)) for tag in tags),
            versions=tuple(Link(lang_of(site, v), article_url(v)) for v in self._versions.get(a.id, ())),
            replaced_by=Link(other.title, article_url(other)) if other else None,
        )

    def _others(self, article: Article) -> list[Article]:
        """Return the articles that an article names itself: its versions, what replaces it."""
        found = [*self._versions.get(article.id, ())]
        if article.withdrawn and (other := self._site.by_id.get(article.withdrawn.replaced_by)):
            found.append(other)
        return found

    def _files(self, article: Article) -> bytes:
        a, site = article, self._site
        shown = [photo_key(self._findings, p) for p in a.photos]
        sizes = [site.file_sizes.get(f) for f in a.attachments]
        return key(a.face, shown, sizes, [site.url_by_file.get(f) for f in a.links])

    def _tags_of(self, article: Article) -> Iterable[Tag]:
        """Return the tags that have a page; an item that lists leave out may have one that no list knows."""
        return {tag.key: tag for name in article.tags if (tag := self._named[name])}.values()


class _Named(dict[str, Tag | None]):
    """Tags by their names as typed, found when first asked for."""

    def __init__(self, tags: Mapping[str, Tag]) -> None:
        super().__init__()
        self._tags = tags

    def __missing__(self, name: str) -> Tag | None:
        found = self[name] = self._tags.get(fold_case(name))
        return found


class _Keys(dict[str, bytes]):
    """Keys of tags by their names as typed; empty where no list knows the tag."""

    def __init__(self, named: _Named) -> None:
        super().__init__()
        self._named = named

    def __missing__(self, name: str) -> bytes:
        tag = self._named[name]
        found = self[name] = tag.key if tag else b""
        return found


def lang_of(site: Site, article: Article) -> str:
    """Return the language of an article: its own, else the site's."""
    return article.lang or site.settings.default_lang
