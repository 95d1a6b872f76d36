"""An article's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup

from plugins.model import byline
from plugins.model.article import Article, LinkSlot, Mention, Part, Photo
from plugins.model.artifact import Again, Artifact, Copy, Page, Redirect
from plugins.model.cards import document_line, file_link, picture_or_gap, unit_on_the_day
from plugins.model.dates import is_within
from plugins.model.frame import Base, crumbs, furniture, head, sharing_image
from plugins.model.gather import term_unit
from plugins.model.keys import join, key
from plugins.model.registry import Registry, role_in
from plugins.model.site import Findings, Site
from plugins.model.tags import Tag
from plugins.model.text import fold_case
from plugins.model.urls import FRONT, article_url, category_url, output_path, tag_url, term_url, unit_term_url, unit_url
from plugins.model.views import (
    Body,
    ChangeLine,
    EventLine,
    FileLink,
    Furniture,
    Gap,
    Link,
    Picture,
    RelatedItem,
    WithdrawalNotice,
    sanitised,
)
from plugins.portal.views import ArticleView, PersonLine

TEMPLATE = "article.html"
Versions = dict[str, tuple[Article, ...]]


@dataclass(frozen=True)
class Desk:
    """What every article's page is made with."""

    site: Site
    findings: Findings
    furniture: Furniture
    base: Base

    @classmethod
    def of(cls, site: Site, findings: Findings) -> Desk:
        """Return the desk of a site; its articles are not looked at."""
        return cls(site, findings, furniture(site, findings), Base.of(site, findings))


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
    def _versions(self) -> Versions:
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
            versions=tuple(Link(_lang(site, v), article_url(v)) for v in self._versions.get(a.id, ())),
            replaced_by=Link(other.title, article_url(other)) if other else None,
        )

    def _tags_of(self, article: Article) -> list[Tag]:
        """Return the tags that have a page; an item that lists leave out may have one that no list knows."""
        if not article.tags:
            return []
        keys = dict.fromkeys(map(fold_case, article.tags))
        return [self._tags[key] for key in keys if key in self._tags]


def article_artifacts(desk: Desk, neighbours: Neighbours, article: Article) -> Iterable[Artifact]:
    """Declare an article's page, the files beside it, and its old addresses."""
    url = article_url(article)
    around, parts = partial(neighbours.around, article), partial(neighbours.parts, article)
    yield article_page(desk, article, neighbours.key(article), around, parts)
    for file in article.attachments:
        yield Copy(output_path(_attachment_url(url, file)), file, article.file)
    for alias in article.aliases:
        yield Redirect(alias, url, article.file)


def article_page(
    desk: Desk, article: Article, key: bytes, around: Callable[[], Around], parts: Callable[[], dict[str, bytes]]
) -> Page:
    """Declare an article's page alone; `key` and `parts` are those of what stands around it."""
    return Page(
        output_path(article_url(article)),
        TEMPLATE,
        join(desk.base.key, article.digest.encode(), key),
        lambda: article_view(desk, article, around()),
        article.file,
        listed=_is_mapped(desk.site, article),
        modified=article.updated or article.date,
        again=Again((article.file,), article_page_again, lambda: (around(), parts())),
        parts=lambda: {article.file: article.digest.encode(), **desk.base.parts, **parts()},
    )


def article_page_again(
    site: Site, findings: Findings, articles: tuple[Article], around: tuple[Around, dict[str, bytes]]
) -> Page:
    """Declare an article's page with a new body amid what stood around it before."""
    what, parts = around
    return article_page(Desk.of(site, findings), articles[0], what.key, lambda: what, lambda: parts)


def _is_mapped(site: Site, article: Article) -> bool:
    """Tell whether the site map has it: what lists show, and translations of that."""
    return site.is_news(article)


