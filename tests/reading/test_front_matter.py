"""The keys of an article and of a standing page: what each takes, what it becomes, what is refused."""

from typing import get_args
from uuid import NAMESPACE_URL, uuid5

import pytest

from plugins.model.article import Correction, Event, Mention, Source, Withdrawal
from plugins.model.byline import Credit
from plugins.model.dates import parse_moment
from plugins.model.settings import SiteSettings
from plugins.reading.choices import MEANINGS
from plugins.reading.forms import ArticleForm, PageForm
from plugins.reading.records import CategoryForm, ChangeForm, DocumentForm, PersonForm, TermForm, UnitForm

ZONE = SiteSettings().zone
FORMS = (ArticleForm, PageForm, UnitForm, ChangeForm, TermForm, PersonForm, DocumentForm, CategoryForm)


def _choices(annotation):
    """Yield every word that a form, or a type within it, chooses from."""
    for field in getattr(annotation, "model_fields", {}).values():
        yield from _choices(field.annotation)
    for argument in get_args(annotation):
        yield from [argument] if isinstance(argument, str) else _choices(argument)


def at(text):
    return parse_moment(text, ZONE)


FULL = """\
slug: dai-hoi-lan-thu-viii
modified: 12/02/2020 8:00
changes:
  - {date: 2020-02-12 08:00, note: Sửa tên., level: major}
  - {date: 2020-02-13, note: Sửa lỗi gõ.}
term: [2020 – 2025, 2015 -2020]
tags: [Đại hội, đại HỘI, Bầu cử]
byline: "Tin: Vân Giang - Ảnh: Minh"
source: {name: Báo Ấp Bắc, url: "https://baoapbac.vn/a?b=1"}
dateline: ABO
event: {start: 2020-02-10, end: 2020-02-11 17:00, place: Hội trường}
related: [dai-hoi-chi-bo, news/2019/03/tong-ket.md]
people: [{id: nguyen-van-a, role: Bí thư}, {id: tran-thi-b}]
status: withdrawn
withdrawn: {date: 2020-03-01, reason: Đăng nhầm., replaced_by: tin-khac}
expires: 2020-12-31
pin: 2020-02-20
aliases: [/tin-cu?id=5, /xa/y.html]
lang: en
translation_of: 9f7a
kind: feature
views: 2.750
"""


def test_every_key_of_an_article_arrives_typed(desk):
    desk.beside("qd.pdf")
    value = desk.article(more=FULL + "documents: [05-CT/TW, qd.pdf]\n").value
    assert (value.title, value.category, value.units, value.kind) == ("Đại hội", "tin-tuc", ("van-phong",), "feature")
    assert (value.slug, value.date, value.modified) == (
        "dai-hoi-lan-thu-viii",
        at("2020-02-11 15:31"),
        at("2020-02-12 08:00"),
    )
    assert value.changes == (
        Correction(at("2020-02-12 08:00"), "Sửa tên.", True),
        Correction(at("2020-02-13"), "Sửa lỗi gõ.", False),
    )
    assert value.terms == ("2020-2025", "2015-2020")
    assert value.tags == ("Đại hội", "Bầu cử")
    assert value.byline == (Credit("Vân Giang", ("text",)), Credit("Minh", ("photo",)))
    assert value.source == Source("Báo Ấp Bắc", "https://baoapbac.vn/a?b=1")
    assert value.event == Event(at("2020-02-10"), at("2020-02-11 17:00"), "Hội trường")
    assert value.related == ("dai-hoi-chi-bo", "news/2019/03/tong-ket.md")
    assert value.people == (Mention("nguyen-van-a", "Bí thư"), Mention("tran-thi-b"))
    assert (value.status, value.withdrawn) == ("withdrawn", Withdrawal(at("2020-03-01"), "Đăng nhầm.", "tin-khac"))
    assert (value.expires, value.pin) == (at("2020-12-31"), at("2020-02-20"))
    assert (value.aliases, value.lang, value.translation_of) == (("/tin-cu?id=5", "/xa/y.html"), "en", "9f7a")
    assert (value.dateline, value.views) == ("ABO", 2750)
    assert value.documents == ("05-CT/TW",)
    assert value.attachments == ("news/2020/02/dai-hoi/qd.pdf",)


