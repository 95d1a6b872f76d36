"""Articles' pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from plugins.model import byline
from plugins.model.around import Around, Kin, Neighbours, kin_key, kin_of, lang_of
from plugins.model.article import Article, LinkSlot, Mention, Part, Photo
from plugins.model.artifact import Again, Artifact, Copy, Page, Redirect, Series
from plugins.model.cards import document_line, unit_on_the_day
from plugins.model.dates import is_within
from plugins.model.desk import Desk
from plugins.model.frame import crumbs, head, sharing_image
from plugins.model.gather import term_unit
from plugins.model.keys import join
from plugins.model.registry import Registry, role_in
from plugins.model.site import Findings, Site
from plugins.model.urls import (
    FRONT,
    article_url,
    attachment_url,
    category_url,
    output_path,
    term_url,
    unit_term_url,
    unit_url,
)
from plugins.model.views import Body, ChangeLine, EventLine, Gap, Link, Picture, WithdrawalNotice, sanitised
from plugins.portal.views import ArticleView, PersonLine

TEMPLATE = "article.html"


def articles_beside(articles: Iterable[Article]) -> Iterable[Artifact]:
    """Declare the files beside articles, and their old addresses."""
    for article in articles:
        for file in article.attachments:
            yield Copy(output_path(attachment_url(article_url(article), file)), file, article.file)
        for alias in article.aliases:
            yield Redirect(alias, article_url(article), article.file)


def article_pages(desk: Desk) -> Iterable[Series]:
    """Declare the articles' pages, those of each month together: seldom does anything change in more than a few."""
    neighbours = Neighbours(desk.site, desk.findings)
    months: dict[tuple[int, int], list[Article]] = {}
    for article in desk.site.articles:
        months.setdefault((article.date.at.year, article.date.at.month), []).append(article)
    for (year, month), articles in months.items():
        of_month = partial(_pages, desk, neighbours, articles)
        yield Series(f"/tin/{year}/{month:02d}/", _key(desk, neighbours, articles), of_month)


def _key(desk: Desk, neighbours: Neighbours, articles: Iterable[Article]) -> bytes:
    parts = [desk.base.key]
    for a in articles:
        parts += a.digest.encode(), neighbours.key(a), kin_key(desk.site, desk.findings, a)
        parts.append(b"mapped" if _is_mapped(desk.site, a) else b"hidden")
    return join(*parts)


def _pages(desk: Desk, neighbours: Neighbours, articles: Iterable[Article]) -> Iterable[Page]:
    for a in articles:
        keys = neighbours.key(a), kin_key(desk.site, desk.findings, a)
        yield article_page(desk, a, keys, partial(neighbours.around, a), partial(neighbours.kin, a))


def article_page(
    desk: Desk, article: Article, keys: tuple[bytes, bytes], around: Callable[[], Around], kin: Callable[[], Kin]
) -> Page:
    """Declare an article's page alone, given what stands around it, its kin, and the keys of both."""

    def parts() -> dict[str, bytes]:
        return {article.file: article.digest.encode(), **desk.base.parts, **around().parts, **kin().parts}

    return Page(
        output_path(article_url(article)),
        TEMPLATE,
        join(desk.base.key, article.digest.encode(), *keys),
        lambda: article_view(desk, article, around(), kin()),
        article.file,
        listed=_is_mapped(desk.site, article),
        modified=article.updated or article.date,
        again=Again((article.file,), article_page_again, lambda: (around(), kin())),
        parts=parts,
    )


def article_page_again(site: Site, findings: Findings, articles: tuple[Article], before: tuple[Around, Kin]) -> Page:
    """Declare an article's page anew, as it was but for its body and for kin that were found anew."""
    (article,), (around, kin) = articles, before
    is_found = article.id in findings.related or article.id in findings.same_content
    now = kin_of(site, findings, article) if is_found else kin
    return article_page(Desk.of(site, findings), article, (around.key, now.key), lambda: around, lambda: now)


def _is_mapped(site: Site, article: Article) -> bool:
    """Tell whether the site map has it: what lists show, and translations of that."""
    return site.is_news(article)


def article_view(desk: Desk, article: Article, around: Around, kin: Kin) -> ArticleView:
    """Make the view of an article."""
    site, findings = desk.site, desk.findings
    a = article
    url = article_url(a)
    lang = lang_of(site, a)
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
        related=kin.related,
        same_content=kin.same_content,
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


def _labels(site: Site) -> dict[str, str]:
    say = site.say
    return {
        "text": say("Tin"),
        "story": say("Bài"),
        "photo": say("Ảnh"),
        "video": say("Video"),
        "graphics": say("Đồ họa"),
    }


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
