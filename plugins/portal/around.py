"""What other articles, photos and files add to an article's page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from plugins.model.article import Article
from plugins.model.cards import attachments, picture_or_gap
from plugins.model.keys import join, key
from plugins.model.site import Findings, Site
from plugins.model.tags import Tag
from plugins.model.text import fold_case
from plugins.model.urls import FRONT, article_url, tag_url
from plugins.model.views import FileLink, Gap, Link, Picture, RelatedItem


@dataclass(frozen=True, slots=True)
class Around:
    """What other articles, photos and files add to an article's page."""

    key: bytes
    photos: tuple[Picture | Gap | None, ...]
    attachments: tuple[FileLink, ...]
    links: tuple[tuple[str, str], ...]
    """Addresses by the files that the body links to."""
    tags: tuple[Link, ...]
    related: tuple[RelatedItem, ...]
    same_content: RelatedItem | None
    versions: tuple[Link, ...]
    """The same item in all its languages; `title` is the language's code."""
    replaced_by: Link | None


class Neighbours:
    """Finds what stands around each article."""

    def __init__(self, site: Site, findings: Findings, tags: dict[str, Tag]) -> None:
        self._site = site
        self._findings = findings
        self._tags = tags
        self._last: tuple[Article, Around] | None = None  # a page asks twice in a row: for its view and its sheet

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
        """Return the key of all that `around` returns; quickly, since every build asks it of every article."""
        parts = [other.face for other in self._others(article)]
        if article.id in self._findings.same_content:
            parts.append(b"same content")
        parts += [tag.key for tag in self._tags_of(article)]
        if article.photos or article.attachments or article.links:
            parts.append(self._files(article))
        return join(*parts)

    def parts(self, article: Article) -> dict[str, bytes]:
        """Return what `key` covers, by names."""
        parts = {other.file: other.face for other in self._others(article)}
        parts |= {f"chủ đề {tag.name}": tag.key for tag in self._tags_of(article)}
        return parts | {"ảnh, tệp kèm, liên kết": self._files(article)}

    def _others(self, article: Article) -> list[Article]:
        """Return the articles that an article's page names."""
        findings = self._findings
        found = [*findings.related.get(article.id, ()), *(v.id for v in self._versions.get(article.id, ()))]
        found += filter(None, [findings.same_content.get(article.id)])
        if article.withdrawn:
            found.append(article.withdrawn.replaced_by)
        return [other for other in map(self._site.by_id.get, found) if other] if found else []

    def _files(self, article: Article) -> bytes:
        a, site, findings = article, self._site, self._findings
        shown = [picture_or_gap(findings, p) for p in a.photos]
        sizes = [site.file_sizes.get(f) for f in a.attachments]
        return key(shown, sizes, [site.url_by_file.get(f) for f in a.links])

    def around(self, article: Article) -> Around:
        """Return what stands around an article."""
        if self._last is None or self._last[0] is not article:
            self._last = article, self._around(article)
        return self._last[1]

    def _around(self, article: Article) -> Around:
        a, site, findings = article, self._site, self._findings
        other = site.by_id.get(a.withdrawn.replaced_by) if a.withdrawn else None
        twin = findings.same_content.get(a.id)
        return Around(
            key=self.key(a),
            photos=tuple(picture_or_gap(findings, p) for p in a.photos),
            attachments=attachments(site, a.attachments, article_url(a)),
            links=tuple((f, site.url_by_file.get(f, FRONT)) for f in a.links),
            tags=tuple(Link(tag.name, tag_url(tag.slug)) for tag in self._tags_of(a)),
            related=tuple(_related_item(site.by_id[i]) for i in findings.related.get(a.id, ())),
            same_content=_related_item(site.by_id[twin]) if twin else None,
            versions=tuple(Link(lang_of(site, v), article_url(v)) for v in self._versions.get(a.id, ())),
            replaced_by=Link(other.title, article_url(other)) if other else None,
        )

    def _tags_of(self, article: Article) -> list[Tag]:
        """Return the tags that have a page; an item that lists leave out may have one that no list knows."""
        if not article.tags:
            return []
        keys = dict.fromkeys(map(fold_case, article.tags))
        return [self._tags[key] for key in keys if key in self._tags]


def _related_item(other: Article) -> RelatedItem:
    return RelatedItem(other.title, article_url(other), other.date)


def lang_of(site: Site, article: Article) -> str:
    """Return the language of an article: its own, else the site's."""
    return article.lang or site.settings.default_lang
