"""Bring articles and registries together: ids resolved, clashes found, the clock applied. Everything linear."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import chain

from plugins.model.article import RELATED, Article, StandingPage, Withdrawal
from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.model.index import Index, suggest
from plugins.model.records import Unit
from plugins.model.registry import Registry
from plugins.model.text import fold_case


@dataclass(frozen=True)
class Gathered:
    """The public articles, newest first, and pages; the next moment the clock changes them; what is wrong."""

    articles: tuple[Article, ...]
    pages: tuple[StandingPage, ...]
    next_change: datetime | None
    diagnostics: tuple[Diagnostic, ...]
    sound: frozenset[str] = frozenset()
    """Files whose ids the registries know, as they were typed."""


def gather(
    articles: Sequence[Article],
    pages: Sequence[StandingPage],
    registry: Registry,
    now: datetime,
    broken: Sequence[str] = (),
    sound: Container[str] = (),
) -> Gathered:
    """Resolve what articles say about each other and about the registries, and keep what is public at `now`.

    `broken` are files that could not be read: a reference to one of them is no mistake of its own. `sound` are files
    whose ids these registries are known to hold, as they were typed.
    """
    index = Index(articles, broken)
    problems = index.duplicates()
    named: list[Article] = []
    found = set()
    for article in articles:
        if article.file in sound:
            named.append(article)
            continue
        before = len(problems)
        named.append(_registered(article, registry, problems))
        if len(problems) == before and named[-1] is article:
            found.add(article.file)
    resolved = [_references(a, index, problems) if refers(a) else a for a in named]
    public = sorted((a for a in resolved if is_public(a, now)), key=_newest_first)
    shown = tuple(p for p in pages if p.status != "draft")
    linking: list[Article | StandingPage] = [a for a in public if a.links]
    linking += [p for p in shown if p.links]
    if linking:
        public_files = {a.file for a in public} | {p.file for p in shown}
        known_files = index.files | {p.file for p in pages}
        for item in linking:
            problems += _links(item, public_files, known_files)
    return Gathered(tuple(public), shown, _next_change(resolved, registry, now), tuple(problems), frozenset(found))


def is_public(article: Article, now: datetime) -> bool:
    """Tell whether an article has a page at all: not a draft, and its date has come."""
    return article.status != "draft" and article.date.at <= now


def _newest_first(article: Article) -> tuple[float, str]:
    return -article.date.at.timestamp(), article.id


def _next_change(articles: Sequence[Article], registry: Registry, now: datetime) -> datetime | None:
    later = (m for a in articles if a.status != "draft" for m in (a.expires, a.pin) if m)
    coming = (a.date for a in articles if a.date.at > now and a.status != "draft")
    turn = registry.next_turn(now.date())
    turns = [datetime.combine(turn, time.min, now.tzinfo)] if turn else []
    return min(chain(turns, (m.at for m in chain(coming, later) if m.at > now)), default=None)


def _registered(article: Article, registry: Registry, problems: list[Diagnostic]) -> Article:
    """Return an article with the registries' own ids; the same one where it has them."""
    file = article.file
    units = tuple(filter(None, (_unit(u, article, registry, n, problems) for n, u in enumerate(article.units))))
    if article.category not in registry.categories:
        hint = suggest(article.category, registry.categories)
        problems.append(diagnose("unknown-category", file, key=("category",), id=article.category, hint=hint))
    for n, label in enumerate(article.terms if units else ()):
        problems += _term(label, units, article, registry, n)
    documents = tuple(_document(d, registry, file, problems) for d in article.documents)
    for n, mention in enumerate(article.people):
        if mention.person not in registry.people:
            hint = suggest(mention.person, registry.people)
            problems.append(diagnose("unknown-person", file, key=("people", n, "id"), id=mention.person, hint=hint))
    units = units or article.units
    if (units, documents) == (article.units, article.documents):
        return article
    return replace(article, units=units, documents=documents)


