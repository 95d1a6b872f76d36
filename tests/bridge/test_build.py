"""Whole builds of small offices."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.bridge import glance, whole
from plugins.bridge.job import ContentError
from plugins.bridge.store import Store
from plugins.bridge.verify import verify
from plugins.bridge.why import why
from plugins.engine.executor import SERIAL, Crew
from plugins.engine.series import Remembered, Unfolded, unfold
from plugins.model.artifact import Artifact, Page, Series
from plugins.model.errors import NewsError
from tests.office import FEATURES, NOW, ROOT, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_an_article_becomes_a_page_and_enters_its_lists(office: Office) -> None:
    office.article("dai-hoi", "tags: [Đại hội]")
    office.build()
    files = office.files()
    assert office.told == []
    for path in (
        "tin/2020/02/dai-hoi/index.html",
        "index.html",
        "chuyen-muc/tin-tuc/index.html",
        "don-vi/van-phong/index.html",
        "chu-de/dai-hoi/index.html",
        "luu-tru/2020/02/index.html",
        "rss.xml",
        "sitemap.xml",
    ):
        assert b"Dai hoi" in files[path] or b"/dai-hoi/" in files[path], path


def test_a_second_build_writes_nothing(office: Office) -> None:
    office.article("a")
    office.build()
    again = office.build()
    assert (again.written, again.pruned) == (0, 0)
    assert again.skipped == len(office.files()) - 1  # the folder's own mark


def test_an_error_stops_the_build_and_leaves_the_old_site(office: Office) -> None:
    office.article("a")
    office.build()
    before = office.files()
    office.article("b", "unti: x")
    with pytest.raises(ContentError):
        office.build()
    assert office.codes() == ["unknown-key"]
    assert office.files() == before


def test_an_error_in_the_first_build_makes_no_output(office: Office) -> None:
    office.article("a", "unti: x")
    with pytest.raises(ContentError):
        office.build()
    assert not office.output.exists()


def test_all_problems_are_told_at_once_with_file_line_and_column(office: Office) -> None:
    office.article("a", "unti: x\nviews: nhiều")
    office.article("b", "related: [khong-co]")
    with pytest.raises(ContentError):
        office.build()
    assert sorted(office.codes())[-2:] == ["unknown-key", "unknown-related"]
    assert len(office.told) == 3
    assert all(problem.line and problem.col for problem in office.told)


def test_two_articles_with_one_address_are_refused_naming_both_files(office: Office) -> None:
    office.article("a")
    other = office.article("b", id="khac")
    other.write_text(other.read_text("utf-8").replace("slug: b", "slug: a"), "utf-8")
    with pytest.raises(ContentError):
        office.build()
    (problem,) = office.told
    assert problem.code == "clash"
    assert {"a/index.md", "b/index.md"} == set(re.findall(r"\w/index\.md", str(problem)))


@pytest.mark.parametrize("name", ["don-vi", "luu-tru", "so-do-trang"])
def test_a_standing_page_never_writes_over_another_page(office: Office, name: str) -> None:
    office.article("a")
    office.write(f"pages/{name}.md", "---\ntitle: X\n---\n\nX\n")
    with pytest.raises(ContentError):
        office.build()
    (problem,) = office.told
    assert (problem.code, problem.file) == ("clash", f"pages/{name}.md")


def test_an_alias_that_is_another_page_is_refused(office: Office) -> None:
    office.article("a", "aliases: [/don-vi/van-phong/]")
    with pytest.raises(ContentError):
        office.build()
    assert office.codes() == ["clash"]


def test_an_old_address_leads_on_by_page_and_by_map(office: Office) -> None:
    office.article("a", 'aliases: [/cu/tin-1.html, "/Pages/tin.aspx?id=5"]')
    office.build()
    files = office.files()
    assert b"/tin/2020/02/a/" in files["cu/tin-1.html"]
    assert b'"/Pages/tin.aspx?id=5" "/tin/2020/02/a/";' in files["redirects.map"]
    assert b"/don-vi/phong/" in files["don-vi/phong-cu/index.html"]


def test_a_deleted_article_leaves_in_the_same_build(office: Office) -> None:
    kept, gone = office.article("giu"), office.article("xoa")
    office.build()
    gone.unlink()
    report = office.build()
    assert report.pruned
    assert kept.exists()
    assert not [path for path, data in office.files().items() if b"xoa" in data or "xoa" in path]


@pytest.mark.parametrize("more", ["status: draft", ""])
def test_drafts_and_embargoed_items_leak_nowhere(office: Office, more: str) -> None:
    date = "2020-02-11" if more else "2027-01-01 08:00"
    office.article("bi-mat", more + "\ntags: [Bimat]\naliases: [/bimat/]", date=date, title="Bimat")
    office.article("mo", "related: [bi-mat]")
    office.build()
    assert not [path for path, data in office.files().items() if re.search(rb"(?i)bi-?mat", data + path.encode())]


def test_the_next_scheduled_change_is_reported(office: Office) -> None:
    office.article("a", date="2027-01-01 08:00")
    report = office.build()
    assert report.next_change
    assert report.next_change.isoformat() == "2027-01-01T08:00:00+07:00"
    later = office.build(now=report.next_change)
    assert (later.next_change, later.articles) == (None, 1)


def test_one_worker_and_several_write_the_same_bytes(office: Office, tmp_path: Path) -> None:
    for number in range(80):
        office.article(f"tin-{number}", f"tags: [T{number % 7}]", date=f"2020-02-{number % 28 + 1:02d}")
    office.build(crew=Crew(SERIAL))
    one = office.files()
    office.build(crew=Crew(number=2), output=tmp_path / "other", cache=tmp_path / "other-cache")
    office.output = tmp_path / "other"
    assert office.files() == one


def test_a_moved_content_folder_gives_the_same_bytes(office: Office, tmp_path: Path) -> None:
    office.article("a", body="![Cờ](co.jpg)\n\n[Tệp](a.pdf)")
    office.write("news/2020/02/a/a.pdf", b"%PDF-1.4")
    office.write("news/2020/02/a/co.jpg", jpeg())
    office.build()
    before = office.files()
    office.content = office.content.rename(tmp_path / "elsewhere")
    office.output = tmp_path / "output-2"
    office.build(cache=tmp_path / "cache-2")
    assert office.files() == before


def jpeg() -> bytes:
    from io import BytesIO

    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (900, 600), "red").save(data, "JPEG")
    return data.getvalue()


@pytest.mark.parametrize(
    "chosen", [*[(name,) for name in FEATURES], *[tuple(set(FEATURES) - {name}) for name in FEATURES]]
)
def test_every_feature_works_alone_and_can_be_left_out(office: Office, chosen: tuple[str, ...]) -> None:
    office.article("a", body="![Cờ](co.jpg)")
    office.article("b", "related: [a]")
    office.write("news/2020/02/a/co.jpg", jpeg())
    office.build(*chosen)
    assert office.told == []
    assert ("rss.xml" in office.files()) == ("feeds" in chosen)
    assert ("don-vi/phong/index.html" in office.files()) == ("units" in chosen)


def test_what_killed_builds_left_half_written_is_removed(office: Office) -> None:
    office.article("a")
    office.build()
    left = [office.cache / name for name in (".state.12.tmp", "related/.shelf.columns.12.tmp", "tables/.rows.12.tmp")]
    for file in left:
        file.write_bytes(b"half")
    office.build()
    assert not any(file.exists() for file in left)
    assert not [*office.cache.rglob("*.tmp")]


def test_output_and_content_never_hold_each_other(office: Office) -> None:
    office.article("a")
    for output in (office.content, office.content / "output", office.content.parent):
        with pytest.raises(NewsError, match="không được chứa nhau"):
            office.build(output=output)


def test_a_strict_build_refuses_an_article_without_an_id(office: Office) -> None:
    file = office.article("a")
    file.write_text(file.read_text("utf-8").replace("id: id-a\n", ""), "utf-8")
    office.build()
    assert office.codes() == ["missing-id"]
    with pytest.raises(ContentError):
        office.build(settings={"strict": True})


def test_a_missing_category_file_does_not_hide_that_an_article_is_wrong(office: Office) -> None:
    office.article("a")
    (office.content / "registry/categories.yaml").unlink()
    with pytest.raises(ContentError):
        office.build()
    assert office.codes() == ["unknown-category"]


def test_what_a_first_build_has_read_is_kept_though_it_fails(office: Office) -> None:
    for slug in ("a", "b", "c"):
        office.article(slug)
    office.article("hong", "related: [khong-co]")
    with pytest.raises(ContentError):
        office.build()
    time.sleep(0.12)  # until the times of the files may be trusted
    office.article("hong")
    assert office.build().parsed == 1


def test_a_broken_article_does_not_make_those_that_name_it_look_wrong(office: Office) -> None:
    office.article("a", "unti: x")
    office.article("b", "related: [a]")
    with pytest.raises(ContentError):
        office.build()
    assert office.codes() == ["unknown-key"]


def test_the_clock_only_comes_from_the_job(office: Office) -> None:
    office.article("a", "expires: 2026-11-23 09:00")
    office.build(now=NOW)
    assert b"/tin/2020/02/a/" in office.files()["index.html"]
    office.build(now=NOW.replace(hour=9))
    assert b"/tin/2020/02/a/" not in office.files()["index.html"]
    assert "tin/2020/02/a/index.html" in office.files()


def test_the_english_interface_has_no_vietnamese_words_left(office: Office) -> None:
    office.article("a")
    office.build(settings={"default_lang": "en"})
    page = office.files()["tin/2020/02/a/index.html"].decode()
    assert '<html lang="en"' in page
    assert "Trang chủ" not in page


def test_a_language_without_a_catalogue_is_refused(office: Office) -> None:
    office.article("a")
    with pytest.raises(NewsError, match="fr"):
        office.build(settings={"default_lang": "fr"})


def test_one_more_article_declares_no_list_or_month_that_it_is_not_in(office: Office, declared: list[str]) -> None:
    features = "portal", "units", "feeds"  # without related news, which would name the new one in the old month
    office.article("a", date="2020-01-05 08:00")
    office.article("b", "tags: [Đại hội]", date="2020-02-05 08:00")
    office.build(*features)
    assert {"/tin/2020/01/", "/luu-tru/2020/01/", "/chu-de/dai-hoi/"} <= set(declared)
    declared.clear()
    office.article("c", date="2020-02-06 08:00")
    assert office.build(*features).rendered
    assert set(declared) == {"/tin/2020/02/", "/luu-tru/2020/02/", "/chuyen-muc/tin-tuc/", "/don-vi/van-phong/"}
    assert not verify(office.job(*features))


def test_a_lost_page_is_made_again_though_nothing_else_of_its_list_is_new(office: Office) -> None:
    office.article("a")
    office.article("b", date="2020-03-05 08:00")
    office.build()
    lost = office.output / "luu-tru/2020/02/index.html"
    before = lost.read_bytes()
    lost.unlink()
    office.article("c", date="2020-03-06 08:00")
    office.build()
    assert lost.read_bytes() == before
    assert not verify(office.job())


def test_a_body_that_was_edited_and_put_back_is_as_it_was(office: Office) -> None:
    office.article("a")
    office.article("b", date="2020-03-05 08:00")
    office.build()
    for body, more in (("Khác.", ""), ("Nội dung.", "c")):
        office.article("a", body=body)
        if more:
            office.article(more, date="2020-03-06 08:00")
        office.build()
    assert b"Kh\xc3\xa1c." not in office.files()["tin/2020/02/a/index.html"]
    assert not verify(office.job())


def test_a_new_article_that_wants_a_standing_page_is_refused_naming_both(office: Office) -> None:
    old = office.article("a")
    office.build()
    new = office.article("b", "aliases: [/tin/2020/02/a/]", date="2020-03-05 08:00")
    with pytest.raises(ContentError):
        office.build()
    (clash,) = office.told
    assert clash.file == new.relative_to(office.content).as_posix()
    assert old.relative_to(office.content).as_posix() in clash.message


def test_an_edited_body_is_a_small_edit_though_something_is_to_be_told_of_the_article(office: Office) -> None:
    office.write("news/2020/02/a/anh.jpg", (Path(__file__).parent / "photo.jpg").read_bytes())
    office.article("a", "photos: [{file: anh.jpg, alt: IMG_0042}]")
    office.article("b")
    time.sleep(0.15)  # of what has just changed, times do not tell that it has not changed again
    office.build()
    told = office.told
    assert [problem.severity for problem in told] == ["warning"]
    office.article("a", "photos: [{file: anh.jpg, alt: IMG_0042}]", body="Khác.")
    again = office.build()
    assert again.rendered == 1
    assert office.told == told
    assert not verify(office.job())


def test_a_photo_is_looked_at_once_in_a_build_and_a_change_of_it_is_seen(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = office.write("news/2020/02/a/anh.jpg", (Path(__file__).parent / "photo.jpg").read_bytes())
    office.article("a", "photos: [{file: anh.jpg, alt: Lễ mít tinh}]")
    time.sleep(0.15)  # of what has just changed, times do not tell that it has not changed again
    looked: list[str] = []
    look = glance.look
    monkeypatch.setattr(glance, "look", lambda path, begun: (looked.append(path), look(path, begun))[1])
    office.build()
    office.article("b")
    office.build()
    assert looked
    assert str(photo) not in looked
    assert office.build().rendered == 0
    assert str(photo) in looked  # where nothing else has changed it is seen whether that has
    photo.write_bytes((ROOT / "tests/bridge/photo.jpg").read_bytes()[:-2])
    assert office.build().written
    assert not verify(office.job())


def test_what_is_told_of_an_article_moves_with_its_lines(office: Office) -> None:
    office.article("a", "tags: [Một]\nphotos: [{file: mat.jpg, alt: Mất}]")
    office.article("b")
    office.build()
    (before,) = office.told
    office.article("a", "tags:\n- Một\nphotos: [{file: mat.jpg, alt: Mất}]", body="Khác.")
    office.build()
    (after,) = office.told
    assert (after.code, after.line) == (before.code, before.line + 1)


RICE, FLOOD, SCHOOL = "Lúa đông xuân được mùa. " * 9, "Nước lũ lên nhanh. " * 9, "Học sinh đến trường. " * 9


def written_about(office: Office, **bodies: str) -> None:
    """Write articles whose related news follow from their bodies alone."""
    for number, (slug, body) in enumerate(bodies.items()):
        office.article(slug, body=body, date=f"2020-02-{number + 10} 08:00", title=f"Tin số {number}")


def test_asking_why_does_not_change_what_the_next_build_makes(office: Office) -> None:
    written_about(office, a=RICE, b=FLOOD, c=SCHOOL, d=RICE, e=FLOOD, f=SCHOOL)
    time.sleep(0.15)
    office.build()
    written_about(office, a=RICE, b=FLOOD, c=SCHOOL, d=FLOOD, e=FLOOD, f=SCHOOL)
    assert why(office.job(), "/tin/2020/02/d/")
    time.sleep(0.15)
    office.build()
    assert not verify(office.job())


def test_a_build_cut_short_before_it_makes_anything_is_made_up_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    written_about(office, a=RICE, b=FLOOD, c=SCHOOL, d=RICE, e=FLOOD, f=SCHOOL)
    time.sleep(0.15)
    office.build()
    written_about(office, a=RICE, b=FLOOD, c=SCHOOL, d=FLOOD, e=FLOOD, f=SCHOOL)
    with monkeypatch.context() as broken:
        broken.setattr(Store, "save", lambda store: None)  # as where the process is killed
        broken.setattr("plugins.engine.make.remake", _killed)
        with pytest.raises(KeyboardInterrupt):
            office.build()
    office.build()
    assert not verify(office.job())


def _killed(*args: object) -> None:
    raise KeyboardInterrupt


def test_one_edited_body_after_the_other_is_amended(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    written_about(office, a=RICE, b=FLOOD, c=SCHOOL, d=RICE, e=FLOOD, f=SCHOOL)
    time.sleep(0.15)
    office.build()
    monkeypatch.setattr(whole, "build_whole", _killed)
    for body in (FLOOD, SCHOOL, RICE):
        office.article("d", body=body, date="2020-02-13 08:00", title="Tin số 3")
        office.build()
    monkeypatch.undo()
    assert not verify(office.job())


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of series that are declared, as they are."""
    names: list[str] = []

    def noted(artifacts: Iterable[Artifact], before: Remembered) -> Unfolded:
        return unfold((_noting(a, names) if isinstance(a, Series) else a for a in artifacts), before)

    monkeypatch.setattr(whole, "unfold", noted)
    return names


def _noting(series: Series, names: list[str]) -> Series:
    def declare() -> Iterable[Page]:
        names.append(series.name)
        return series.declare()

    return replace(series, declare=declare)
