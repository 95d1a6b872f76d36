"""Entries that are no articles: mergers, changes of units, corrections, documents. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from html import escape

from plugins.feeds.channel import Entry, Item
from plugins.feeds.identity import named, urn
from plugins.model.article import Article
from plugins.model.dates import Partial
from plugins.model.keys import key
from plugins.model.records import Document, Unit, UnitChange
from plugins.model.registry import Registry
from plugins.model.site import Site
from plugins.model.text import printable
from plugins.model.urls import UNITS, article_url, document_file_url, unit_url


def moved(site: Site, unit: Unit) -> Entry | None:
    """Return the entry that tells a closed unit's subscribers where the news is now; None while the unit lives."""
    closing = closures(site, unit.id)
    if not closing:
        return None
    change = closing[-1]
    names = _names(site.registry, change.resulting, change.date.last)
    if names:
        title = site.say("%(unit)s nay là %(units)s") % {"unit": unit.name, "units": _sentence(site, names)}
        text = site.say("Từ nay kênh này đăng tin của %(units)s.") % {"units": _sentence(site, names)}
    else:
        title = site.say("%(unit)s đã giải thể") % {"unit": unit.name}
        text = site.say("Kênh này không có tin mới nữa.")
    links = [f'<a href="{escape(site.absolute(unit_url(u)))}">{escape(site.registry.units[u].name)}</a>'
             for u in change.resulting]  # fmt: skip
    html = f"<p>{escape(title)}. {escape(text)}</p>" + (f"<p>{', '.join(links)}</p>" if links else "")
    url = unit_url((change.resulting or (unit.id,))[0])
    return _entry(site, ("moved", unit.id), _midnight(site, change.date), title, url, (text, html))


def closures(site: Site, unit: str) -> list[UnitChange]:
    """Return the changes that have closed a unit by now, oldest first."""
    return [c for c in site.registry.successors(unit) if c.date.first <= site.now.date()]


def unit_changes(site: Site) -> Iterator[Entry]:
    """Return an entry for each change of units that has happened.

    Its name is made of who became whom, not of the date, which may have been a slip; a second change of the same kind
    among the same units is counted.
    """
    seen: dict[tuple[str, ...], int] = {}
    for change in sorted(site.registry.changes, key=lambda c: c.date.first):
        if change.date.first > site.now.date():
            continue
        who = (change.type, " ".join(change.original), " ".join(change.resulting))
        seen[who] = seen.get(who, 0) + 1
        title = _told(site, change)
        note = f"<p>{escape(change.note)}</p>" if change.note else ""
        text = (change.note or title, f"<p>{escape(title)} ({change.date}).</p>{note}")
        url = unit_url(change.resulting[0]) if change.resulting else UNITS
        yield _entry(site, ("change", *who, str(seen[who])), _midnight(site, change.date), title, url, text)


def corrections(site: Site, articles: Iterable[Article]) -> Iterator[Entry]:
    """Return an entry for each correction of an article, and for each withdrawal."""
    for a in articles:
        if not a.changes and a.status != "withdrawn":
            continue
        url = article_url(a)
        link = f'<p><a href="{escape(site.absolute(url))}">{escape(a.title)}</a></p>'
        days: dict[datetime, int] = {}
        for change in a.changes:
            days[change.date.at] = number = days.get(change.date.at, 0) + 1
            name = ("correction", urn(a.id), change.date.at.isoformat(), str(number))
            title = site.say("Đính chính: %(title)s") % {"title": a.title}
            yield _entry(site, name, change.date.at, title, url, (change.note, f"<p>{escape(change.note)}</p>{link}"))
        if a.status == "withdrawn" and a.withdrawn:
            title = site.say("Rút tin: %(title)s") % {"title": a.title}
            text = (a.withdrawn.reason, f"<p>{escape(a.withdrawn.reason)}</p>{link}")
            yield _entry(site, ("withdrawn", urn(a.id)), a.withdrawn.date.at, title, url, text)


def documents(site: Site) -> Iterator[Entry]:
    """Return an entry for each official document whose day of issue is known and that can be opened somewhere."""
    citing = {document: a for a in reversed(site.listed) for document in a.documents}
    for d in site.registry.documents.values():
        url = _address(d, citing.get(d.id))
        if d.issued and d.issued.first <= site.now.date() and url:
            title = f"{d.number}: {d.title}"
            facts = ", ".join(filter(None, (d.type, d.number, d.issuer, str(d.issued))))
            text = (f"{facts}. {d.title}", f"<p>{escape(facts)}</p><p>{escape(d.title)}</p>")
            yield _entry(site, ("document", d.id), _midnight(site, d.issued), title, url, text)


def _address(document: Document, citing: Article | None) -> str:
    if document.files:
        return document_file_url(document.id, document.files[0].rpartition("/")[2])
    return article_url(citing) if citing else ""


def _entry(site: Site, name: tuple[str, ...], at: datetime, title: str, url: str, text: tuple[str, str]) -> Entry:
    """Return an entry that is known whole; `text` is its summary, plain, and its content, HTML."""
    plain, html = map(printable, text)
    item = Item(
        urn=named(site.settings, *name),
        title=printable(title),
        url=site.absolute(url),
        summary=plain,
        teaser=escape(plain),
        content=html,
        published=at,
        updated=at,
    )
    return Entry(item.urn, at, at, key(item), lambda: item)


def _midnight(site: Site, day: Partial) -> datetime:
    return datetime.combine(day.first, time(), site.settings.zone)


def _names(registry: Registry, units: Iterable[str], day: date) -> list[str]:
    return [registry.units[u].name_on(day) for u in units]


def _sentence(site: Site, names: list[str]) -> str:
    return site.say(" và ").join(filter(None, (", ".join(names[:-1]), names[-1])))


def _told(site: Site, change: UnitChange) -> str:
    """Say in a sentence what happened."""
    say, registry = site.say, site.registry
    eve = date.fromordinal(max(1, change.date.first.toordinal() - 1))
    before = _sentence(site, _names(registry, change.original, eve))
    stays = change.type == "transferred" and (change.resulting or change.original) == change.original
    if stays:
        return say("Điều chuyển %(before)s") % {"before": before}
    if not change.resulting:
        return say("Giải thể %(before)s") % {"before": before}
    words = {"before": before, "after": _sentence(site, _names(registry, change.resulting, change.date.last))}
    told = {
        "renamed": say("Đổi tên %(before)s thành %(after)s"),
        "merged": say("Hợp nhất %(before)s thành %(after)s"),
        "split": say("Tách %(before)s thành %(after)s"),
        "transferred": say("Chuyển %(before)s về %(after)s"),
    }
    return told.get(change.type, say("%(after)s thay thế %(before)s")) % words