def test_a_short_article_needs_no_more_than_six_keys(desk):
    reading = desk.article()
    assert not reading.diagnostics
    assert (reading.value.slug, reading.value.status, reading.value.kind) == ("dai-hoi", "published", "news")
    assert reading.value.body == ("<p>Nội dung.</p>",)


@pytest.mark.parametrize("key", ["title", "date", "unit", "category", "summary"])
def test_a_required_key_that_is_missing_is_reported_on_line_one(desk, places, key):
    assert places(desk.article(**{key: ""})) == [("missing-key", 1, 1)]


def test_all_problems_of_a_file_are_shown_at_once_in_their_order(desk, places):
    reading = desk.article("<script>x</script>\n\n![](b.jpg)\n", title="", unit="{a: b}", more="tagz: a\nviews: x")
    assert places(reading) == [
        ("missing-key", 1, 1),
        ("not-list", 4, 7),
        ("unknown-key", 7, 1),
        ("bad-number", 8, 8),
        ("html-removed", 10, 1),
        ("missing-photo", 12, 5),
    ]


@pytest.mark.parametrize(
    ("more", "line", "col", "hint"),
    [
        ("tagz: [a]", 8, 1, "“tags”"),
        ("Title: a", 8, 1, "“title”"),
        ("tiêu đề: a", 8, 1, "title, date, summary"),
        ("<<: {title: b}", 8, 1, "title"),
        ("photos:\n  - {file: a.jpg, alt: b, captoin: c}", 9, 27, "“caption”"),
        ("event: {start: 2020-02-11, plce: a}", 8, 28, "“place”"),
    ],
)
def test_an_unknown_key_is_placed_and_names_the_nearest_known_one(desk, more, line, col, hint):
    desk.beside("a.jpg")
    found = [d for d in desk.article(more=more).diagnostics if d.code == "unknown-key"]
    assert [(d.line, d.col) for d in found] == [(line, col)]
    assert hint in found[0].hint


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("bad-date", "modified: 02/13/2020"),
        ("bad-date", "pin: 31/02/2020"),
        ("bad-date", "expires: mai"),
        ("bad-choice", "kind: tin"),
        ("bad-choice", "status: publish"),
        ("bad-choice", "changes: [{date: 2020-02-11, note: a, level: lớn}]"),
        ("bad-choice", "byline: [{name: A, does: ảnh}]"),
        ("bad-choice", "photos: [{file: a.jpg, alt: b, place: trên}]"),
        ("bad-lang", "lang: vn"),
        ("bad-lang", "lang: EN"),
        ("bad-lang", "lang: vie"),
        ("bad-yes-no", "related_one_way: chắc thế"),
        ("bad-number", "views: -1"),
        ("bad-number", "views: 1_000"),
        ("bad-number", "views: 2.7"),
        ("bad-number", "views: 99999999999"),
        ("bad-term", "term: 2025-2020"),
        ("bad-term", "term: [2020]"),
        ("bad-term", "term: nhiệm kỳ 2020-2025"),
        ("end-before-start", "event: {start: 2020-02-11, end: 2020-02-10}"),
        ("end-before-start", "event: {start: 2020-02-11 15:00, end: 2020-02-11 14:00}"),
        ("withdrawn-missing", "status: withdrawn"),
        ("withdrawn-unexpected", "withdrawn: {date: 2020-02-11, reason: a}"),
        ("missing-key", "withdrawn: {date: 2020-02-11}\nstatus: withdrawn"),
        ("missing-alt", "photos: [{file: a.jpg}]"),
        ("missing-key", "photos: [{alt: a}]"),
        ("bad-url", "source: {name: A, url: 'javascript:alert(1)'}"),
        ("bad-url", "source: {name: A, url: 'https://a.vn/\"onmouseover=x'}"),
        ("bad-url", "source: {name: A, url: 'https://[a'}"),
        ("bad-url", "source: {name: A, url: '//a.vn'}"),
        ("bad-url", "source: {name: A, url: 'https:///a'}"),
        ("not-list", "tags: a, b"),
        ("not-list", "photos: a.jpg"),
        ("not-list", "related: a"),
        ("not-mapping", "people: [a]"),
        ("not-mapping", "event: 2020-02-11"),
        ("not-text", "dateline: [a]"),
        ("not-text", "modified: [2020-02-11]"),
        ("not-text", "views: {a: b}"),
        ("not-text", "tags: [[a]]"),
    ],
)
def test_a_value_that_a_key_cannot_take_is_refused(desk, codes, code, more):
    desk.beside("a.jpg")
    reading = desk.article(more=more)
    assert codes(reading) == [code]
    assert reading.value is None
    assert reading.diagnostics[0].line >= 8


