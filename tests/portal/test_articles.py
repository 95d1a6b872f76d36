"""An article's page shows what the article says, and nothing more."""

from __future__ import annotations

from typing import Any

from plugins.model.article import Article, Correction, LinkSlot, Mention, Photo, PhotoSlot, Source, Withdrawal
from plugins.model.artifact import Copy, Page, Redirect
from plugins.model.byline import Credit
from plugins.model.records import Document, Membership, Person
from plugins.model.site import Findings, Site
from plugins.model.views import Link, Picture, RelatedItem, Rendition
from plugins.portal.plugin import pages
from plugins.portal.views import ArticleView
from tests.builders import article, declared, formerly, moment, partial, people, registry, site, standing, term, unit

RENDITION = Rendition("/anh/1.jpg", 640, 400)


def view(item: Article, *others: Article, findings: Findings | None = None, **values: Any) -> ArticleView:
    return view_in(site(item, *others, **values), item.slug, findings or Findings())


def view_in(whole: Site, slug: str, findings: Findings | None = None) -> ArticleView:
    found = [
        a
        for a in declared(pages(whole, findings or Findings()))
        if isinstance(a, Page) and a.path.endswith(f"/{slug}/index.html")
    ]
    (page,) = [a for a in found if a.template == "article.html"]
    assert isinstance(page.view, ArticleView)
    return page.view


def test_a_unit_is_printed_under_the_name_it_had_on_the_articles_day() -> None:
    renamed = unit("van-phong", "Tên mới", other_names=(formerly("Tên cũ", "2010", "2020-12"),))
    old, new = article("cu"), article("moi", date=moment("2021-01-01"))
    whole = site(old, new, registry=registry(renamed))
    assert view_in(whole, "cu").kicker.title == "Tên cũ"
    assert view_in(whole, "moi").kicker.title == "Tên mới"


def test_a_person_has_the_typed_role_else_the_roles_of_that_day() -> None:
    seats = (
        Membership("van-phong", "Phó phòng", partial("2015"), partial("2019")),
        Membership("van-phong", "Trưởng phòng", partial("2020")),
        Membership("van-phong", "Bí thư", partial("2020")),
    )
    known = registry(people=people(Person("a", "Ông A", seats)))
    shown = view(article(people=(Mention("a"), Mention("a", "Chủ tọa"))), registry=known).people
    at = "/don-vi/van-phong/"
    registered = (Link("Trưởng phòng Văn phòng", at), Link("Bí thư Văn phòng", at))
    assert [p.roles for p in shown] == [registered, (Link("Chủ tọa", ""),)]


def test_a_role_names_its_unit_as_it_was_that_day() -> None:
    renamed = unit("van-phong", "Sở Mới", other_names=(formerly("Sở Cũ", "2010", "2020-12"),))
    known = registry(renamed, people=people(Person("a", "Ông A", (Membership("van-phong", "Giám đốc"),))))
    (shown,) = view(article(people=(Mention("a"),)), registry=known).people
    assert [role.title for role in shown.roles] == ["Giám đốc Sở Cũ"]


def test_photos_stand_where_the_editor_put_them() -> None:
    names = ("lead", "body", "gallery")
    photos = tuple(Photo(f"{n}.jpg", n, place=n) for n in names)  # type: ignore[arg-type]
    found = Findings(photos={p.file: (RENDITION,) for p in photos})
    shown = view(article(photos=photos, body=("<p>a</p>", PhotoSlot(1), "<p>b</p>")), findings=found)
    assert shown.lead_photo
    assert shown.lead_photo.alt == "lead"
    assert [p.alt if isinstance(p, Picture) else str(p) for p in shown.body] == ["<p>a</p>", "body", "<p>b</p>"]
    assert [p.alt for p in shown.gallery] == ["gallery"]


def test_a_photo_that_could_not_be_made_leaves_no_trace() -> None:
    shown = view(article(photos=(Photo("x.jpg", "x", place="lead"),), body=("<p>a</p>", PhotoSlot(0))))
    assert (shown.lead_photo, shown.gallery, len(shown.body)) == (None, (), 1)


