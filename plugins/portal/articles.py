"""An article's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from plugins.model import byline
from plugins.model.article import Article, LinkSlot, Part, Photo
from plugins.model.artifact import Artifact, Copy, Page, Redirect
from plugins.model.cards import document_line, file_link, picture, unit_on_the_day
from plugins.model.dates import Moment, is_within
from plugins.model.frame import crumbs, head, sharing_image
from plugins.model.gather import term_unit
from plugins.model.registry import Person
from plugins.model.site import Findings, Site
from plugins.model.text import fold_case
from plugins.model.urls import FRONT, article_url, category_url, output_path, tag_url, term_url, unit_term_url
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


def article_artifacts(
    site: Site, findings: Findings, furniture: Furniture, tags: dict[str, Tag], article: Article, versions: Versions
) -> Iterable[Artifact]:
    """Declare an article's page, the files beside it, and its old addresses."""
    url = article_url(article)
    view = article_view(site, findings, furniture, tags, article, versions)
    yield Page(output_path(url), TEMPLATE, view, article.file, listed=_is_mapped(site, article))
    for file in article.attachments:
        yield Copy(output_path(_attachment_url(url, file)), file, article.file)
    for alias in article.aliases:
        yield Redirect(alias, url, article.file)


def _is_mapped(site: Site, article: Article) -> bool:
    """Tell whether the site map has it: what lists show, and translations of that."""
    return site.is_listed(replace(article, translation_of=""))


def versions_of(site: Site) -> Versions:
    """Group articles that are one item in several languages, by the id of each; the original first."""
    groups: dict[str, list[Article]] = {}
    for article in site.articles:
        if article.translation_of in site.by_id:
            groups.setdefault(article.translation_of, [site.by_id[article.translation_of]]).append(article)
    return {a.id: tuple(group) for group in groups.values() for a in group}


def article_view(
    site: Site, findings: Findings, furniture: Furniture, tags: dict[str, Tag], article: Article, versions: Versions
) -> ArticleView:
    """Make the view of an article."""
    a = article
    url = article_url(a)
    lang = a.lang or site.settings.default_lang
    category = Link(site.registry.categories[a.category].name, category_url(a.category))
    units = [unit_on_the_day(site, a, unit) for unit in a.units]
    pictures = [picture(findings, photo) for photo in a.photos]
    lead = next((p for photo, p in zip(a.photos, pictures, strict=True) if p and photo.place == "lead"), None)
    updated = _updated(a)
    group = versions.get(a.id, ())
    return ArticleView(
        site=furniture,
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
        body=body(site, a.body, pictures),
        gallery=_gallery(a.photos, pictures),
        byline=byline.render(a.byline, _labels(site)),
        source=Link(a.source.name, a.source.url) if a.source else None,
        attachments=attachments(site, a.attachments, url),
        documents=tuple(document_line(site, site.registry.documents[d]) for d in a.documents),
        people=tuple(_person(site.registry.people[m.person], m.role, a) for m in a.people),
        tags=_tags(a, tags),
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


def _updated(article: Article) -> Moment | None:
    """Return when readers were last told of a change, None where that is not after publication."""
    moments = [c.date for c in article.changes] + ([article.modified] if article.modified else [])
    latest = max(moments, default=None)
    return latest if latest and latest.at > article.date.at else None


def _gallery(photos: tuple[Photo, ...], pictures: list[Picture | None]) -> tuple[Picture, ...]:
    return tuple(p for photo, p in zip(photos, pictures, strict=True) if p and photo.place == "gallery")


def _terms(site: Site, article: Article) -> tuple[Link, ...]:
    links = []
    for label in article.terms:
        unit = term_unit(label, article.units, article, site.registry)
        links.append(Link(label, unit_term_url(unit, label) if unit else term_url(label)))
    return tuple(links)


def _tags(article: Article, tags: dict[str, Tag]) -> tuple[Link, ...]:
    """Link the tags that have a page; an item that lists leave out may have one that no list knows."""
    keys = dict.fromkeys(map(fold_case, article.tags))
    return tuple(Link(tags[key].name, tag_url(tags[key].slug)) for key in keys if key in tags)


def _person(person: Person, role: str, article: Article) -> PersonLine:
    """Print a person with the typed role, else with the roles that the registry has for the article's day."""
    day = article.date.at.date()
    held = [m.role for m in person.memberships if is_within(day, m.start, m.end)]
    return PersonLine(person.name, role or ", ".join(dict.fromkeys(held)))


def _withdrawal(site: Site, article: Article) -> WithdrawalNotice | None:
    notice = article.withdrawn
    if article.status != "withdrawn" or notice is None:
        return None
    other = site.by_id.get(notice.replaced_by)
    return WithdrawalNotice(notice.date, notice.reason, Link(other.title, article_url(other)) if other else None)


def _related(site: Site, findings: Findings, article: Article) -> tuple[RelatedItem, ...]:
    others = (site.by_id[i] for i in findings.related.get(article.id, ()))
    return tuple(RelatedItem(o.title, article_url(o), o.date) for o in others)