def test_an_impossible_date_shows_the_forms_that_are_read(desk):
    (found,) = desk.article(date="2020-02-30").diagnostics
    assert (found.code, found.line, found.col) == ("bad-date", 4, 7)
    assert "11/02/2020 15:31" in found.hint


def test_an_event_may_end_on_the_day_it_starts(desk):
    assert desk.article(more="event: {start: 2020-02-11 15:00, end: 2020-02-11}").value


def test_a_choice_names_the_nearest_one(desk):
    (found,) = desk.article(more="status: Publisched").diagnostics
    assert "“published”" in found.hint


def test_a_missing_id_is_derived_from_the_bundles_path_and_reported(desk):
    reading = desk.article(id="")
    (found,) = reading.diagnostics
    assert (found.code, found.severity) == ("missing-id", "warning")
    assert reading.value.id == str(uuid5(NAMESPACE_URL, "news/2020/02/dai-hoi"))
    assert reading.value.id in found.hint


def test_a_plain_file_and_a_bundle_of_one_name_share_their_derived_id(desk):
    bundle = desk.article(id="").value
    assert desk.article(id="", file="news/2020/02/dai-hoi.md").value.id == bundle.id


@pytest.mark.parametrize("typed", ["a" * 101, "'a\u202eb'", "'a\u2066'"])
def test_an_id_is_a_short_printable_text(desk, codes, typed):
    assert codes(desk.article(id=typed)) == ["bad-id"]


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        (".", "ten-bai"),
        ("..", "ten-bai"),
        ("a/b", "a-b"),
        ("a?b", "a-b"),
        ("rss.xml", "rss-xml"),
        (".htaccess", "htaccess"),
        ("Dai-Hoi", "dai-hoi"),
        ("đại-hội", "dai-hoi"),
        ("tin\u200f", "tin"),
        ("a%2e", "a-2e"),
        ("a-", "a"),
        ("-a", "a"),
        ("index", "ten-bai"),
        ("trang", "ten-bai"),
        ("a" * 151, "a"),
        ('"a b"', "a-b"),
    ],
)
def test_a_slug_is_one_safe_segment_of_an_address(desk, typed, proposed):
    (found,) = desk.article(more=f"slug: {typed}").diagnostics
    assert (found.code, found.line, found.col) == ("bad-slug", 8, 7)
    assert proposed in found.hint


def test_a_title_that_gives_no_address_asks_for_a_slug(desk, codes):
    assert codes(desk.article(title="？！")) == ["no-slug"]
    assert codes(desk.article(title="Index")) == ["no-slug"]
    assert desk.article(title="？！", more="slug: hoi").value.slug == "hoi"


