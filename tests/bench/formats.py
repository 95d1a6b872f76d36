"""Write a corpus the way each generator wants it: the same texts, lists and addresses, three kinds of files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.bench.corpus import CATEGORIES, TERMS, UNITS, UNITS_BELOW, Item, Place, lineage, tag_name

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
BYLINE = "Tin: Vân Anh - Ảnh: Minh Quân"


@dataclass(frozen=True)
class Format:
    """How one generator wants its content: all paths are relative to the folder that it is run for."""

    path: Callable[[Item], str]
    text: Callable[[Item], str]
    registries: Callable[[], Iterable[tuple[str, str]]]
    """Files besides the articles, as path and text: what units, categories and tags are called."""
    photo: Callable[[Item], str]
    """Where an item's photo has to lie."""


def category_id(category: int) -> str:
    return f"chuyen-muc-{category}"


def unit_id(unit: int) -> str:
    return f"don-vi-{unit}"


def photo_name(item: Item) -> str:
    return f"anh-{item.photo}.jpg"


def month(place: Place) -> str:
    """Return `2020/02` of the portal's own time zone."""
    return f"{place.date.astimezone(ZONE):%Y/%m}"


def address(item: Item) -> str:
    """Return where the page of an article stands in every generator's output."""
    return f"tin/{month(item)}/{item.slug}/index.html"


def document(matter: Mapping[str, object], body: str) -> str:
    """Return YAML front matter, written as JSON, which is YAML, and the text; empty values are left out."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in matter.items() if value]
    return "\n".join(["---", *lines, "---", "", body, ""])


# Cổng Tin


def _own_path(item: Item) -> str:
    return f"content/news/{month(item)}/{item.slug}/index.md"


def _own_text(item: Item) -> str:
    matter = {
        "id": item.identity,
        "title": item.title,
        "slug": item.slug,
        "date": f"{item.date.astimezone(ZONE):%Y-%m-%d %H:%M}",
        "unit": unit_id(item.unit),
        "term": item.term,
        "category": category_id(item.category),
        "tags": [tag_name(tag) for tag in item.tags],
        "summary": item.summary,
        "byline": BYLINE,
        "related": [pick.slug for pick in item.related],
        "photos": item.photo is not None
        and [{"file": photo_name(item), "alt": f"Hội trường nhìn từ hàng ghế {item.number}"}],
    }
    return document(matter, item.body)


def _own_registries() -> Iterable[tuple[str, str]]:
    units: list[dict[str, object]] = [{"id": unit_id(0), "name": UNITS[0], "classification": "office"}]
    for unit, name in enumerate(UNITS[1:], 1):
        above = {"id": unit_id((unit - 1) // UNITS_BELOW), "tree": "office"}
        units.append({"id": unit_id(unit), "name": name, "classification": "department", "parents": [above]})
    terms = [
        {"unit": unit_id(unit), "label": label, "start": f"{label[:4]}-06", "end": f"{label[-4:]}-05"}
        for unit in range(len(UNITS))
        for label in TERMS
    ]
    categories = [{"id": category_id(n), "name": name} for n, name in enumerate(CATEGORIES)]
    for name, records in (("units", units), ("terms", terms), ("categories", categories)):
        lines = (f"- {json.dumps(record, ensure_ascii=False)}\n" for record in records)
        yield f"content/registry/{name}.yaml", "".join(lines)


def _own_photo(item: Item) -> str:
    return f"content/news/{month(item)}/{item.slug}/{photo_name(item)}"


# Hugo: each list is a taxonomy, named after its address; a page of its own gives a term its name


def _hugo_path(item: Item) -> str:
    return f"content/tin/{month(item)}/{item.slug}.md"


def _hugo_text(item: Item) -> str:
    matter = {
        "title": item.title,
        "date": item.date.astimezone(ZONE).isoformat(timespec="seconds"),
        "don-vi": [unit_id(unit) for unit in lineage(item.unit)],
        "nhiem-ky": [item.term],
        "nhiem-ky-don-vi": [f"{unit_id(item.unit)}-{item.term}"],
        "chuyen-muc": [category_id(item.category)],
        "chu-de": [tag_name(tag) for tag in item.tags],
        "luu-tru": [month(item).replace("/", "-")],
        "description": item.summary,
        "byline": BYLINE,
        "picks": [f"/tin/{month(pick)}/{pick.slug}" for pick in item.related],
        "photo": item.photo is not None and f"photos/{photo_name(item)}",
    }
    return document(matter, item.body)


def _hugo_registries() -> Iterable[tuple[str, str]]:
    for unit, name in enumerate(UNITS):
        # A unit has a feed; Hugo is told so by the page that gives it its name.
        yield f"content/don-vi/{unit_id(unit)}/_index.md", document({"title": name, "outputs": ["html", "rss"]}, "")
    for category, name in enumerate(CATEGORIES):
        yield f"content/chuyen-muc/{category_id(category)}/_index.md", document({"title": name}, "")


def _hugo_photo(item: Item) -> str:
    return f"assets/photos/{photo_name(item)}"


# Pelican: `Key: value` lines; what it has no list for goes into keys that the site's plugin reads


def _pelican_path(item: Item) -> str:
    return f"content/tin/{item.slug}.md"


def _pelican_text(item: Item) -> str:
    matter = {
        "Title": item.title,
        "Date": f"{item.date.astimezone(ZONE):%Y-%m-%d %H:%M}",
        "Slug": item.slug,
        "Category": category_id(item.category),
        "Tags": ", ".join(tag_name(tag) for tag in item.tags),
        "Summary": item.summary,
        "Units": " ".join(unit_id(unit) for unit in lineage(item.unit)),
        "Term": item.term,
        "Byline": BYLINE,
        "Picks": " ".join(pick.slug for pick in item.related),
    }
    lines = [f"{key}: {value}" for key, value in matter.items() if value]
    return "\n".join([*lines, "", item.body, ""])


def _pelican_registries() -> Iterable[tuple[str, str]]:
    names = {unit_id(unit): name for unit, name in enumerate(UNITS)}
    names |= {category_id(category): name for category, name in enumerate(CATEGORIES)}
    yield "names.json", json.dumps(names, ensure_ascii=False)


def _pelican_photo(item: Item) -> str:
    return f"content/photos/{photo_name(item)}"


OWN = Format(_own_path, _own_text, _own_registries, _own_photo)
HUGO = Format(_hugo_path, _hugo_text, _hugo_registries, _hugo_photo)
PELICAN = Format(_pelican_path, _pelican_text, _pelican_registries, _pelican_photo)


def write_item(root: Path, format_: Format, item: Item) -> None:
    """Write one article's file."""
    file = root / format_.path(item)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(format_.text(item), "utf-8")


def write_registries(root: Path, format_: Format) -> None:
    """Write what is known besides articles."""
    for path, text in format_.registries():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
