"""One file of news/ or pages/ as a model value, with everything that is wrong in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from plugins.model.article import (
    Article,
    Correction,
    Event,
    LinkSlot,
    Mention,
    Part,
    Source,
    StandingPage,
    Withdrawal,
)
from plugins.model.byline import Credit, is_label, photographer
from plugins.model.diagnostic import Diagnostic, diagnose, has_errors
from plugins.model.text import fold_case, slugify, squeeze
from plugins.reading.advice import on_photos
from plugins.reading.draft import Draft
from plugins.reading.fields import is_slug
from plugins.reading.forms import ArticleForm, PageForm
from plugins.reading.frontmatter import split
from plugins.reading.limits import Batch
from plugins.reading.links import Links, Problem, is_publishable
from plugins.reading.markdown import renderer
from plugins.reading.photos import list_photos, place_images
from plugins.reading.source import read_text

NAMED = 5
"""How many photos a message names."""
_AS_TYPED = (
    "title", "date", "category", "modified", "dateline", "related", "related_one_way", "status", "expires", "pin",
    "aliases", "lang", "translation_of", "kind", "views",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave: its value, or None where an error stands among the diagnostics."""

    file: str
    value: Article | StandingPage | None
    diagnostics: tuple[Diagnostic, ...]
    looked: tuple[tuple[str, int | None], ...] = ()
    """Other files that the value depends on being there or not: see Names.looked."""


def read_file(root: Path, file: str, zone: ZoneInfo, raw: bytes | None = None) -> Reading:
    """Read an article (news/) or a standing page (pages/); whatever was typed, the answer is a Reading.

    `raw` are its bytes, where somebody has opened it already.
    """
    text = read_text(root, file, raw=raw)
    halves = text if isinstance(text, Diagnostic) else split(file, text)
    if isinstance(halves, Diagnostic):
        return Reading(file, None, (halves,))
    try:
        draft = Draft(root, halves, zone)
        value = _page(draft) if file.startswith("pages/") else _article(draft)
    except (RecursionError, MemoryError):
        return _too_heavy(file)
    found = tuple(sorted(draft.diagnostics, key=lambda d: (d.line, d.col)))
    return Reading(file, None if has_errors(found) else value, found, draft.names.looked)


def read_within(batch: Batch, root: str, file: str, timezone: str, raw: bytes | None = None) -> Reading:
    """Read a file under limits of processor time and memory that are in force."""
    return batch.run(partial(read_file, _folder(root), file, ZoneInfo(timezone), raw)) or _too_heavy(file)


_folder = lru_cache(maxsize=1)(Path)


def _too_heavy(file: str) -> Reading:
    renderer.cache_clear()  # it was interrupted: what it still holds would end up in the next article
    return Reading(file, None, (diagnose("too-heavy", file),))


def _article(draft: Draft) -> Article | None:
    form = draft.form(ArticleForm)
    album, found = list_photos(draft.typed.get("photos"), draft.names, draft.tree)
    draft.diagnostics += found
    body = draft.body()
    album.is_whole &= draft.is_readable and (form is not None or "photos" in draft.typed)
    place_images(album, body.images, draft.names)
    documents = _documents(draft, body.links)
    draft.report_body((*body.problems, *album.problems))
    if form is None:
        return None
    summary, lead_text = draft.lead(form.summary)
    if form.dateline and re.match(rf"\W*{re.escape(form.dateline)}\s*[):–—-]", lead_text, re.IGNORECASE):
        draft.report("dateline-twice", ("summary",), name=form.dateline)
    credits = _credits(draft, form)
    gathered = () if form.photos or not draft.file.endswith("/index.md") else album.find(draft.names)
    if gathered:
        names = [path.rpartition("/")[2] for path in gathered]
        shown = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
        draft.report("photo-undescribed", (), count=len(names), names=shown, name=names[0])
    photos = album.photos(form.photos, photographer(credits))
    for index, photo in enumerate(photos):
        if photo.place == "body" and index not in album.slots.values():
            draft.report("photo-unplaced", ("photos", index, "place"), name=form.photos[index].file)
    for code, index, field, values in on_photos(photos, form.title):
        if index < len(form.photos):
            draft.report(code, ("photos", index, field), **values)
        else:
            draft.report_body([Problem(code, values["name"], values)])
    parts = body.parts(album.slots)
    if form.status == "published" and not (draft.has_body or photos or form.documents):
        draft.report("empty-article", ())
    return Article(
        file=draft.file,
        id=form.id or _derived_id(draft),
        slug=form.slug or _derived_slug(draft, form.title),
        summary=summary,
        lead_text=lead_text,
        units=tuple(dict.fromkeys(form.unit)),
        terms=tuple(dict.fromkeys(form.term)),
        tags=tuple({fold_case(tag): tag for tag in reversed(form.tags)}.values())[::-1],
        byline=credits,
        body=parts,
        links=_linked(parts),
        photos=photos,
        documents=documents,
        attachments=tuple(body.links.attachments.values()),
        **{name: getattr(form, name) for name in _AS_TYPED},
        **_nested(form),
    )


