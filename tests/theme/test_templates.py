"""Templates render every view, however full or empty, into pages that keep the portal's rules."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from markupsafe import Markup, escape

from plugins.engine.render import environment
from plugins.model.records import Contact
from plugins.model.views import Link, Picture
from plugins.portal.views import ArticleView, PersonLine
from plugins.units.views import TermView, UnitEvent, UnitView
from tests.theme.values import SHARP, context, fill, page_views

THEME = Path(__file__).parents[2] / "theme"
TEMPLATES = sorted(THEME.glob("templates/**/*.html"))
ENVIRONMENT = environment(THEME, "vi")

INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:|[\"'(]data:", re.IGNORECASE)
EVENTS = ["renamed", "merged", "split", "replaced", "transferred", "abolished"]


def render(template: str, *, full: bool) -> str:
    """Render a page of its fullest or emptiest view."""
    return ENVIRONMENT.get_template(template).render(context(fill(page_views()[template], full=full)))


class Outline(HTMLParser):
    """The headings of a page with their words, its ids, and what its links of this portal's theme lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[list[str]] = []
        self.ids: list[str] = []
        self.theme_files: set[str] = set()
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.inside = tag
            self.headings.append([tag, ""])
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src"} and (value or "").startswith("/theme/"):
                self.theme_files.add((value or "").removeprefix("/theme/"))

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.headings[-1][1] += data.strip()


def test_every_page_template_belongs_to_a_view() -> None:
    pages = {file.name for file in (THEME / "templates").glob("*.html")} - {"base.html"}
    assert pages == set(page_views())


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda f: f.name)
def test_a_template_compiles_and_holds_nothing_inline(file: Path) -> None:
    ENVIRONMENT.get_template(file.relative_to(THEME / "templates").as_posix())
    assert not INLINE.findall(file.read_text("utf-8"))


@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
@pytest.mark.parametrize("template", sorted(page_views()))
def test_a_page_says_all_of_its_view_and_is_sound_without_it(template: str, full: bool) -> None:
    page = render(template, full=full)
    outline = Outline(page)
    assert page.startswith("<!DOCTYPE html>")
    assert [tag for tag, _ in outline.headings].count("h1") == 1
    assert SHARP not in page
    assert "None" not in page
    assert len(outline.ids) == len(set(outline.ids))
    assert not INLINE.findall(page)
    if full:
        assert str(escape(SHARP)) in page
        assert [tag for tag, words in outline.headings if not words] == []


@pytest.mark.parametrize("template", sorted(page_views()))
def test_headings_never_skip_a_level(template: str) -> None:
    levels = [int(tag[1]) for tag, _ in Outline(render(template, full=True)).headings]
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels


def test_pages_ask_only_for_files_of_the_theme_that_exist() -> None:
    asked = set().union(*(Outline(render(template, full=True)).theme_files for template in page_views()))
    static = THEME / "static"
    served = {"portal.css", "main.js"} | {
        f.relative_to(static).as_posix() for folder in ("fonts", "img") for f in (static / folder).iterdir()
    }
    assert asked <= served
    assert {"portal.css", "main.js"} <= asked


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("Tin liên quan", "related"),
        ("Số lượt xem", "views"),
        ("Văn bản được nhắc", "documents"),
        ("Tệp đính kèm", "attachments"),
        ("Lịch sử chỉnh sửa", "changes"),
        ("Hình ảnh", "gallery"),
        ("Nguồn:", "source"),
        ("Cập nhật", "updated"),
        ("Diễn ra", "event"),
        ("Nhiệm kỳ", "terms"),
        ("Chủ đề", "tags"),
        ("Nhân sự được nhắc", "people"),
        ("Bản khác", "translations"),
        ("đã được rút", "withdrawn"),
    ],
)
def test_an_article_is_silent_about_what_it_lacks(words: str, field: str) -> None:
    template = ENVIRONMENT.get_template("article.html")
    full, empty = (context(fill(ArticleView, full=whole)) for whole in (True, False))
    assert words in template.render(full)
    assert words not in template.render(full | {field: empty[field]})


def test_words_of_another_language_are_marked_and_the_rest_is_not() -> None:
    view = context(fill(ArticleView, full=True))
    head = replace(view["head"], lang="en")
    versions = (Link("vi", "/goc/"), Link("fr", "/fr/"))
    template = ENVIRONMENT.get_template("article.html")
    page = template.render(view | {"head": head, "translations": versions})
    assert '<html lang="vi">' in page
    assert '<h1 lang="en">' in page
    assert '<p class="story__lead" lang="en">' in page
    assert '<div class="body" lang="en">' in page
    assert re.findall(r'hreflang="(?:vi|fr)"( lang="..")?>([^<]+)<', page) == [
        ("", "Tiếng Việt"),
        (' lang="fr"', "Français"),
    ]
    own = replace(head, lang="vi", translations=())
    assert " lang=" not in template.render(view | {"head": own, "translations": ()}).replace('<html lang="vi">', "")


def test_a_redirect_without_a_title_has_words_of_its_own() -> None:
    page = render("redirect.html", full=False)
    assert "<title>Trang đã chuyển</title>" in page
    assert [words for _, words in Outline(page).headings] == ["Trang đã chuyển"]


def test_an_article_counted_as_never_read_says_so() -> None:
    article = context(fill(ArticleView, full=False)) | {"views": 0}
    assert "Số lượt xem: 0" in ENVIRONMENT.get_template("article.html").render(article)