@pytest.mark.parametrize(
    "typed",
    [
        "tin-cu",
        "//a.vn",
        "/a/../b",
        "/a/%2e%2e/b",
        "/a\\b",
        "'/a b'",
        "https://a.vn/x",
        "'/a\u202eb'",
        "/%0aSet-Cookie:x",
    ],
)
def test_an_old_address_is_a_path_on_this_portal(desk, codes, typed):
    assert codes(desk.article(more=f"aliases: [{typed}]")) == ["bad-alias"]


def test_a_byline_label_that_nobody_knows_is_reported_but_kept(desk, codes):
    reading = desk.article(byline="'Thực hiện: Vân Giang'")
    assert codes(reading) == ["byline-label"]
    assert reading.value.byline == (Credit("Thực hiện: Vân Giang", ("text",)),)


def test_a_byline_may_be_a_list(desk):
    reading = desk.article(
        more="byline:\n  - {name: A, does: [text, photo]}\n  - {name: B, does: video}\n  - {name: C}"
    )
    assert reading.value.byline == (Credit("A", ("text", "photo")), Credit("B", ("video",)), Credit("C", ("text",)))


def test_several_units_lead_with_the_first_and_none_twice(desk):
    assert desk.article(unit="[b, a, b]").value.units == ("b", "a")


def test_a_source_may_be_a_name_alone(desk):
    assert desk.article(more="source: Báo Ấp Bắc").value.source == Source("Báo Ấp Bắc")


VECTORS = [
    "<script>alert(1)</script>",
    '" onerror=alert(1) x="',
    "javascript:alert(1)",
    "{{ 7*7 }}",
    "]]><x>",
    "&#0;&lt;",
]


@pytest.mark.parametrize("vector", VECTORS)
def test_a_text_key_stays_the_plain_text_that_was_typed(desk, vector):
    typed = "'" + vector.replace("'", "''") + "'"
    desk.beside("a.jpg")
    value = desk.article(
        title=typed,
        more=f"slug: a\ndateline: {typed}\ntags: [{typed}]\nbyline: [{{name: {typed}}}]\nsource: {{name: {typed}}}\n"
        f"photos: [{{file: a.jpg, alt: {typed}, caption: {typed}, credit: {typed}}}]\n"
        f"people: [{{id: {typed}, role: {typed}}}]\nevent: {{start: 2020-02-11, place: {typed}}}",
    ).value
    photo = value.photos[0]
    texts = [value.title, value.dateline, value.tags[0], value.byline[0].name, value.source.name]
    texts += [photo.alt, photo.caption, photo.credit, value.people[0].role, value.event.place]
    assert set(texts) == {vector}


PAGE = "summary: Ai, ở đâu.\nmodified: 2020-02-11\norder: 3\nstatus: hidden\naliases: [/cu]\nlang: vi\n"


def test_a_standing_page_arrives_typed(desk):
    page = desk.page(more=PAGE).value
    assert (page.file, page.slug, page.title, page.order) == ("pages/gioi-thieu.md", "gioi-thieu", "Giới thiệu", 3)
    assert (page.summary, page.lead_text, page.modified) == ("Ai, ở đâu.", "Ai, ở đâu.", at("2020-02-11"))
    assert (page.status, page.aliases, page.lang, page.body) == ("hidden", ("/cu",), "vi", ("<p>Nội dung.</p>",))


def test_a_standing_page_knows_only_its_own_keys(desk, codes):
    assert codes(desk.page(more="unit: a\n")) == ["unknown-key"]
    assert codes(desk.page(more="status: withdrawn\n")) == ["bad-choice"]


def test_a_page_in_a_folder_takes_the_folders_name(desk):
    assert desk.page(file="pages/lien-he/index.md").value.slug == "lien-he"


def test_a_page_whose_name_is_no_address_is_refused(desk, codes):
    reading = desk.page(file="pages/Giới thiệu.md")
    assert codes(reading) == ["bad-page-name"]
    assert "gioi-thieu.md" in reading.diagnostics[0].hint


