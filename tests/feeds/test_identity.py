"""What was once published keeps its id; a build that would break that is refused before it writes anything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugins.bridge.job import ContentError
from plugins.feeds.identity import RECORD, changed, record
from plugins.tools.__main__ import main
from tests.builders import article
from tests.office import Office

UUID4 = "0b8f7a52-5f0e-4d8c-9a57-2f6f3f1f8a11"
OTHER = "6c1c5b1e-3b7d-4a54-9d0f-0d8f5f0c7f22"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that has published one article."""
    made = Office(tmp_path)
    made.article("a", id=UUID4)
    publish(made)
    return made


def publish(office: Office) -> None:
    """Build, and keep the record as `make publish` does."""
    office.build()
    shutil.copy(office.output / "rss/ids.txt", office.content / RECORD)


def test_the_record_names_each_article_at_its_address(office: Office) -> None:
    assert office.files()["rss/ids.txt"].decode() == f"/tin/2020/02/a/ urn:uuid:{UUID4}\n"


def test_the_record_gives_no_hidden_article_away() -> None:
    assert record([article("a", status="hidden"), article("b")]).startswith("/tin/2020/02/b/")


def test_a_changed_id_is_refused_naming_file_line_and_the_id_that_was(office: Office) -> None:
    before = office.files()
    office.article("a", id=OTHER)
    with pytest.raises(ContentError):
        office.build()
    (problem,) = office.told
    assert (problem.code, problem.file, problem.line) == ("id-changed", "news/2020/02/a/index.md", 2)
    assert UUID4 in str(problem)
    assert office.files() == before


def test_the_check_of_the_editors_finds_it_too(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.article("a", id=OTHER)
    assert main(["check", str(office.content)]) == 1
    assert "[id-changed]" in capsys.readouterr().out


def test_a_lost_cache_and_a_lost_output_forget_nothing(office: Office) -> None:
    shutil.rmtree(office.cache)
    shutil.rmtree(office.output)
    office.article("a", id=OTHER)
    with pytest.raises(ContentError):
        office.build()
    assert office.codes() == ["id-changed"]


def test_the_record_changes_no_byte_of_what_is_built(office: Office) -> None:
    with_record = office.files()
    (office.content / RECORD).unlink()
    shutil.rmtree(office.output)
    shutil.rmtree(office.cache)
    office.build()
    assert office.files() == with_record


@pytest.mark.parametrize(
    ("old", "new"), [('title: "A"', 'title: "Mới"'), ("slug: a", "slug: moi"), ("date: 2020-02-11", "date: 2021-01-01")]
)
def test_what_an_editor_may_change_is_not_refused(office: Office, old: str, new: str) -> None:
    file = office.content / "news/2020/02/a/index.md"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    assert new in file.read_text("utf-8")
    file.parent.rename(office.content / "news/2020/02/khac")
    publish(office)
    assert office.told == []


def test_a_deleted_article_and_a_record_of_another_form_are_no_fault() -> None:
    gone = record([article("a", id=UUID4)])
    assert list(changed(gone, [])) == []
    assert list(changed(f"\n# ghi chú\n/tin/2020/02/a/ x\n/tin/2020/02/a/\n{gone}", [article("a", id=UUID4)])) == []


def test_an_id_that_went_to_another_address_may_leave_its_place_to_a_new_article() -> None:
    published = record([article("a", id=UUID4)])
    assert list(changed(published, [article("b", id=UUID4), article("a", id=OTHER)])) == []


def test_an_id_made_of_the_path_is_missed_when_the_folder_moves() -> None:
    published = record([article("a", id="news/2020/02/a")])
    (problem,) = changed(published, [article("a", id="news/2020/03/a", file="news/2020/03/a/index.md")])
    assert (problem.code, problem.file) == ("id-changed", "news/2020/03/a/index.md")
