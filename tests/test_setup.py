"""The first command works anywhere, and what it installs is pinned to the byte."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).parents[1]
LOCKS = ("requirements-build.lock", "requirements.lock", "requirements-test.lock")
PEERS_LOCK = "tests/bench/requirements-peers.lock"
PELICANS = ["html", "clean", "regenerate", "serve", "devserver", "publish"]
TARGETS = [*PELICANS, "verify", "why", "new", "check", "freeze", "related", "test", "soak", "bench", "bench-related"]
TARGETS += ["bench-photos", "lock", "help"]

# Stands in for Python, so that a whole install takes no time and no network: it notes what it is asked for, makes a
# .venv that holds itself, and fails at the call that holds $FAIL_AT.
FAKE_PYTHON = """#!/bin/sh
for word in "$@"; do printf '[%s]' "$word"; done >> calls; echo >> calls
echo "$PYTHONDONTWRITEBYTECODE" > unwritten
case "$*" in
  *"${FAIL_AT:-no such call}"*) exit 3 ;;
  *"-m venv --clear .venv"*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
  *--version*) echo "Python 3.9.2" ;;
esac
"""


def run_make(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run make as a shell of a person would: without what a make above this test has set."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=clean | environ, capture_output=True, text=True, check=False
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without .venv, in a folder as people name them, with the stand-in for Python."""
    folder = tmp_path / "Cổng Tin của tỉnh"
    (folder / "tests/judges").mkdir(parents=True)
    (folder / "content").mkdir()
    for name in ("Makefile", "tests/judges/package-lock.json", *LOCKS):
        shutil.copy(CHECKOUT / name, folder / name)
    (folder / "python3").write_text(FAKE_PYTHON, "utf-8")
    (folder / "python3").chmod(0o755)
    return folder


def calls(folder: Path) -> list[str]:
    """Read what Python was asked for since the last look, looks at .venv's health left out."""
    noted = folder / "calls"
    lines = noted.read_text("utf-8").splitlines() if noted.exists() else []
    noted.unlink(missing_ok=True)
    return [line for line in lines if not line.startswith("[-c]")]