def test_a_link_to_another_file_becomes_its_address() -> None:
    linking = article("a", body=('<a href="', LinkSlot("pages/gioi-thieu.md"), '">x</a>'))
    whole = site(linking, pages=(standing(),))
    assert [str(p) for p in view_in(whole, "a").body] == ['<a href="/gioi-thieu/">x</a>']


def test_the_update_shown_is_the_latest_after_publication() -> None:
    changes = (
        Correction(moment("2020-03-01"), "Sửa số liệu", True),
        Correction(moment("2020-04-01"), "Sửa tên", False),
    )
    shown = view(article(changes=changes, modified=moment("2020-03-15")))
    assert shown.updated == moment("2020-04-01")
    assert [c.note for c in shown.changes] == ["Sửa tên", "Sửa số liệu"]
    assert view(article(modified=moment("2019-01-01"))).updated is None


def test_a_withdrawn_article_says_why_and_leads_to_what_replaces_it() -> None:
    notice = Withdrawal(moment(), "Số liệu sai", "moi")
    shown = view(article("cu", status="withdrawn", withdrawn=notice), article("moi"))
    assert shown.withdrawn
    assert (shown.withdrawn.reason, shown.withdrawn.replaced_by.url) == ("Số liệu sai", "/tin/2020/02/moi/")  # type: ignore[union-attr]
    assert not shown.head.indexed


def test_related_news_are_title_address_and_date() -> None:
    found = Findings(related={"id-a": ("id-b",)})
    assert view(article("a"), article("b"), findings=found).related == (RelatedItem("B", "/tin/2020/02/b/", moment()),)


def test_a_byline_is_printed_with_its_labels() -> None:
    assert view(article(byline=(Credit("A", ("text",)), Credit("B", ("photo",))))).byline == "Tin: A - Ảnh: B"


def test_a_term_leads_to_the_units_own_page_of_it() -> None:
    known = registry(unit("van-phong"), terms=(term("van-phong", "2020-2025"),))
    shown = view(article(terms=("2020-2025",)), registry=known)
    assert [link.url for link in shown.terms] == ["/don-vi/van-phong/nhiem-ky/2020-2025/"]


def test_translations_lead_to_each_other_and_only_the_original_is_listed() -> None:
    whole = site(article("goc"), article("dich", lang="en", translation_of="goc"))
    assert [(t.title, t.url) for t in view_in(whole, "goc").translations] == [("en", "/tin/2020/02/dich/")]
    assert [t.title for t in view_in(whole, "dich").translations] == ["vi"]
    assert view_in(whole, "dich").head.translations == view_in(whole, "goc").head.translations
    assert [a.slug for a in whole.listed] == ["goc"]


def test_files_beside_an_article_are_copied_into_its_folder_and_old_addresses_lead_on() -> None:
    item = article(
        "a", attachments=("news/2020/02/a/kế hoạch.pdf",), aliases=("/cu/",), source=Source("Báo", "https://b.example")
    )
    found = declared(pages(site(item, file_sizes={"news/2020/02/a/kế hoạch.pdf": 5}), Findings()))
    assert Copy("tin/2020/02/a/kế hoạch.pdf", "news/2020/02/a/kế hoạch.pdf", item.file) in found
    assert Redirect("/cu/", "/tin/2020/02/a/", item.file) in found
    (link,) = view(item, file_sizes={"news/2020/02/a/kế hoạch.pdf": 5}).attachments
    assert (link.size, link.format) == (5, "PDF")


def test_a_photo_keeps_the_day_it_was_taken() -> None:
    photo = Photo("a.jpg", "a", place="lead", date=moment("2020-02-10"))
    shown = view(article(photos=(photo,)), findings=Findings(photos={"a.jpg": (RENDITION,)}))
    assert shown.lead_photo
    assert shown.lead_photo.date == photo.date


def test_a_document_is_also_called_what_does_not_hold_its_number() -> None:
    names = ("Nghị quyết Trung ương 4", "Nghị quyết số 04-NQ/TW")
    known = registry(documents={"nq": Document("nq", "04-NQ/TW", "Về xây dựng Đảng", names)})
    (line,) = view(article(documents=("nq",)), registry=known).documents
    assert line.aliases == ("Nghị quyết Trung ương 4",)
