"""A file is known by its looks, else by git's index, else by its bytes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from plugins.bridge import blobs
from tests.office import Office

FILES = [f"news/2020/02/tin-{number}/index.md" for number in range(5)]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    for number in range(5):
        made.article(f"tin-{number}")
    made.build()
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files whose bytes are read for their digest."""
    found: list[str] = []
    name = blobs.name
    monkeypatch.setattr(blobs, "MANY", 1)
    monkeypatch.setattr(blobs, "name", lambda path: found.append(path) or name(path))
    return found


def git(office: Office, *arguments: str) -> None:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b"}
    subprocess.run(["git", *arguments], cwd=office.content, check=True, capture_output=True, env=os.environ | who)


def commit(office: Office) -> None:
    git(office, "init", "-q")
    git(office, "add", ".")
    git(office, "commit", "-qm", "x")


def touch_all(office: Office) -> None:
    for path in office.content.rglob("*"):
        os.utime(path, (1, 1))


def test_a_name_is_gits_own(office: Office) -> None:
    path = office.content / FILES[0]
    asked = subprocess.run(["git", "hash-object", path], capture_output=True, check=True, text=True)
    assert blobs.name(str(path)).hex() == asked.stdout.strip()


def test_no_file_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/passwd")
    assert blobs.name(str(tmp_path / "none")) == blobs.name(str(tmp_path / "link")) == b""


def test_files_with_new_times_are_not_read_where_git_vouches_for_them(office: Office, opened: list[str]) -> None:
    commit(office)
    touch_all(office)
    git(office, "status")  # as after a fresh checkout: git knows the times
    assert office.build().parsed == 0
    assert opened == []


def test_without_git_the_digests_alone_will_do(office: Office, opened: list[str]) -> None:
    touch_all(office)
    assert office.build().parsed == 0
    assert len(opened) == len(FILES)


def test_what_has_changed_is_read_alone(office: Office, opened: list[str]) -> None:
    commit(office)
    touch_all(office)
    path = office.content / FILES[2]
    path.write_text(path.read_text("utf-8").replace("Nội dung.", "Nội dunh."), "utf-8")
    os.utime(path, (1, 1))
    assert office.build().parsed == 1
    assert [path for path in opened if not path.endswith(FILES[2])] == []


def test_what_git_was_told_to_overlook_is_read(office: Office, opened: list[str]) -> None:
    commit(office)
    git(office, "update-index", "--assume-unchanged", FILES[1])
    path = office.content / FILES[1]
    path.write_text(path.read_text("utf-8").replace("Nội dung.", "Nội dunh."), "utf-8")
    assert office.build().parsed == 1
    assert opened
