"""The output folder holds whole files, only what is claimed, and nothing outside it is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.engine.output import MARKER, Output
from plugins.model.errors import NewsError


def files(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()} - {MARKER}


def opened(root: Path) -> Output:
    output = Output(root)
    output.claim()
    return output


def test_a_file_is_written_once_and_then_left_alone(tmp_path: Path) -> None:
    assert opened(tmp_path).write("a/index.html", b"1").changed
    os.utime(tmp_path / "a/index.html", (1, 1))
    assert not opened(tmp_path).write("a/index.html", b"1").changed
    assert (tmp_path / "a/index.html").stat().st_mtime == 1


def test_changed_bytes_of_the_same_length_are_written(tmp_path: Path) -> None:
    opened(tmp_path).write("a", b"1")
    assert opened(tmp_path).write("a", b"2").changed
    assert (tmp_path / "a").read_bytes() == b"2"


def test_what_nobody_claims_goes_with_its_empty_folders(tmp_path: Path) -> None:
    output = opened(tmp_path)
    for path in ("a/b/c", "a/d", "e"):
        output.write(path, b"")
    assert output.prune({"e"}) == 2
    assert files(tmp_path) == {"e"}
    assert not (tmp_path / "a").exists()


def test_what_a_killed_build_left_half_written_goes_too(tmp_path: Path) -> None:
    output = opened(tmp_path)
    output.write("a", b"")
    (tmp_path / ".a.123.tmp").write_bytes(b"half")
    output.prune({"a"})
    assert files(tmp_path) == {"a"}


def test_a_folder_with_somebody_elses_files_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(NewsError, match="không trống"):
        opened(tmp_path)
    assert files(tmp_path) == {"thesis.doc"}


def test_a_link_inside_the_output_leads_nothing_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    output = opened(tmp_path / "output")
    (tmp_path / "output/tin").symlink_to(outside)
    with pytest.raises(NewsError):
        output.write("tin/a/index.html", b"")
    assert list(outside.iterdir()) == []


def test_pruning_removes_a_link_but_not_what_it_leads_to(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("")
    output = opened(tmp_path / "output")
    (tmp_path / "output/link").symlink_to(outside)
    output.prune(set())
    assert files(outside) == {"kept"}
    assert not (tmp_path / "output/link").exists()


def test_a_file_of_an_older_build_does_not_stand_in_the_way_of_a_folder_nor_the_other_way(tmp_path: Path) -> None:
    opened(tmp_path).write("a", b"1")
    opened(tmp_path).write("a/b/c", b"2")
    assert files(tmp_path) == {"a/b/c"}
    opened(tmp_path).write("a", b"3")
    assert files(tmp_path) == {"a"}


def test_a_copy_follows_its_source(tmp_path: Path) -> None:
    source = tmp_path / "source"
    output = opened(tmp_path / "output")
    for text in ("one", "two"):
        source.write_text(text)
        assert output.copy("a.pdf", source).changed
        assert (tmp_path / "output/a.pdf").read_text() == text
    assert not output.copy("a.pdf", source).changed