def make_html(folder: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run `make html` with the stand-in."""
    return run_make(folder, "html", "PY=./python3", *arguments, **environ)


# What make says


def test_the_program_stays_compiled_where_the_environment_forbids_it(checkout: Path) -> None:
    assert make_html(checkout, PYTHONDONTWRITEBYTECODE="1").returncode == 0
    assert (checkout / "unwritten").read_text("utf-8") == "\n"


def test_make_alone_lists_every_target() -> None:
    done = run_make(CHECKOUT)
    listed = re.findall(r"^  ([a-z-]+) +\S", done.stdout, re.MULTILINE)
    declared = re.findall(r"^([a-z-]+):", (CHECKOUT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert done.returncode == 0
    assert set(TARGETS) <= set(listed)
    assert set(declared) - {"machine"} == set(TARGETS)


@pytest.mark.parametrize("target", ["html", "regenerate", "serve", "devserver", "publish"])
def test_variables_name_another_offices_content(target: str) -> None:
    options = ("INPUTDIR=noi khac/content", "OUTPUTDIR=noi khac/output", "PELICANOPTS=-v", "PORT=8123")
    conf = "PUBLISHCONF=khac.py" if target == "publish" else "CONFFILE=khac.py"
    command = run_make(CHECKOUT, "-n", target, conf, *options).stdout
    program = "plugins.bridge.preview" if target == "devserver" else "pelican"
    assert f'-m {program} "noi khac/content" -o "noi khac/output"' in command
    assert '-s "khac.py" -v' in command
    assert ('-p "8123"' in command) == (target in {"serve", "devserver"})


@pytest.mark.parametrize("target", ["html", "regenerate", "serve", "devserver", "publish", "verify", "why"])
def test_content_that_is_not_there_is_told_without_a_traceback(target: str) -> None:
    (needs,) = (
        line for line in run_make(CHECKOUT, "-n", target, "INPUTDIR=khong co").stdout.splitlines() if "[ -d" in line
    )
    done = subprocess.run(["sh", "-c", needs], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "INPUTDIR: không có thư mục nội dung khong co.\n"


@pytest.mark.parametrize("target", ["check", "freeze"])
def test_the_editors_tools_look_at_the_named_content(target: str) -> None:
    assert f'-m plugins.tools {target} "noi khac"' in run_make(CHECKOUT, "-n", target, "INPUTDIR=noi khac").stdout


def test_make_elsewhere_says_where_to_run_it(tmp_path: Path) -> None:
    done = run_make(tmp_path, "-f", str(CHECKOUT / "Makefile"), "html")
    assert done.returncode != 0
    assert "make -C" in done.stderr


# The first call


def test_the_first_call_installs_and_the_second_only_builds(checkout: Path) -> None:
    first = make_html(checkout.parent, "-C", checkout.name)
    assert first.returncode == 0, first.stderr
    venv, build, run, pelican = calls(checkout)
    assert venv == "[-m][venv][--clear][.venv]"
    for call, lock in ((build, "requirements-build.lock"), (run, "requirements.lock")):
        assert "[--require-hashes]" in call
        assert call.endswith(f"[-r][{lock}]")
    assert pelican.startswith("[-m][pelican]")
    assert f"[{checkout}/content][-o][{checkout}/output]" in pelican
    make_html(checkout)
    assert calls(checkout) == [pelican]


@pytest.mark.parametrize("lock", ["requirements-build.lock", "requirements.lock"])
def test_a_changed_lock_installs_anew(checkout: Path, lock: str) -> None:
    make_html(checkout)
    calls(checkout)
    with (checkout / lock).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    make_html(checkout)
    assert "[-m][venv][--clear][.venv]" in calls(checkout)


@pytest.mark.parametrize("step", ["-m venv", "-r requirements-build.lock", "-r requirements.lock"])
def test_an_install_that_was_cut_short_never_counts_as_ready(checkout: Path, step: str) -> None:
    cut_short = make_html(checkout, FAIL_AT=step)
    assert cut_short.returncode != 0
    assert not any("pelican" in call for call in calls(checkout))
    assert make_html(checkout).returncode == 0
    assert "[-m][venv][--clear][.venv]" in calls(checkout)


def test_a_new_install_that_was_cut_short_does_not_leave_the_old_one_ready(checkout: Path) -> None:
    make_html(checkout)
    lock = checkout / "requirements.lock"
    old = lock.read_bytes()
    lock.write_bytes(old + b"# changed\n")
    make_html(checkout, FAIL_AT="-m venv")
    lock.write_bytes(old)
    calls(checkout)
    make_html(checkout)
    assert "[-m][venv][--clear][.venv]" in calls(checkout)


def test_a_venv_whose_python_went_away_is_made_anew(checkout: Path) -> None:
    make_html(checkout)
    calls(checkout)
    (checkout / ".venv/bin/python").unlink()
    assert make_html(checkout).returncode == 0
    assert "[-m][venv][--clear][.venv]" in calls(checkout)


def test_a_python_too_old_is_refused_in_plain_words(checkout: Path) -> None:
    done = make_html(checkout, FAIL_AT="sys.version_info")
    assert done.returncode != 0
    assert "Cần Python 3.11 trở lên" in done.stderr
    assert "Python 3.9.2" in done.stderr
    assert not (checkout / ".venv").exists()


def test_targets_asked_for_at_once_install_once(checkout: Path) -> None:
    done = run_make(checkout, "-j", "html", "check", "publish", "PY=./python3")
    assert done.returncode == 0
    assert calls(checkout).count("[-m][venv][--clear][.venv]") == 1


@pytest.mark.parametrize("target", ["html", "publish", "check", "freeze", "new", "bench"])
def test_a_command_that_fails_fails_make(checkout: Path, target: str) -> None:
    command = {"html": "-m pelican", "publish": "-m pelican", "bench": "bench/run.py"}.get(target, "-m plugins.tools")
    assert run_make(checkout, target, "PY=./python3").returncode == 0
    assert run_make(checkout, target, "PY=./python3", FAIL_AT=command).returncode != 0


def test_publishing_keeps_the_record_of_ids_when_it_succeeds(checkout: Path) -> None:
    for folder in ("output/rss", "content"):
        (checkout / folder).mkdir(parents=True, exist_ok=True)
    (checkout / "output/rss/ids.txt").write_text("/tin/a/ urn:uuid:1\n", "utf-8")
    record = checkout / "content/published-ids.txt"
    for target, options, kept in (
        ("html", [], False),
        ("publish", ["FAIL_AT=-m pelican"], False),
        ("publish", [], True),
    ):
        run_make(checkout, target, "PY=./python3", *options)
        assert record.exists() == kept, target
    assert record.read_text("utf-8") == "/tin/a/ urn:uuid:1\n"


# What editors type


def test_a_title_arrives_as_it_was_typed(checkout: Path) -> None:
    title = """-Đại hội "Đảng bộ" lần thứ 'VIII': 5% của $HOME, $(shell touch oops) `touch oops` \\ # *"""
    done = run_make(checkout, "new", "PY=./python3", f"TITLE={title}", "UNIT=van-phong", "DATE=2020-02-11 15:31")
    assert done.returncode == 0, done.stderr
    expected = f"[-m][plugins.tools][new][--content][{checkout}/content]"
    assert calls(checkout)[-1] == f"{expected}[--title={title}][--unit=van-phong][--date=2020-02-11 15:31]"
    assert not (checkout / "oops").exists()


def test_clean_takes_away_a_built_site_and_nothing_else(checkout: Path) -> None:
    for name in ("output/.cong-tin", ".cache/state", "content/news/index.md"):
        (checkout / name).parent.mkdir(parents=True)
        (checkout / name).touch()
    assert run_make(checkout, "clean", "OUTPUTDIR=content").returncode != 0
    assert (checkout / "content/news/index.md").exists()
    assert run_make(checkout, "clean").returncode == 0
    assert not (checkout / "output").exists()
    assert not (checkout / ".cache").exists()
    assert run_make(checkout, "clean").returncode == 0


# What is installed


def pins(lock: str) -> dict[str, str]:
    """Read a lock: {name: version}."""
    text = (CHECKOUT / lock).read_text("utf-8")
    return {canonicalize_name(name): version for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.M)}