def article_view(desk: Desk, article: Article, around: Around) -> ArticleView:
    """Make the view of an article."""
    site, findings = desk.site, desk.findings
    a = article
    url = article_url(a)
    lang = a.lang or site.settings.default_lang
    category = Link(site.registry.categories[a.category].name, category_url(a.category))
    units = [unit_on_the_day(site, a, unit) for unit in a.units]
    pictures = around.photos
    lead = next((p for photo, p in zip(a.photos, pictures, strict=True) if p and photo.place == "lead"), None)
    updated = a.updated
    return ArticleView(
        site=desk.furniture,
        head=head(
            site,
            findings,
            a.title,
            url,
            a.lead_text,
            lang=lang,
            image=sharing_image(site, next((p for p in (lead, *pictures) if isinstance(p, Picture)), None)),
            type="article",
            modified=updated or a.date,
            indexed=a.status == "published",
            translations=tuple((v.title, site.absolute(v.url)) for v in around.versions),
        ),
        crumbs=crumbs(site, category),
        kicker=units[0],
        other_units=tuple(units[1:]),
        category=category,
        terms=_terms(site, a),
        title=a.title,
        kind=a.kind,
        published=a.date,
        updated=updated,
        views=a.views,
        dateline=a.dateline,
        summary=sanitised(a.summary),
        event=EventLine(a.event.start, a.event.end, a.event.place) if a.event else None,
        lead_photo=lead,
        body=body(site.body_of(a), pictures, dict(around.links)),
        gallery=_gallery(a.photos, pictures),
        byline=byline.render(a.byline, _labels(site)),
        source=Link(a.source.name, a.source.url) if a.source else None,
        attachments=around.attachments,
        documents=tuple(document_line(site, site.registry.documents[d]) for d in a.documents),
        people=tuple(_person(site.registry, m, a) for m in a.people),
        tags=around.tags,
        changes=tuple(
            ChangeLine(c.date, c.note, c.major) for c in sorted(a.changes, key=lambda c: c.date, reverse=True)
        ),
        withdrawn=_withdrawal(a, around.replaced_by),
        translations=tuple(v for v in around.versions if v.url != url),
        related=around.related,
        same_content=around.same_content,
    )


def body(parts: tuple[Part, ...], pictures: Sequence[Picture | Gap | None], urls: Mapping[str, str]) -> Body:
    """Fill a body's slots: photos with their pictures, links with the addresses of other items."""
    filled: list[Markup | Picture | Gap] = []
    html: list[str] = []
    for part in parts:
        if isinstance(part, str):
            html.append(part)
        elif isinstance(part, LinkSlot):
            html.append(urls.get(part.file, FRONT))
        else:
            shown = pictures[part.index]
            if shown:
                filled += [sanitised("".join(html)), shown]
                html = []
    filled.append(sanitised("".join(html)))
    return tuple(piece for piece in filled if piece)


def attachments(site: Site, files: tuple[str, ...], url: str) -> tuple[FileLink, ...]:
    """Return links to the files beside an item."""
    return tuple(file_link(site, file, _attachment_url(url, file)) for file in files)


def _attachment_url(url: str, file: str) -> str:
    return url + file.rpartition("/")[2]


def _labels(site: Site) -> dict[str, str]:
    say = site.say
    return {
        "text": say("Tin"),
        "story": say("Bài"),
        "photo": say("Ảnh"),
        "video": say("Video"),
        "graphics": say("Đồ họa"),
    }


def _lang(site: Site, article: Article) -> str:
    return article.lang or site.settings.default_lang


def _gallery(photos: tuple[Photo, ...], pictures: Sequence[Picture | Gap | None]) -> tuple[Picture | Gap, ...]:
    return tuple(p for photo, p in zip(photos, pictures, strict=True) if p and photo.place == "gallery")


def _terms(site: Site, article: Article) -> tuple[Link, ...]:
    links = []
    for label in article.terms:
        unit = term_unit(label, article.units, article, site.registry)
        links.append(Link(label, unit_term_url(unit, label) if unit else term_url(label)))
    return tuple(links)


def _person(registry: Registry, mention: Mention, article: Article) -> PersonLine:
    """Print a person with the typed role, else with the roles and units that the registry has for the article's day."""
    person = registry.people[mention.person]
    if mention.role:
        return PersonLine(person.name, (Link(mention.role, ""),))
    day = article.date.at.date()
    held = [
        Link(role_in(m.role, registry.units[m.unit].name_on(day)), unit_url(m.unit))
        for m in person.memberships
        if is_within(day, m.start, m.end)
    ]
    return PersonLine(person.name, tuple(dict.fromkeys(held)))


def _withdrawal(article: Article, replaced_by: Link | None) -> WithdrawalNotice | None:
    notice = article.withdrawn
    if article.status != "withdrawn" or notice is None:
        return None
    return WithdrawalNotice(notice.date, notice.reason, replaced_by)


def _related_item(other: Article) -> RelatedItem:
    return RelatedItem(other.title, article_url(other), other.date)