def _linked(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.file for part in parts if isinstance(part, LinkSlot)))


def _nested(form: ArticleForm) -> dict[str, Any]:
    source, event, withdrawn = form.source, form.event, form.withdrawn
    return {
        "changes": tuple(Correction(c.date, c.note, c.level == "major") for c in form.changes),
        "people": tuple(Mention(m.id, m.role) for m in form.people),
        "source": Source(source.name, source.url) if source else None,
        "event": Event(event.start, event.end, event.place) if event else None,
        "withdrawn": Withdrawal(withdrawn.date, withdrawn.reason, withdrawn.replaced_by) if withdrawn else None,
    }


def _credits(draft: Draft, form: ArticleForm) -> tuple[Credit, ...]:
    for credit in form.byline:
        if is_label(credit.name):
            draft.report("byline-label", ("byline",), name=credit.name)
    return tuple(Credit(credit.name, credit.does) for credit in form.byline)


def _derived_id(draft: Draft) -> str:
    bundle = draft.file.removesuffix("/index.md").removesuffix(".md")
    derived = str(uuid5(NAMESPACE_URL, bundle))
    draft.report("missing-id", ("id",), id=derived)
    return derived


def _derived_slug(draft: Draft, title: str) -> str:
    slug = slugify(title)
    if not is_slug(slug):
        draft.report("no-slug", ("title",), title=title[:60])
    return slug


def _documents(draft: Draft, links: Links) -> tuple[str, ...]:
    """Tell files beside the article, which are taken along, from ids of documents, which are returned."""
    typed = draft.typed.get("documents")
    ids = []
    for index, entry in enumerate(typed if isinstance(typed, list) else []):
        if not isinstance(entry, str):
            continue
        name = squeeze(entry)
        found = draft.names.find(name)
        taken = links.attach(found, name) if isinstance(found, str) else found
        if isinstance(taken, str):
            continue
        if taken.code == "missing-file" and not is_publishable(name):
            ids.append(name)
        else:
            draft.report(taken.code, ("documents", index), **taken.values)
    return tuple(ids)


def _page(draft: Draft) -> StandingPage | None:
    form = draft.form(PageForm)
    body = draft.body()
    misplaced = [Problem("photo-place", image.src, {"name": image.src[:80]}) for image in body.images]
    draft.report_body((*body.problems, *misplaced))
    slug = draft.file.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2]
    if not is_slug(slug):
        proposed = slugify(slug)
        draft.report("bad-page-name", (), name=slug, proposed=proposed if is_slug(proposed) else "ten-trang")
    if form is None:
        return None
    summary, lead_text = draft.lead(form.summary)
    parts = body.parts({})
    return StandingPage(
        file=draft.file,
        title=form.title,
        slug=slug,
        summary=summary,
        lead_text=lead_text,
        body=parts,
        links=_linked(parts),
        attachments=tuple(body.links.attachments.values()),
        modified=form.modified,
        order=form.order,
        status=form.status,
        aliases=form.aliases,
        lang=form.lang,
    )
