"""A kill loses nothing: at any moment the output holds whole files alone, and the next build repairs the rest.

Three kills by default; `make soak` tries hundreds.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.corpus import Corpus, items
from tests.bench.formats import OWN, write_item, write_registries
from tests.office import ROOT

KILLS = int(os.environ.get("KILLS", "3"))
ARTICLES = 120
MARK = ".cong-tin"


def pelican(folder: Path, name: str = "") -> subprocess.Popen[bytes]:
    """Start a build as a whole process group, into an output and a cache of that name."""
    command = [sys.executable, "-m", "pelican", str(folder / "content"), "-o", str(folder / f"output{name}"), "-q"]
    command += ["-s", str(ROOT / "pelicanconf.py"), "--cache-path", str(folder / f"cache{name}")]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, env=os.environ | {"CI": "true"})


def output(folder: Path, name: str = "") -> dict[str, bytes]:
    """Return the files of an output, the mark aside, which says whether a build has ended."""
    root = folder / f"output{name}"
    paths = (path for path in root.rglob("*") if path.is_file() and path.name != MARK)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def clean(folder: Path) -> dict[str, bytes]:
    """Build from nothing beside."""
    for product in ("output-clean", "cache-clean"):
        shutil.rmtree(folder / product, ignore_errors=True)
    assert pelican(folder, "-clean").wait() == 0
    return output(folder, "-clean")


def edit(folder: Path, dice: random.Random) -> None:
    """Change a few titles or bodies, delete an article that no other names, and sometimes touch every page."""
    files = sorted((folder / "content/news").rglob("*.md"))
    for file in dice.sample(files, 5):
        old, new = dice.choice(
            [('title: "', f'title: "Mới {dice.random()} '), ("\n\n", f"\n\nMới {dice.random()}.\n\n")]
        )
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    everything = "".join(file.read_text("utf-8") for file in files)
    dice.choice([file for file in files if everything.count(f'"{file.parent.name}"') == 1]).unlink()  # named by none
    if dice.random() < 0.5:
        units = folder / "content/registry/units.yaml"
        units.write_text(units.read_text("utf-8").replace('"Văn phòng', f'"Văn phòng {dice.random()}', 1), "utf-8")


def how_long(folder: Path) -> float:
    begun = time.monotonic()
    assert pelican(folder).wait() == 0
    return time.monotonic() - begun


@pytest.mark.parametrize("number", range(KILLS))
def test_a_build_killed_at_any_moment_leaves_whole_files_and_is_repaired(number: int, tmp_path: Path) -> None:
    dice = random.Random(number)
    write_registries(tmp_path, OWN)
    for item in items(Corpus(ARTICLES)):
        write_item(tmp_path, OWN, item)
    is_first = number % 3 == 0
    before: dict[str, bytes] = {}
    seconds = 3.0
    if not is_first:
        seconds = how_long(tmp_path)
        before = output(tmp_path)
        edit(tmp_path, dice)
    build = pelican(tmp_path)
    time.sleep(dice.uniform(0.1, 0.9) * seconds)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    after = clean(tmp_path)
    for path, data in output(tmp_path).items():
        assert data in {before.get(path), after.get(path)}, path
    assert pelican(tmp_path).wait() == 0
    assert output(tmp_path) == after
