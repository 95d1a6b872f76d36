"""The English interface says everything that the Vietnamese one does, and nothing else."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "theme" / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)")


@cache
def said() -> frozenset[str]:
    """Collect the words of templates, and those that code says by `say("…")`."""
    found: set[str] = set()
    sources = [(f, "jinja2.ext:babel_extract", {"_": None, "ngettext": (1, 2)}) for f in templates()]
    sources += [(f, "python", {"say": None}) for f in sorted((ROOT / "plugins").rglob("*.py"))]
    for file, method, keywords in sources:
        with file.open("rb") as stream:
            for _, words, _, _ in extract(method, stream, keywords):  # type: ignore[arg-type]
                found.add(words if isinstance(words, str) else words[0])
    return frozenset(found)


def templates() -> list[Path]:
    """List the theme's templates."""
    return sorted((ROOT / "theme" / "templates").rglob("*.html"))


def catalogue(lang: str) -> Catalog:
    """Read a language's catalogue."""
    with (LOCALE / lang / "LC_MESSAGES" / "messages.po").open("rb") as stream:
        return read_po(stream, locale=lang)


def entries(lang: str) -> dict[str, tuple[str, ...]]:
    """Map each message to its translations: one, or one for each plural form."""
    known = {}
    for message in catalogue(lang):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            known[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return known


def test_every_message_is_translated_and_none_is_left_over() -> None:
    english = entries("en")
    assert len(said()) > 100
    assert said() - set(english) == set()
    assert set(english) - said() == set()
    assert [key for key, texts in english.items() if not all(texts)] == []
    assert [m.id for m in catalogue("en") if m.fuzzy and m.id] == []


def test_a_translation_fills_in_what_its_message_does() -> None:
    for key, texts in entries("en").items():
        for text in texts:
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(key)), key


def test_numbers_have_their_plural_forms() -> None:
    assert catalogue("vi").num_plurals == 1
    assert catalogue("en").num_plurals == 2
    assert entries("en")["%(num)s đồng chí"] == ("%(num)s member", "%(num)s members")