def test_a_page_holds_no_photo(desk, codes):
    desk.put("pages/a.jpg")
    assert codes(desk.page("![Ảnh](a.jpg)")) == ["photo-place"]


def test_a_dateline_may_be_typed_with_its_parentheses(desk):
    reading = desk.article(dateline="( ABO)")
    assert (reading.value.dateline, reading.diagnostics) == ("ABO", ())


@pytest.mark.parametrize("summary", ["(ABO) Tóm tắt.", "ABO - Tóm tắt.", "(**abo**) Tóm tắt."])
def test_a_dateline_that_the_summary_repeats_is_told(desk, codes, summary):
    reading = desk.article(dateline="ABO", summary=summary)
    assert codes(reading) == ["dateline-twice"]
    assert reading.value
    assert not desk.article(dateline="ABO", summary="ABO đưa tin.").diagnostics


def test_a_wrong_choice_lists_the_right_ones_once_and_says_what_they_mean(desk):
    (found,) = desk.article(more="status: xyz").diagnostics
    assert found.hint == "Ghi một trong: “published” (đăng), “draft” (nháp), “hidden” (ẩn), “withdrawn” (đã rút)."
    assert "draft" not in found.message
    (found,) = desk.article(more="status: publish").diagnostics
    assert found.hint == "Có phải là “published” (đăng)?"


@pytest.mark.parametrize("form", [*FORMS])
def test_every_choice_has_its_meaning(form):
    assert {choice for choice in _choices(form) if choice} <= set(MEANINGS)


def test_a_required_key_that_is_misspelt_is_told_once(desk, places, codes):
    assert places(desk.article(more="sumary: Tóm tắt.", summary="")) == [("unknown-key", 7, 1)]
    assert codes(desk.article(more="sumary: Tóm tắt.", summary="", unit="")) == ["missing-key", "unknown-key"]
    assert codes(desk.article(more="photos: [{file: a.jpg, atl: A}]")).count("unknown-key") == 1


def test_a_photo_without_alt_is_named(desk):
    desk.beside("a.jpg", "b.jpg")
    (found,) = desk.article(more="photos:\n  - {file: a.jpg, alt: Đại biểu}\n  - {file: b.jpg}").diagnostics
    assert (found.code, found.line) == ("missing-alt", 10)
    assert "b.jpg" in found.message


def test_an_article_without_id_is_told_of_the_easy_way(desk):
    (found,) = desk.article(id="").diagnostics
    assert "make freeze" in found.hint


def test_a_weekday_that_is_wrong_is_told_wherever_a_date_stands(desk, places):
    reading = desk.article(date="Thứ Hai, 10/03/2019, 22:09", more='event: {start: "Thứ Ba, 10/03/2019"}')
    assert places(reading) == [("weekday", 4, 7), ("weekday", 8, 16)]
    assert reading.value
    assert "Chủ Nhật" in reading.diagnostics[0].message


@pytest.mark.parametrize("byline", ["Ảnh Quế Anh, tin Thu Ngân", "Tin, ảnh Đức Lộc"])
def test_a_label_without_its_colon_is_told(desk, codes, byline):
    assert set(codes(desk.article(byline=byline))) == {"byline-label"}


@pytest.mark.parametrize("byline", ["Tín Nghĩa", "Tổ Ảnh", "Tin học trẻ", "Video"])
def test_a_name_that_only_resembles_a_label_is_left_alone(desk, byline):
    assert not desk.article(byline=byline).diagnostics


def test_an_article_of_which_there_is_nothing_but_the_summary_is_told(desk, codes):
    reading = desk.article("")
    assert (codes(reading), reading.value.body) == (["empty-article"], ())
    assert codes(desk.article("", more="status: draft")) == []
    desk.beside("a.pdf")
    assert codes(desk.article("", more="documents: [a.pdf]")) == []
