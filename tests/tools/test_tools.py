"""The editors' command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from plugins.model.settings import SiteSettings
from plugins.reading.article import read_file
from plugins.tools.__main__ import main
from tests.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def new(office: Office, **options: str) -> int:
    return main(["new", "--content", str(office.content), *(f"--{key}={value}" for key, value in options.items())])


def articles(office: Office) -> list[Path]:
    return sorted(office.content.glob("news/**/index.md"))


def test_a_new_article_is_a_draft_that_passes_the_check(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        new(office, title="Đại hội: “thành công”", unit="Phòng Tổng hợp", category="tin-tuc", date="11/02/2020 15:31")
        == 0
    )
    (file,) = articles(office)
    assert file == office.content / "news/2020/02/dai-hoi-thanh-cong/index.md"
    assert "unit: phong\n" in file.read_text("utf-8")
    capsys.readouterr()
    assert main(["check", str(office.content), "--strict"]) == 0
    assert capsys.readouterr().out == "0 bài đang đăng; 0 lỗi, 0 lưu ý.\n"


def test_the_only_category_need_not_be_named(office: Office) -> None:
    assert new(office, title="Tin", unit="phong") == 0


@pytest.mark.parametrize(
    "options",
    [
        {"title": "Tin"},
        {"title": "", "unit": "phong"},
        {"title": "Tin", "unit": "phogn"},
        {"title": "Tin", "unit": "phong", "category": "khac"},
        {"title": "Tin", "unit": "phong", "date": "31/02/2020"},
    ],
)
def test_what_is_unknown_is_refused_and_nothing_written(
    office: Office, options: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(office, **options) == 1
    assert capsys.readouterr().err
    assert articles(office) == []


def test_a_name_that_two_units_bear_asks_for_the_code(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    shared = "- {id: khac, name: Văn phòng, classification: office}\n"
    units = office.content / "registry/units.yaml"
    units.write_text(units.read_text("utf-8") + shared, "utf-8")
    assert new(office, title="Tin", unit="Văn phòng") == 1
    assert "van-phong, khac" in capsys.readouterr().err


def test_an_article_is_never_written_over(office: Office) -> None:
    assert new(office, title="Tin", unit="phong", date="2020-02-11") == 0
    before = articles(office)[0].read_text("utf-8")
    assert new(office, title="Tin", unit="phong", date="2020-02-12") == 1
    assert articles(office)[0].read_text("utf-8") == before


def test_the_check_names_every_error_and_fails(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.article("a", "unti: x")
    office.article("b", "views: nhiều")
    assert main(["check", str(office.content)]) == 1
    out = capsys.readouterr().out
    assert "a/index.md:9:1" in out
    assert "b/index.md:9:8" in out
    assert "2 lỗi" in out


def test_the_check_finds_two_articles_with_one_address(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.article("a")
    other = office.article("b")
    other.write_text(other.read_text("utf-8").replace("slug: b", "slug: a"), "utf-8")
    assert main(["check", str(office.content)]) == 1
    out = capsys.readouterr().out
    assert "[clash]" in out
    assert "b/index.md" in out


def test_freezing_writes_what_is_missing_and_nothing_else(office: Office) -> None:
    whole = office.article("a")
    bare = office.article("b")
    bare.write_bytes(bare.read_bytes().replace(b"id: id-b\n", b"").replace(b"slug: b\n", b"").replace(b"\n", b"\r\n"))
    untouched = whole.read_bytes()
    before = bare.read_bytes()
    known = read_file(office.content, "news/2020/02/b/index.md", SiteSettings().zone).value
    assert known
    assert main(["freeze", str(office.content)]) == 0
    lines = bare.read_bytes().split(b"\r\n")
    assert UUID(lines[1].decode().removeprefix("id: "))
    assert lines[1].decode() == f"id: {known.id}"  # type: ignore[union-attr]
    assert lines[2] == b"slug: b"
    assert b"\r\n".join([lines[0], *lines[3:]]) == before
    assert whole.read_bytes() == untouched
    assert main(["check", str(office.content), "--strict"]) == 0


def test_freezing_leaves_a_broken_article_to_its_editor(office: Office) -> None:
    broken = office.article("a", "unti: x", id="")
    before = broken.read_bytes()
    assert main(["freeze", str(office.content)]) == 0
    assert broken.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "khong-co")]) == 1
    assert "khong-co" in capsys.readouterr().err


def test_who_reads_only_the_first_lines_sees_no_traceback(office: Office) -> None:
    for n in range(300):
        office.article(f"sai-{n}", "unitt: a", title="x" * 200)
    command = [sys.executable, "-m", "plugins.tools", "check", str(office.content)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as check:
        assert check.stdout is not None
        assert check.stderr is not None
        assert check.stdout.readline()
        check.stdout.close()
        assert check.stderr.read() == b""
