"""Mistakes in templates are found before any page is made, and told with their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.engine.library import closures
from plugins.engine.version import Closures
from plugins.model.errors import NewsError
from tests.office import ROOT, Office


def closed(theme: Path, **texts: str) -> Closures:
    for name, text in texts.items():
        file = theme / "templates" / f"{name.replace('__', '/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return closures(theme, "vi", Closures())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>\n{% if x %}\n</p>", "sai cú pháp"),
        ("<p>\n{{ x y }}", "sai cú pháp"),
        ("<p>\n{% iff x %}{% endif %}", "iff"),
        ("<p>\n{{ x | khong_co }}", "khong_co"),
        ("<p>\n{% include 'khong-co.html' %}", "không có mẫu trang “khong-co.html”"),
        ("<p>\n{% from 'khong-co.html' import a %}", "không có mẫu trang “khong-co.html”"),
        ("<p>\n{% extends 'khong-co.html' %}", "không có mẫu trang “khong-co.html”"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(NewsError, match=r"^\S*/templates/components/a\.html:[23]: ") as told:
        closed(tmp_path, page="{% include 'components/a.html' %}", components__a=text)
    assert said in str(told.value)


def test_a_template_that_may_be_missing_or_is_named_at_last_is_no_mistake(tmp_path: Path) -> None:
    texts = {
        "may": "{% include 'khong-co.html' ignore missing %}",
        "several": "{% include ['khong-co.html', 'may.html'] %}",
        "computed": "{% include x %}",
    }
    found = closed(tmp_path, **texts).members
    assert found["may.html"] == ("may.html",)
    assert found["several.html"] == ("may.html", "several.html")
    assert found["computed.html"] == ("computed.html", "may.html", "several.html")


def test_templates_that_name_each_other_are_one_closure(tmp_path: Path) -> None:
    found = closed(tmp_path, one="{% include 'two.html' %}", two="{% if x %}{% include 'one.html' %}{% endif %}")
    assert found.members["one.html"] == found.members["two.html"] == ("one.html", "two.html")


def test_a_page_whose_template_the_theme_lacks_is_named() -> None:
    with pytest.raises(NewsError, match=r"templates/unit\.html"):
        Closures().of("unit.html")


def test_a_mistake_leaves_the_old_portal_as_it_is(tmp_path: Path) -> None:
    office = Office(tmp_path)
    theme = Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))
    office.article("tin")
    office.build(theme=theme)
    before = office.files()
    broken = theme / "templates/components/card.html"
    whole = broken.read_bytes()
    broken.write_bytes(whole + b"{% endif %}")
    with pytest.raises(NewsError, match=r"card\.html"):
        office.build(theme=theme)
    assert office.files() == before
    broken.write_bytes(whole)
    assert office.build(theme=theme).rendered == 0
