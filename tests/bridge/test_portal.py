"""Pelican's own command builds the portal, and fails where it should."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from pelican.settings import read_settings
from pelican.utils import FileChangeFilter
from watchfiles import Change

from plugins.bridge import portal as portal_module
from plugins.bridge.job import ContentError
from plugins.model.errors import NewsError
from tests.office import ROOT, Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.article("a")
    return made


def pelican(office: Office, *options: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run Pelican on an office with the project's settings."""
    command = [sys.executable, "-m", "pelican", str(office.content), "-o", str(office.output)]
    command += ["-s", str(ROOT / "pelicanconf.py"), "--cache-path", str(office.cache), *options]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=100, check=False)


def test_a_build_from_another_folder_loads_the_plugins(office: Office, tmp_path: Path) -> None:
    done = pelican(office, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Xong: 1 bài")
    assert (office.output / "tin/2020/02/a/index.html").is_file()


@pytest.mark.parametrize("options", [(), ("-q",), ("--fatal", "errors"), ("-D",)])
def test_an_error_in_the_content_exits_with_one_and_without_traceback(office: Office, options: tuple[str, ...]) -> None:
    office.article("b", "unti: x")
    done = pelican(office, *options)
    assert done.returncode == 1
    assert "news/2020/02/b/index.md:" in done.stderr
    if options != ("-D",):
        assert "Traceback" not in done.stderr + done.stdout
    assert not office.output.exists()


def test_a_plugin_that_cannot_be_loaded_stops_the_build(office: Office) -> None:
    done = pelican(office, "-e", 'PLUGINS=["plugins.portal", "plugins.khong_co"]')
    assert done.returncode == 1
    assert not office.output.exists()


@pytest.mark.parametrize(
    "setting",
    [
        "PAGE_SIZE=0",
        "WORKERS=-1",
        'WORKERS="x"',
        'TIMEZONE="Asia/Nowhere"',
        'PAGE_SIZE="hai mươi"',
        'BUILD_TIME="mai"',
        'DEFAULT_LANG="fr"',
    ],
)
def test_a_wrong_setting_is_named(office: Office, setting: str) -> None:
    done = pelican(office, "-e", setting)
    assert done.returncode == 1
    assert setting.partition("=")[0] in done.stderr + done.stdout


def test_the_clock_can_be_set(office: Office) -> None:
    office.article("mai", date="2030-01-01 08:00")
    done = pelican(office, "-e", 'BUILD_TIME="2030-01-02"')
    assert done.stdout.startswith("Xong: 2 bài")


def test_a_content_folder_that_is_not_there_is_no_empty_portal(office: Office, tmp_path: Path) -> None:
    office.content = tmp_path / "khong-co"
    assert pelican(office).returncode == 1
    assert not office.output.exists()


def test_workers_and_the_command_line_never_load_pelican() -> None:
    modules = "plugins.tools.__main__, plugins.bridge.build, plugins.photos.io.develop"
    code = f"import sys, {modules}; sys.exit('pelican' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def in_process(office: Office) -> portal_module.Portal:
    settings = read_settings(str(ROOT / "pelicanconf.py"))
    settings |= {"PATH": str(office.content), "OUTPUT_PATH": str(office.output), "CACHE_PATH": str(office.cache)}
    return portal_module.Portal(settings)


@pytest.mark.parametrize(
    ("raised", "ends"),
    [
        (KeyboardInterrupt(), SystemExit),
        (OSError(errno.ENOSPC, "No space left on device", "/x"), NewsError),
        (OSError(errno.EIO, "bug"), OSError),
    ],
)
def test_a_build_that_was_stopped_never_ends_as_if_all_were_well(
    office: Office, monkeypatch: pytest.MonkeyPatch, raised: BaseException, ends: type[BaseException]
) -> None:
    def fail(*_: object) -> None:
        raise raised

    portal = in_process(office)
    monkeypatch.setattr(portal_module, "build", fail)
    with pytest.raises(ends) as caught:
        portal.run()
    assert caught.value.args != (0,)


@pytest.mark.parametrize(("name", "is_seen"), [("index.md", True), ("index.md~", False), (".index.md.swp", False)])
def test_a_watch_sees_what_editors_save_also_below_a_folder_that_begins_with_a_dot(name: str, is_seen: bool) -> None:
    ignored = read_settings(str(ROOT / "pelicanconf.py"))["IGNORE_FILES"]
    assert FileChangeFilter(ignored)(Change.modified, f"/home/a/.cong/content/news/2020/02/a/{name}") == is_seen


def test_a_watch_that_met_an_error_waits_for_a_change(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    file = office.article("b", "unti: x")
    portal = in_process(office)
    waited: list[str] = []

    def change(path: str, _: object) -> None:
        waited.append(path)
        file.unlink()

    monkeypatch.setattr(portal_module, "wait_for_changes", change)
    with pytest.raises(ContentError):
        portal.run()
    portal.run()
    portal.run()
    assert waited == [str(office.content)]