@pytest.mark.parametrize("kind", EVENTS)
@pytest.mark.parametrize("resulting", [True, False], ids=["followed", "not followed"])
def test_every_event_of_a_unit_is_told(kind: str, resulting: bool) -> None:
    event = fill(UnitEvent, full=True)
    change = UnitEvent(kind, event.date, event.original, event.resulting if resulting else (), event.note)
    view = context(fill(UnitView, full=False)) | {"history": (change,), "successors": (change,)}
    page = ENVIRONMENT.get_template("unit.html").render(view)
    assert ("nay là" if resulting else "đã giải thể") in page
    assert page.count(f">{escape(event.original[0].title)}</a>") >= 2


def test_a_unit_that_moves_as_it_is_does_not_become_itself() -> None:
    event = fill(UnitEvent, full=True)
    moved = UnitEvent("transferred", event.date, event.original, event.original, "")
    words = str(ENVIRONMENT.get_template("components/unit-event.html").module.unit_event(moved)).strip()
    assert words.startswith("Điều chuyển <a")
    assert words.count("<a ") == len(event.original)


@pytest.mark.parametrize(("number", "roman"), [(1, "I"), (4, "IV"), (8, "VIII"), (9, "IX"), (20, "XX"), (39, "XXXIX")])
def test_congresses_are_numbered_as_resolutions_do(number: int, roman: str) -> None:
    module = ENVIRONMENT.get_template("components/ordinal.html").module
    assert str(module.ordinal(number)).strip() == roman


def test_a_congress_beyond_the_table_stays_in_figures() -> None:
    module = ENVIRONMENT.get_template("components/ordinal.html").module
    assert str(module.ordinal(40)).strip() == "40"


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    parts = (Markup("<p>a</p><table><tr><th></th><th>1</th></tr></table>"), Markup("<p>b</p>"))
    body = str(ENVIRONMENT.get_template("components/body.html").module.body_text(parts, "vi"))
    assert re.search(r'<div [^>]*tabindex="0"[^>]*><table><tr><td></td><th>1</th></tr></table></div>', body)
    assert body.count("<div") == body.count("</div>")


def test_photos_say_when_they_were_taken_and_a_credit_that_all_share_is_said_once() -> None:
    view = context(fill(ArticleView, full=True))
    photo = replace(view["gallery"][0], caption="", credit="Quế Anh")
    template = ENVIRONMENT.get_template("article.html")

    def grid(*photos: Picture) -> str:
        page = template.render(view | {"gallery": photos, "lead_photo": None, "body": ()})
        return page[page.index("Hình ảnh") : page.index("Tệp đính kèm")]

    assert grid(photo, photo).count("Ảnh: Quế Anh") == 1
    assert grid(photo).count("Ảnh: Quế Anh") == 1
    mixed = grid(photo, photo, replace(photo, credit="Thu Ngân"))
    assert (mixed.count("Ảnh: Quế Anh"), mixed.count("Ảnh: Thu Ngân")) == (2, 1)
    assert 'Chụp ngày <time datetime="2020-02-11T15:31:00+00:00">11/02/2020</time>' in grid(photo)
    assert "<figcaption>" not in grid(replace(photo, date=None), replace(photo, date=None))


def test_a_role_leads_to_its_unit_and_a_typed_one_nowhere() -> None:
    view = context(fill(ArticleView, full=True))
    people = (PersonLine("Ông A", (Link("Giám đốc Sở", "/don-vi/so/"), Link("Bí thư", ""))),)
    page = ENVIRONMENT.get_template("article.html").render(view | {"people": people})
    assert '<a href="/don-vi/so/">Giám đốc Sở</a>; Bí thư</span>' in page


def test_a_document_says_what_else_it_is_called() -> None:
    view = context(fill(ArticleView, full=True))
    cited = replace(view["documents"][0], number="04-NQ/TW", aliases=("Nghị quyết Trung ương 4, khóa XII",))
    template = ENVIRONMENT.get_template("article.html")
    page = template.render(view | {"documents": (cited, replace(cited, aliases=()))})
    assert page.count("document__aliases") == 1
    assert "(Nghị quyết Trung ương 4, khóa XII)</span>" in page


def test_an_article_without_related_news_stands_in_the_middle() -> None:
    assert "story--centred" in render("article.html", full=False)
    assert "story--centred" not in render("article.html", full=True)


@pytest.mark.parametrize(("classification", "name"), [("party-cell", "Chi ủy"), ("party-committee", "Ban Chấp hành")])
def test_a_committee_is_called_by_its_kind_of_unit(classification: str, name: str) -> None:
    view = context(fill(TermView, full=True)) | {"classification": classification}
    assert f"<dt>{name}</dt>" in ENVIRONMENT.get_template("term.html").render(view)


def test_who_led_a_closed_unit_is_not_called_its_leaders_of_today() -> None:
    view = context(fill(UnitView, full=True))
    template = ENVIRONMENT.get_template("unit.html")
    words = "Lãnh đạo khi kết thúc hoạt động"
    assert words in template.render(view)
    assert words not in template.render(view | {"closed": None})


def test_who_is_in_office_can_be_called_and_written_to() -> None:
    view = context(fill(UnitView, full=True))
    officer = replace(view["officers"][0], contact=Contact(phone="0298 3800 110", email="a@so.example"))
    page = ENVIRONMENT.get_template("unit.html").render(view | {"officers": (officer,)})
    assert 'href="tel:02983800110">0298 3800 110</a>' in page
    assert 'href="mailto:a@so.example">a@so.example</a>' in page