@pytest.mark.parametrize("lock", [*LOCKS, PEERS_LOCK])
def test_every_pin_has_a_hash(lock: str) -> None:
    text = (CHECKOUT / lock).read_text("utf-8")
    entries = re.split(r"^(?=\S)", re.sub(r"^\s*#.*\n", "", text, flags=re.M), flags=re.M)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+ .*\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+$", entry), entry


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    run = project["project"]["dependencies"]
    asked_for = (groups["build"], run, run + groups["test"], groups["bench"])
    for lock, asked in zip((*LOCKS, PEERS_LOCK), asked_for, strict=True):
        held = pins(lock)
        for line in asked:
            wanted = Requirement(line)
            version = held.get(canonicalize_name(wanted.name))
            assert version, f"{lock} lacks {line}"
            assert version in wanted.specifier, f"{lock} holds {wanted.name} {version}, asked is {line}"


def test_the_tests_run_on_the_very_versions_that_are_used() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()


def test_ci_runs_the_tests_and_passes_their_verdict_on(tmp_path: Path) -> None:
    fake = tmp_path / "make"
    fake.write_text('#!/bin/sh\necho "$@"\nexit 7\n', "utf-8")
    fake.chmod(0o755)
    environ = os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run([CHECKOUT / ".ci/run"], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 7
    assert done.stdout.split()[-1] == "test"
