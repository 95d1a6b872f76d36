"""Articles and registries brought together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugins.model.article import RELATED, LinkSlot, Mention, Withdrawal
from plugins.model.dates import Moment
from plugins.model.gather import Gathered, gather, term_unit
from plugins.model.index import NEAREST_POOL
from plugins.model.records import Document
from plugins.model.registry import Registry
from tests.builders import NOW, article, documents, formerly, moment, registry, standing, term, under, unit

LATER = Moment(NOW + timedelta(hours=1))
EARLIER = Moment(NOW - timedelta(hours=1))


def codes(gathered: Gathered) -> list[str]:
    return [d.code for d in gathered.diagnostics]


def gathered(*items: object, known: Registry | None = None) -> Gathered:
    return gather(items, [], known or registry(), NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"units": ("van-fong",)}, "unknown-unit"),
        ({"category": "tin-tu"}, "unknown-category"),
        ({"terms": ("2020-2025",)}, "unknown-term"),
        ({"related": ("khong-co",)}, "unknown-related"),
        ({"documents": ("01-qd",)}, "unknown-document"),
        ({"people": (Mention("ai-do"),)}, "unknown-person"),
        ({"body": (LinkSlot("news/x.md"),)}, "unknown-link"),
        ({"translation_of": "khong-co"}, "unknown-related"),
        ({"withdrawn": Withdrawal(moment(), "", "khong-co"), "status": "withdrawn"}, "unknown-related"),
    ],
)
def test_a_reference_to_nothing_is_an_error_at_its_key(values: dict[str, object], code: str) -> None:
    found = gathered(article(**values))
    assert codes(found) == [code]
    assert found.diagnostics[0].severity == "error"
    assert found.diagnostics[0].key


def test_an_unknown_unit_names_the_nearest_one() -> None:
    (problem,) = gathered(article(units=("van-fong",))).diagnostics
    assert "van-phong" in problem.hint


def test_an_alias_of_a_unit_is_taken_with_a_warning_that_names_the_id() -> None:
    known = registry(unit("van-phong", "Văn phòng", other_names=(formerly("VP UBND"),)))
    found = gathered(article(units=("vp ubnd",)), known=known)
    assert found.articles[0].units == ("van-phong",)
    assert [(d.code, d.severity) for d in found.diagnostics] == [("unit-alias", "warning")]
    assert "van-phong" in found.diagnostics[0].hint


def test_two_articles_with_one_id_are_both_named() -> None:
    (problem,) = gathered(article("a", id="1"), article("b", id="1")).diagnostics
    assert problem.code == "duplicate-id"
    assert problem.file.endswith("b/index.md")
    assert "a/index.md" in problem.message


@pytest.mark.parametrize(
    "reference", ["id-a", "a", "news/2020/02/a/index.md", "news/2020/02/a", "2020/02/a", "/2020/02/a/"]
)
def test_a_pick_may_be_an_id_a_slug_or_a_path(reference: str) -> None:
    found = gathered(article("a"), article("b", related=(reference,)))
    assert found.diagnostics == ()
    assert {a.slug: a.related for a in found.articles}["b"] == ("id-a",)


def test_picks_for_which_a_list_has_no_place_are_told() -> None:
    others = [article(f"tin-{n}") for n in range(RELATED + 1)]
    names = [a.slug for a in others]
    assert codes(gathered(*others, article("b", related=(*names[1:], "tin-1")))) == []
    (problem,) = gathered(*others, article("b", related=tuple(names))).diagnostics
    assert (problem.code, problem.severity, problem.key) == ("related-many", "warning", ("related", RELATED))


@pytest.mark.parametrize(
    "reference",
    [
        "https://vanphong.example/tin/2020/02/dai-hoi-dang-bo/",
        "/tin/2020/02/dai-hoi-dang-bo/index.html?x=1#tin-lien-quan",
        "content/news/2020/02/khac/index.md",
        "../../../2019/03/dai-hoi-dang-bo/index.md",
        r"news\2020\02\khac",
        "https://cu.example/chi-tiet/218.html",
        "ten-cu",
        "Đại hội: thành công",
        "dai hoi: thanh cong",
        "Dai-Hoi-Dang-Bo",
        "6F6C2B0E-5D0A-4A0E-9D55-3A2F1F4B7C21",
        "6f6c2b0e-5d0a-4a0e-9d55",
        "news/2020/02/dai-hoi-dang-bo1",
    ],
)
def test_what_an_editor_may_have_meant_by_a_pick_is_named(reference: str) -> None:
    meant = article(
        "dai-hoi-dang-bo",
        id="6f6c2b0e-5d0a-4a0e-9d55-3a2f1f4b7c21",
        file="news/2020/02/khac/index.md",
        title="Đại hội: thành công",
        aliases=("/chi-tiet/218.html", "/tin/2020/02/ten-cu/"),
    )
    (problem,) = gathered(meant, article("x"), article("b", related=(reference,))).diagnostics
    assert (problem.code, problem.hint) == ("unknown-related", "Có phải là “dai-hoi-dang-bo”?")


def test_of_two_articles_with_one_slug_the_address_tells_which_was_meant() -> None:
    twice = [article("a", id=str(y), file=f"news/{y}/02/a.md", date=moment(f"{y}-02-01")) for y in (2020, 2021)]
    (problem,) = gathered(*twice, article("b", related=("https://x.example/tin/2021/02/a/",))).diagnostics
    assert problem.hint == "Có phải là “2021”?"


def test_the_nearest_slug_is_found_among_many() -> None:
    many = [article(f"tin-so-{n}") for n in range(NEAREST_POOL)]
    found = gathered(*many, article("hop-mat-thay-co"), article("b", related=("hop-mat-thay-c0",)))
    assert found.diagnostics[0].hint == "Có phải là “hop-mat-thay-co”?"


def test_where_nothing_is_near_a_pick_it_is_said_how_to_write_one() -> None:
    for reference in ("zzzz", "https://[x", "//", "\\", "?"):
        (problem,) = gathered(article("b", related=(reference,))).diagnostics
        assert "slug là phần cuối địa chỉ" in problem.hint


def test_a_slug_that_two_articles_have_is_no_clear_pick() -> None:
    twice = article("a", id="2", file="news/2021/01/a.md", date=moment("2021-01-01"))
    assert codes(gathered(article("a"), twice, article("b", related=("a",)))) == ["ambiguous-related"]


def test_drafts_and_embargoed_items_are_not_in_the_site_at_all() -> None:
    found = gathered(article("nhap", status="draft"), article("mai", date=LATER), article("nay", date=EARLIER))
    assert [a.slug for a in found.articles] == ["nay"]


def test_a_pick_of_a_draft_is_known() -> None:
    assert codes(gathered(article("nhap", status="draft"), article("b", related=("nhap",)))) == []


def test_a_link_to_a_draft_is_reported() -> None:
    linking = article("b", body=(LinkSlot("news/2020/02/nhap/index.md"),))
    assert codes(gathered(article("nhap", status="draft"), linking)) == ["unpublished-link"]


def test_a_link_to_a_standing_page_is_known() -> None:
    found = gather([article(body=(LinkSlot("pages/gioi-thieu.md"),))], [standing()], registry(), NOW)
    assert found.diagnostics == ()


@pytest.mark.parametrize("key", ["date", "expires", "pin"])
def test_the_next_change_is_the_next_date_that_the_clock_reaches(key: str) -> None:
    assert gathered(article(**{key: LATER}), article("b", expires=EARLIER)).next_change == LATER.at


def test_a_draft_schedules_nothing() -> None:
    assert gathered(article(date=LATER, status="draft")).next_change is None


def test_articles_come_newest_first_and_ties_go_by_id() -> None:
    found = gathered(article("b"), article("a"), article("c", date=moment("2021-01-01")))
    assert [a.slug for a in found.articles] == ["c", "a", "b"]


def test_a_term_is_the_lead_units_else_that_of_the_nearest_unit_above() -> None:
    known = registry(
        unit("van-phong"),
        unit("phong", parents=(under("van-phong"),)),
        unit("khac"),
        terms=(term("van-phong", "2020-2025"),),
    )
    item = article()
    assert term_unit("2020-2025", ("van-phong",), item, known) == "van-phong"
    assert term_unit("2020-2025", ("phong",), item, known) == "van-phong"
    assert term_unit("2020-2025", ("khac", "van-phong"), item, known) == "van-phong"
    assert term_unit("2020-2025", ("khac",), item, known) == ""


def test_a_document_may_be_named_by_its_number() -> None:
    known = registry(documents=documents(Document("05-ct-tw-2016", "05-CT/TW", "Chỉ thị")))
    assert gathered(article(documents=("05-ct/tw",)), known=known).articles[0].documents == ("05-ct-tw-2016",)


def test_a_name_that_two_units_bear_is_an_error_that_names_both() -> None:
    known = registry(unit("a", other_names=(formerly("VP"),)), unit("b", other_names=(formerly("vp"),)))
    (problem,) = gathered(article(units=("VP",)), known=known).diagnostics
    assert (problem.code, problem.severity) == ("ambiguous-unit", "error")
    assert "a, b" in problem.hint


def test_a_name_means_the_unit_that_bore_it_on_the_day() -> None:
    old = unit("a", other_names=(formerly("VP", "2000", "2019"),))
    new = unit("b", other_names=(formerly("VP", "2020", "2030"),))
    found = gathered(article(units=("VP",)), known=registry(old, new))
    assert codes(found) == ["unit-alias"]
    assert found.articles[0].units == ("b",)


def test_a_pick_of_the_article_itself_is_told_and_left_out() -> None:
    found = gathered(article("a", related=("a",)))
    assert [(d.code, d.severity, d.key) for d in found.diagnostics] == [("related-self", "warning", ("related", 0))]
    assert found.articles[0].related == ()
