"""Small values for tests: say only what the test is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from plugins.model.article import Article, LinkSlot, StandingPage
from plugins.model.artifact import Output, Redirect, Series
from plugins.model.dates import Moment, Partial, parse_partial
from plugins.model.gather import gather
from plugins.model.records import Category, Document, OtherName, Parent, Person, Term, Unit, UnitChange
from plugins.model.registry import Registry
from plugins.model.settings import SiteSettings
from plugins.model.site import Site

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def moment(day: str = "2020-02-11", clock: str = "15:31") -> Moment:
    """Return a moment from `2020-02-11` and `15:31`."""
    return Moment(datetime.fromisoformat(f"{day}T{clock}:00+00:00"))


def article(slug: str = "tin", **values: Any) -> Article:
    """Return a published article of unit `van-phong` and category `tin-tuc`."""
    defaults: dict[str, Any] = {
        "file": f"news/2020/02/{slug}/index.md",
        "id": f"id-{slug}",
        "title": slug.replace("-", " ").capitalize(),
        "slug": slug,
        "date": moment(),
        "summary": "Tóm tắt.",
        "lead_text": "Tóm tắt.",
        "units": ("van-phong",),
        "category": "tin-tuc",
        "body": ("<p>Nội dung.</p>",),
    }
    fields = defaults | values
    fields.setdefault("links", tuple(p.file for p in fields["body"] if isinstance(p, LinkSlot)))
    fields.setdefault("digest", repr(fields))
    return Article(**fields)


def articles(count: int) -> list[Article]:
    """Return so many articles, one a day, oldest first."""
    start = datetime(2020, 1, 1, 8, tzinfo=UTC)
    return [article(f"tin-{n:04d}", date=Moment(start + timedelta(days=n))) for n in range(count)]


def serially(work: Any, items: Any, lost: Any) -> list[Any]:
    """Do what a workshop's `map` does, here."""
    del lost
    return [work(item) for item in items]


def standing(slug: str = "gioi-thieu", **values: Any) -> StandingPage:
    """Return a standing page."""
    defaults: dict[str, Any] = {
        "file": f"pages/{slug}.md",
        "title": slug.replace("-", " ").capitalize(),
        "slug": slug,
        "summary": "",
        "lead_text": "",
        "body": ("<p>Nội dung.</p>",),
    }
    fields = defaults | values
    fields.setdefault("digest", repr(fields))
    return StandingPage(**fields)


def unit(identity: str, name: str = "", **values: Any) -> Unit:
    """Return an office."""
    return Unit(id=identity, name=name or identity, **({"classification": "office"} | values))


def under(parent: str, tree: str = "office", start: str = "", end: str = "") -> Parent:
    """Return a place under a unit."""
    return Parent(parent, tree, partial(start), partial(end))  # type: ignore[arg-type]


def formerly(name: str, start: str = "", end: str = "") -> OtherName:
    """Return another name of a unit, former where it has dates."""
    return OtherName(name, partial(start), partial(end))


def partial(text: str) -> Partial | None:
    """Return a partial date, None for an empty text."""
    return parse_partial(text) if text else None


def change(kind: str, date: str, original: str, resulting: str = "") -> UnitChange:
    """Return a change; units are given as words."""
    return UnitChange(kind, parse_partial(date), tuple(original.split()), tuple(resulting.split()))  # type: ignore[arg-type]


def term(unit_id: str, label: str) -> Term:
    """Return a unit's term from January of its first year to December of the year before its last."""
    return Term(unit_id, label, Partial(int(label[:4])), Partial(int(label[-4:]) - 1))


def registry(*units: Unit, **values: Any) -> Registry:
    """Return a registry with the given units (`van-phong` when none is given) and the category `tin-tuc`."""
    known = units or (unit("van-phong", "Văn phòng"),)
    defaults: dict[str, Any] = {
        "units": {u.id: u for u in known},
        "categories": {"tin-tuc": Category("tin-tuc", "Tin tức")},
    }
    return Registry(**(defaults | values))


def people(*found: Person) -> dict[str, Person]:
    """Return people by id."""
    return {p.id: p for p in found}


def documents(*found: Document) -> dict[str, Document]:
    """Return documents by id."""
    return {d.id: d for d in found}


def declared(artifacts: Iterable[Output | Redirect | Series]) -> Iterator[Output | Redirect]:
    """Yield artifacts, pages of series as well."""
    for artifact in artifacts:
        if isinstance(artifact, Series):
            yield from artifact.declare()
        else:
            yield artifact


def site(*items: Article, pages: tuple[StandingPage, ...] = (), now: datetime = NOW, **values: Any) -> Site:
    """Return the site gathered from articles; `values` set any field of Site."""
    known = values.pop("registry", registry())
    settings = values.pop("settings", SiteSettings(siteurl="https://x.example", sitename="Cổng"))
    gathered = gather(items, pages, known, now)
    assert not [d for d in gathered.diagnostics if d.severity == "error"], gathered.diagnostics
    return Site(
        settings=settings,
        registry=known,
        now=now,
        articles=gathered.articles,
        pages=gathered.pages,
        next_change=gathered.next_change,
        **values,
    )
