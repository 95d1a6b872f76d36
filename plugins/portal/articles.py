"""An article's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup

from plugins.model import byline
from plugins.model.article import Article, LinkSlot, Mention, Part, Photo
from plugins.model.artifact import Artifact, Copy, Page, Redirect
from plugins.model.cards import Cards, document_line, file_link, picture, unit_on_the_day
from plugins.model.dates import is_within
from plugins.model.frame import crumbs, head, sharing_image
from plugins.model.gather import term_unit
from plugins.model.keys import join, key
from plugins.model.registry import Registry, role_in
from plugins.model.site import Findings, Site
from plugins.model.text import fold_case
from plugins.model.urls import FRONT, article_url, category_url, output_path, tag_url, term_url, unit_term_url, unit_url
from plugins.model.views import (
    Body,
    ChangeLine,
    EventLine,
    FileLink,
    Furniture,
    Link,
    Picture,
    RelatedItem,
    WithdrawalNotice,
    sanitised,
)
from plugins.portal.tags import Tag
from plugins.portal.views import ArticleView, PersonLine

TEMPLATE = "article.html"
Versions = dict[str, tuple[Article, ...]]


@dataclass(frozen=True)
class Desk:
    """What every article's page is made with."""

    site: Site
    findings: Findings
    furniture: Furniture
    tags: dict[str, Tag]
    cards: Cards
    base: bytes

    @cached_property
    def versions(self) -> Versions:
        """Articles that are one item in several languages, by the id of each; the original first."""
        groups: dict[str, list[Article]] = {}
        for article in self.site.articles:
            original = self.site.by_id.get(article.translation_of)
            if original:
                groups.setdefault(original.id, [original]).append(article)
        return {a.id: tuple(group) for group in groups.values() for a in group}


def article_artifacts(desk: Desk, article: Article) -> Iterable[Artifact]:
    """Declare an article's page, the files beside it, and its old addresses."""
    url = article_url(article)
    yield Page(
        output_path(url),
        TEMPLATE,
        article_key(desk, article),
        partial(article_view, desk, article),
        article.file,
        listed=_is_mapped(desk.site, article),
        modified=article.updated or article.date,
    )
    for file in article.attachments:
        yield Copy(output_path(_attachment_url(url, file)), file, article.file)
    for alias in article.aliases:
        yield Redirect(alias, url, article.file)


def article_key(desk: Desk, article: Article) -> bytes:
    """Return the key of an article's page: all that `article_view` looks at, by digests where it is long."""
    a, site, findings = article, desk.site, desk.findings
    others = [*findings.related.get(a.id, ()), *(v.id for v in desk.versions.get(a.id, ()))]
    if a.withdrawn:
        others.append(a.withdrawn.replaced_by)
    parts = [desk.base, a.digest.encode(), *(o.face for o in map(site.by_id.get, others) if o)]
    parts += [tag.key for tag in _tags_of(a, desk.tags)]
    if a.photos or a.attachments or a.links:
        shown = [findings.photos.get(p.file) for p in a.photos]
        sizes = [site.file_sizes.get(f) for f in a.attachments]
        parts.append(key(shown, sizes, [site.url_by_file.get(f) for f in a.links]))
    return join(*parts)


def _is_mapped(site: Site, article: Article) -> bool:
    """Tell whether the site map has it: what lists show, and translations of that."""
    return site.is_news(article)


def article_view(desk: Desk, article: Article) -> ArticleView:
    """Make the view of an article."""
    site, findings = desk.site, desk.findings
    a = article
    url = article_url(a)
    lang = a.lang or site.settings.default_lang
    category = Link(site.registry.categories[a.category].name, category_url(a.category))
    units = [unit_on_the_day(site, a, unit) for unit in a.units]
    pictures = [picture(findings, photo) for photo in a.photos]
    lead = next((p for photo, p in zip(a.photos, pictures, strict=True) if p and photo.place == "lead"), None)
    updated = a.updated
    group = desk.versions.get(a.id, ())
    return ArticleView(
        site=desk.furniture,
        head=head(
            site,
            findings,
            a.title,
            url,
            a.lead_text,
            lang=lang,
            image=sharing_image(site, lead or next(filter(None, pictures), None)),
            type="article",
            modified=updated or a.date,
            indexed=a.status == "published",
            translations=tuple((_lang(site, v), site.absolute(article_url(v))) for v in group),
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
        body=body(site, site.body_of(a), pictures),
        gallery=_gallery(a.photos, pictures),
        byline=byline.render(a.byline, _labels(site)),
        source=Link(a.source.name, a.source.url) if a.source else None,
        attachments=attachments(site, a.attachments, url),
        documents=tuple(document_line(site, site.registry.documents[d]) for d in a.documents),
        people=tuple(_person(site.registry, m, a) for m in a.people),
        tags=tuple(Link(tag.name, tag_url(tag.slug)) for tag in _tags_of(a, desk.tags)),
        changes=tuple(
            ChangeLine(c.date, c.note, c.major) for c in sorted(a.changes, key=lambda c: c.date, reverse=True)
        ),
        withdrawn=_withdrawal(site, a),
        translations=tuple(Link(_lang(site, v), article_url(v)) for v in group if v.id != a.id),
        related=_related(site, findings, a),
    )


def body(site: Site, parts: tuple[Part, ...], pictures: list[Picture | None]) -> Body:
    """Fill a body's slots: photos with their pictures, links with the addresses of other items."""
    filled: list[Markup | Picture] = []
    html: list[str] = []
    for part in parts:
        if isinstance(part, str):
            html.append(part)
        elif isinstance(part, LinkSlot):
            html.append(site.url_by_file.get(part.file, FRONT))
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


def _gallery(photos: tuple[Photo, ...], pictures: list[Picture | None]) -> tuple[Picture, ...]:
    return tuple(p for photo, p in zip(photos, pictures, strict=True) if p and photo.place == "gallery")


def _terms(site: Site, article: Article) -> tuple[Link, ...]:
    links = []
    for label in article.terms:
        unit = term_unit(label, article.units, article, site.registry)
        links.append(Link(label, unit_term_url(unit, label) if unit else term_url(label)))
    return tuple(links)


def _tags_of(article: Article, tags: dict[str, Tag]) -> list[Tag]:
    """Return the tags that have a page; an item that lists leave out may have one that no list knows."""
    keys = dict.fromkeys(map(fold_case, article.tags))
    return [tags[key] for key in keys if key in tags]


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


def _withdrawal(site: Site, article: Article) -> WithdrawalNotice | None:
    notice = article.withdrawn
    if article.status != "withdrawn" or notice is None:
        return None
    other = site.by_id.get(notice.replaced_by)
    return WithdrawalNotice(notice.date, notice.reason, Link(other.title, article_url(other)) if other else None)


def _related(site: Site, findings: Findings, article: Article) -> tuple[RelatedItem, ...]:
    others = (site.by_id[i] for i in findings.related.get(article.id, ()))
    return tuple(RelatedItem(o.title, article_url(o), o.date) for o in others)
