"""A mistake in a template is told as the theme's, with file and line; one in the program is not."""

from __future__ import annotations

import re
import weakref
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.engine.press import Theme
from plugins.engine.render import environment, renderer
from plugins.model.errors import NewsError


@dataclass(frozen=True)
class View:
    """What the templates of these tests see."""

    title: object
    count: int = 1


class Broken:
    """A value whose text the program fails to make."""

    def __str__(self) -> str:
        raise ValueError


def render(theme: Path, text: str, title: object = "x") -> str:
    templates = theme / "templates"
    templates.mkdir()
    (templates / "a.html").write_text(text, "utf-8")
    (templates / "b.html").write_text("{% macro half(n) %}\n\n{{ n / 0 }}\n{% endmacro %}", "utf-8")
    return renderer(environment(theme, "vi"))("a.html", View(title))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a\n{{ titel }}", "a.html, dòng 2"),
        ("\n{{ title.long }}", "a.html, dòng 2"),
        ("\n\n{{ title() }}", "a.html, dòng 3"),
        ("{{ count|number }}\n{{ title + count }}", "a.html, dòng 2"),
        ("\n{% include title ~ '.html' %}", "a.html, dòng 2"),
        ("{% from 'b.html' import half %}\n{{ half(count) }}", "b.html, dòng 3"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(NewsError, match=re.escape(f"THEME: templates/{place}: ")):
        render(tmp_path, text)


def test_what_the_program_does_wrong_is_no_mistake_of_the_theme(tmp_path: Path) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - it says nothing
        render(tmp_path, "{{ title }}", Broken())


def test_what_was_drawn_for_one_build_does_not_outlive_it(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "a.html").write_text("{% macro half(n) %}{{ n.count }}{% endmacro %}{{ title|drawn(half) }}", "utf-8")
    theme, value = Theme(tmp_path, "vi", b""), View("", 7)
    assert theme.renderer()("a.html", View(value)) == "7"
    held = weakref.ref(value)
    del value
    assert held() is not None  # a card stands in many lists of one build
    theme.renderer()
    assert held() is None