def refers(article: Article) -> bool:
    """Tell whether an article names others."""
    return bool(article.related or article.withdrawn or article.translation_of)


def _references(article: Article, index: Index, problems: list[Diagnostic]) -> Article:
    """Return an article with the ids of those that it names."""
    file = article.file
    picks = [index.article(r, file, ("related", n), problems) for n, r in enumerate(article.related)]
    if article.id in picks:
        problems.append(diagnose("related-self", file, key=("related", picks.index(article.id))))
    withdrawn = article.withdrawn
    if withdrawn and withdrawn.replaced_by:
        found = index.article(withdrawn.replaced_by, file, ("withdrawn", "replaced_by"), problems)
        withdrawn = Withdrawal(withdrawn.date, withdrawn.reason, found)
    original = article.translation_of
    if original:
        original = index.article(original, file, ("translation_of",), problems)
    related = tuple(dict.fromkeys(p for p in picks if p and p != article.id))
    if len(related) > RELATED:
        place = picks.index(related[RELATED])
        problems.append(diagnose("related-many", file, key=("related", place), count=len(related), most=RELATED))
    if (related, withdrawn, original) == (article.related, article.withdrawn, article.translation_of):
        return article
    return article.naming(related, withdrawn, original)


def _unit(typed: str, article: Article, registry: Registry, number: int, problems: list[Diagnostic]) -> str:
    if typed in registry.units:
        return typed
    file, key = article.file, ("unit", number)
    named = registry.units_named(typed, article.date.at.date())
    if len(named) == 1:
        problems.append(diagnose("unit-alias", file, key=key, id=typed, unit=named[0]))
        return named[0]
    if named:
        problems.append(diagnose("ambiguous-unit", file, key=key, id=typed, units=", ".join(named)))
        return ""
    known: Mapping[str, object] = {**registry.units, **registry.unit_by_name}
    problems.append(diagnose("unknown-unit", file, key=key, id=typed, hint=suggest(typed, known)))
    return ""


def _term(label: str, units: tuple[str, ...], article: Article, registry: Registry, number: int) -> list[Diagnostic]:
    if term_unit(label, units, article, registry):
        return []
    labels = [t.label for t in registry.terms_by_unit.get(units[0], ())]
    hint = f"Các nhiệm kỳ của đơn vị này: {', '.join(labels)}." if labels else "Đơn vị này chưa có nhiệm kỳ nào."
    return [diagnose("unknown-term", article.file, key=("term", number), unit=units[0], label=label, hint=hint)]


def term_unit(label: str, units: tuple[str, ...], article: Article, registry: Registry) -> str:
    """Return the unit whose term an article's label means, "" where none has such a term.

    That is its lead unit, else another unit of the article, else the nearest unit above the lead one on that day.
    """
    labels = registry.labels
    for unit in units:
        if label in labels.get(unit, ()):
            return unit
    above = registry.lineage(units[0], article.date.at.date())
    return next((unit for unit in above if label in labels.get(unit, ())), "")


def _document(typed: str, registry: Registry, file: str, problems: list[Diagnostic]) -> str:
    if typed in registry.documents:
        return typed
    found = registry.document_by_number.get(fold_case(typed))
    if found:
        return found
    hint = suggest(typed, registry.documents)
    problems.append(diagnose("unknown-document", file, key=("documents", typed), id=typed, hint=hint))
    return typed


def _links(item: Article | StandingPage, public: set[str], known: set[str]) -> list[Diagnostic]:
    found = []
    for file in item.links:
        if file in public:
            continue
        if file in known:
            found.append(diagnose("unpublished-link", item.file, key=("body", file), target=file))
        else:
            hint = suggest(file, known)
            found.append(diagnose("unknown-link", item.file, key=("body", file), target=file, hint=hint))
    return found


def living_units(registry: Registry, now: datetime) -> list[Unit]:
    """Return the units that exist at a moment, in the order of the registry."""
    day = now.date()
    return [u for u in registry.units.values() if not (u.dissolution_date and u.dissolution_date.last < day)]
