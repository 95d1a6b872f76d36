"""One process builds again and again: it does no more than it must, forgets nothing and grows no fatter."""

from __future__ import annotations

import gc
import os
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from plugins.bridge.job import ContentError, Report
from plugins.bridge.resident import Interrupted, Resident
from tests.office import Office

BUILDS, SETTLED = 200, 20
GROWTH = 4_000_000
"""Bytes that so many builds may add; a leak of one article's page in each would be ten times that."""


class Desk:
    """An office whose builds are made by one process that is told what has changed."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.resident = Resident()
        self.build()

    def build(self, *changed: Path) -> Report:
        """Build in haste what has changed; the first time, all."""
        return self._build([str(path) for path in changed] or None, hasty=True)

    def finish(self) -> Report:
        """Build what haste has left."""
        return self._build([], hasty=False)

    def _build(self, changed: list[str] | None, *, hasty: bool) -> Report:
        self.office.told = []
        return self.resident.build(self.office.job(), self.office.told.extend, changed, hasty=hasty)

    def rest(self) -> None:
        """Let it write down what it knows."""
        self.resident.rest(self.office.job())

    def edit(self, slug: str, old: str, new: str) -> Path:
        """Replace something in an article."""
        path = self.office.content / f"news/2020/02/{slug}/index.md"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        return path

    def page(self, slug: str) -> str:
        """Return an article's page."""
        return (self.office.output / f"tin/2020/02/{slug}/index.html").read_text("utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    office = Office(tmp_path)
    for number in range(4):
        office.article(f"tin-{number}")
    return Desk(office)


def test_a_saved_body_reads_one_file_and_renders_one_page(desk: Desk) -> None:
    report = desk.build(desk.edit("tin-1", "Nội dung.", "Nội dung mới."))
    assert (report.parsed, report.rendered, report.written) == (1, 1, 1)
    assert "Nội dung mới." in desk.page("tin-1")


def test_a_saved_body_looks_at_no_other_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    lstat: Callable[..., os.stat_result] = os.lstat
    monkeypatch.setattr(os, "lstat", lambda path, **options: looked.append(str(path)) or lstat(path, **options))
    desk.build(desk.edit("tin-1", "Nội dung.", "Nội dung mới."))
    assert {path for path in looked if path.endswith(".md")} == {f"{desk.office.content}/news/2020/02/tin-1/index.md"}
    assert {path for path in looked if path.endswith(".html")} == {f"{desk.office.output}/tin/2020/02/tin-1/index.html"}


def test_a_first_build_by_another_version_of_the_program_is_remembered(desk: Desk) -> None:
    desk.rest()
    with patch("plugins.bridge.store.program", lambda: b"another"):
        anew = Desk(desk.office)
        anew.rest()
        report = anew.build(anew.edit("tin-1", "Nội dung.", "Nội dung mới."))
    assert (report.parsed, report.rendered) == (1, 1)


@pytest.mark.parametrize("rests", [False, True])
def test_a_title_moves_the_lists(desk: Desk, rests: bool) -> None:
    desk.build(desk.edit("tin-2", 'title: "Tin 2"', 'title: "Tin hai"'))
    if rests:
        desk.rest()
    desk.build(desk.edit("tin-2", 'title: "Tin hai"', 'title: "Tin nhì"'))
    assert "Tin nhì" in (desk.office.output / "index.html").read_text("utf-8")


def test_what_an_editors_program_leaves_beside_does_not_count(desk: Desk) -> None:
    path = desk.edit("tin-1", "Nội dung.", "Nội dung mới.")
    backup, swap = path.with_name("index.md~"), path.with_name(".index.md.swp")
    backup.write_text("x", "utf-8")
    report = desk.build(path, backup, swap)
    assert (report.parsed, report.rendered) == (1, 1)


def test_files_that_come_and_go_are_found(desk: Desk) -> None:
    new = desk.office.article("moi")
    desk.build(new)
    assert "Nội dung." in desk.page("moi")
    new.unlink()
    desk.build(new)
    assert not (desk.office.output / "tin/2020/02/moi/index.html").exists()


def test_a_file_that_an_article_looked_for_in_vain_is_found_when_it_comes(desk: Desk) -> None:
    path = desk.office.article("kem", body="[Tệp](a.pdf)")
    with pytest.raises(ContentError):
        desk.build(path)
    attachment = desk.office.write("news/2020/02/kem/a.pdf", b"one")
    desk.build(attachment)
    assert (desk.office.output / "tin/2020/02/kem/a.pdf").read_bytes() == b"one"


def test_errors_are_told_until_they_are_mended(desk: Desk) -> None:
    path = desk.edit("tin-1", "unit:", "unti:")
    for _ in range(2):
        with pytest.raises(ContentError):
            desk.build(path)
        assert desk.office.codes()
    desk.build(desk.edit("tin-1", "unti:", "unit:"))
    assert desk.office.codes() == []
    assert "Nội dung." in desk.page("tin-1")


def test_what_haste_leaves_is_made_afterwards_and_not_saved_before(desk: Desk) -> None:
    desk.finish()
    desk.rest()
    saved = (desk.office.cache / "state").read_bytes()
    words = "Cầu Bến Ngự khánh thành sáng nay sau hai năm thi công, nối hai bờ sông Lam. " * 8
    desk.office.article("cau", body=words)
    desk.build(desk.office.content / "news/2020/02/cau/index.md")
    desk.rest()
    report = desk.build(desk.edit("tin-1", "Nội dung.", words))
    assert (report.rendered, report.owes) == (1, True)
    state = (desk.office.cache / "state").read_bytes()
    desk.rest()
    assert saved != state == (desk.office.cache / "state").read_bytes()
    assert not desk.finish().owes
    desk.rest()
    assert state != (desk.office.cache / "state").read_bytes()
    files = desk.office.files()
    shutil.rmtree(desk.office.cache)
    shutil.rmtree(desk.office.output)
    desk.office.build()
    assert files == desk.office.files()


def test_a_build_that_made_way_is_as_if_it_had_not_been_begun(desk: Desk) -> None:
    desk.finish()
    desk.office.article("moi")
    new = desk.office.content / "news/2020/02/moi/index.md"

    @contextmanager
    def broken_off() -> Iterator[None]:
        yield
        raise Interrupted

    with pytest.raises(Interrupted):
        desk.resident.build(desk.office.job(), desk.office.told.extend, [str(new)], breakable=broken_off())
    report = desk.build(desk.edit("tin-2", "Nội dung.", "Khác nữa."))
    assert (report.parsed, report.rendered, report.owes) == (1, 1, True)
    assert desk.build(new).parsed == 1
    desk.finish()
    files = desk.office.files()
    shutil.rmtree(desk.office.cache)
    shutil.rmtree(desk.office.output)
    desk.office.build()
    assert files == desk.office.files()


@pytest.mark.parametrize("rests", [False, True])
def test_another_process_finds_everything_in_order_at_any_moment(desk: Desk, rests: bool) -> None:
    desk.rest()
    desk.build(desk.edit("tin-1", "Nội dung.", "Khác hẳn."))
    if rests:
        desk.finish()
        desk.rest()
    report = desk.office.build()
    assert report.parsed == (0 if rests else 1)
    assert "Khác hẳn." in desk.page("tin-1")


def test_what_another_process_built_meanwhile_is_not_undone(desk: Desk) -> None:
    desk.build(desk.edit("tin-1", "Nội dung.", "Khác hẳn."))
    desk.edit("tin-2", "Nội dung.", "Của tiến trình kia.")
    desk.office.build()
    desk.rest()
    desk.build(desk.edit("tin-3", "Nội dung.", "Lại của tiến trình này."))
    assert "Khác hẳn." in desk.page("tin-1")
    assert "Của tiến trình kia." in desk.page("tin-2")
    assert "Lại của tiến trình này." in desk.page("tin-3")
    assert desk.office.build().parsed == 1


def test_an_output_that_was_deleted_is_made_again(desk: Desk) -> None:
    shutil.rmtree(desk.office.output)
    desk.build(desk.edit("tin-1", "Nội dung.", "Khác hẳn."))
    assert "Nội dung." in desk.page("tin-2")


def test_two_hundred_builds_take_no_more_memory_than_twenty(desk: Desk) -> None:
    def resident_set() -> int:
        gc.collect()
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

    settled = 0
    for number in range(BUILDS):
        words = ("Tin 1", "Tin một") if number % 10 == 0 else ("dung.", "dung dung.")
        desk.build(desk.edit("tin-1", *words[:: 1 if number % 20 < 10 else -1]))
        if number % 5 == 0:
            desk.finish()
            desk.rest()
        if number == SETTLED:
            settled = resident_set()
    assert resident_set() - settled < GROWTH
