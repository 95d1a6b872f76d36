"""The output folder holds whole files, only what is claimed, and nothing outside it is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.engine.output import MARKER, Output
from plugins.model.errors import NewsError


def files(root: Path) -> set[str]:
    return {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()} - {MARKER}


def test_a_file_is_written_once_and_then_left_alone(tmp_path: Path) -> None:
    first = Output(tmp_path)
    first.write("a/index.html", b"1")
    os.utime(tmp_path / "a/index.html", (1, 1))
    second = Output(tmp_path)
    second.write("a/index.html", b"1")
    assert (first.written, second.written, second.skipped) == (1, 0, 1)
    assert (tmp_path / "a/index.html").stat().st_mtime == 1


def test_changed_bytes_of_the_same_length_are_written(tmp_path: Path) -> None:
    Output(tmp_path).write("a", b"1")
    Output(tmp_path).write("a", b"2")
    assert (tmp_path / "a").read_bytes() == b"2"


def test_what_nobody_claims_goes_with_its_empty_folders(tmp_path: Path) -> None:
    output = Output(tmp_path)
    for path in ("a/b/c", "a/d", "e"):
        output.write(path, b"")
    output.prune({"e"})
    assert files(tmp_path) == {"e"}
    assert not (tmp_path / "a").exists()
    assert output.pruned == 2


def test_what_a_killed_build_left_half_written_goes_too(tmp_path: Path) -> None:
    output = Output(tmp_path)
    output.write("a", b"")
    (tmp_path / ".a.123.tmp").write_bytes(b"half")
    output.prune({"a"})
    assert files(tmp_path) == {"a"}


def test_a_folder_with_somebody_elses_files_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(NewsError, match="không trống"):
        Output(tmp_path)
    assert files(tmp_path) == {"thesis.doc"}


def test_a_link_inside_the_output_leads_nothing_out(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    output = Output(tmp_path / "output")
    (tmp_path / "output/tin").symlink_to(outside)
    with pytest.raises(NewsError):
        output.write("tin/a/index.html", b"")
    assert files(outside) == set()


def test_pruning_removes_a_link_but_not_what_it_leads_to(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("")
    output = Output(tmp_path / "output")
    (tmp_path / "output/link").symlink_to(outside)
    output.prune(set())
    assert files(outside) == {"kept"}
    assert not (tmp_path / "output/link").exists()


def test_a_copy_follows_its_source(tmp_path: Path) -> None:
    source = tmp_path / "source"
    output = Output(tmp_path / "output")
    for text in ("one", "two"):
        source.write_text(text)
        output.copy("a.pdf", source)
        assert (tmp_path / "output/a.pdf").read_text() == text
    output.copy("a.pdf", source)
    assert (output.written, output.skipped) == (2, 1)
