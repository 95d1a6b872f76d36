"""A command is measured with all that it starts; a whole benchmark of a few articles ends with its report."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench import generators, run, watch
from tests.bench.generators import BY_NAME, OWN, PEERS, kinds
from tests.bench.lab import plan
from tests.bench.measure import Command, CommandFailedError, Run, measure, said, start, stop, tree, tree_cpu
from tests.bench.results import NOTHING, Results, Row, Session, keep, load, merge
from tests.bench.steps import BY_NAME as STEPS
from tests.bench.watch import on_disk, save_to_page, served

MEGABYTES = 60
HOLD = f"held = b'x' * {MEGABYTES} * 2**20; import time; time.sleep(0.6)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}], check=True)"
BUSY = "import time\nwhile time.process_time() < 0.3: pass"


def python(code: str, folder: Path) -> Command:
    return Command([sys.executable, "-c", code], folder, {"BENCH": "yes"}, 1, folder / "log")


def test_memory_of_a_child_counts_in_the_tree_and_as_the_largest(tmp_path: Path) -> None:
    found = measure(python(PARENT, tmp_path))
    assert found.wall > 0.6
    assert found.tree is not None
    assert found.largest is not None
    assert MEGABYTES < found.tree < 2.5 * MEGABYTES
    assert found.largest > MEGABYTES


def test_processor_time_of_a_child_counts(tmp_path: Path) -> None:
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}], check=True)"
    found = measure(python(nested, tmp_path))
    assert found.cpu is not None
    assert found.cpu > 0.3


def test_a_command_runs_on_the_cores_it_is_given_with_its_environment(tmp_path: Path) -> None:
    measure(python("import os; print(len(os.sched_getaffinity(0)), os.environ['BENCH'])", tmp_path))
    assert (tmp_path / "log").read_text("utf-8").split() == ["1", "yes"]


def test_a_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="hỏng rồi"):
        measure(python("raise SystemExit('hỏng rồi')", tmp_path))


def test_a_stopped_command_takes_its_children_along(tmp_path: Path) -> None:
    process = start(python(PARENT.replace("0.6", "60"), tmp_path))
    while len(found := list(tree(process.pid))) < 2:
        pass
    stop(process)
    limit = time.monotonic() + 20
    while any(lives(pid) for pid in found):
        assert time.monotonic() < limit
        time.sleep(0.01)


def lives(pid: int) -> bool:
    """Whether a process is there, and not only its name until someone asks how it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_process_that_works_is_told_from_one_that_rests(tmp_path: Path) -> None:
    busy, resting = (start(python(code, tmp_path)) for code in ("while True: pass", "import time; time.sleep(60)"))
    try:
        time.sleep(0.5)
        assert tree_cpu(busy.pid) is None
        while (before := tree_cpu(resting.pid)) is None:
            pass
        time.sleep(0.2)
        assert tree_cpu(resting.pid) == before
    finally:
        stop(busy)
        stop(resting)


# A generator to watch: it shows its page again whenever the source has changed.
WATCHING = """
import pathlib, time
source, page, seen = pathlib.Path("source"), pathlib.Path("page"), None
while True:
    text = source.read_text()
    if text != seen:
        page.write_text(text)
        seen = text
    time.sleep(0.05)
"""


# One that serves what is on the disk, and says where.
SERVING = """
import http.server
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
print(f"Xem tại http://127.0.0.1:{server.server_port}/ (Ctrl-C để dừng).", flush=True)
server.serve_forever()
"""


def test_a_page_is_looked_at_where_it_is_served(tmp_path: Path) -> None:
    (tmp_path / "tin").mkdir()
    (tmp_path / "tin/index.html").write_text("Một.", "utf-8")
    command = python(SERVING, tmp_path)
    look = served(command, "tin/index.html")
    command.log.touch()
    with pytest.raises(FileNotFoundError):
        look()
    process = start(command)
    try:
        while "(Ctrl-C" not in said(command):
            time.sleep(0.01)
        assert look().decode() == "Một."
        with pytest.raises(OSError, match="404"):
            served(command, "tin/khac.html")()
    finally:
        stop(process)


def test_a_save_is_timed_in_the_preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "QUIET_FOR", 0.5)
    arguments = ["--sizes", "20", "--repeat", "1", "--peers", "none", "--steps", "save", "--cores", "1"]
    assert run.main([*arguments, "--out", str(tmp_path / "out"), "--work", str(tmp_path)]) == 0
    (row,) = load(tmp_path / "out/build.json").rows
    assert (row.step, row.generator) == ("save", OWN.name)
    assert row.runs[0].wall > 0


def test_a_save_is_timed_until_the_page_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "QUIET_FOR", 0.2)
    source = tmp_path / "source"
    source.touch()
    saved = []

    def save(at: int) -> str:
        saved.append(at)
        source.write_text(f"save {at}.")
        return f"save {at}."

    found = save_to_page(python(WATCHING, tmp_path), on_disk(tmp_path / "page"), save, turn=3)
    assert saved == [6, 7]
    assert 0 < found.wall < 5
    assert found.cpu is None


def test_a_watching_generator_that_does_not_see_a_save_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "AGAIN_AFTER", 0.01)
    monkeypatch.setattr(watch, "QUIET_FOR", 0.2)
    with pytest.raises(CommandFailedError, match="never showed"):
        save_to_page(python("print('vội')", tmp_path), on_disk(tmp_path / "page"), str, turn=0)


def test_generators_take_turns_and_fewer_cores_are_for_the_cold_build_alone() -> None:
    steps = [STEPS["cold"], STEPS["body"]]
    hugo = BY_NAME["hugo"]
    cases = [(case.generator.name, case.step.name, case.cores) for case in plan([OWN, hugo], steps, [1, 2])]
    own = OWN.name
    assert cases == [
        (own, "cold", 1),
        (own, "cold", 2),
        ("hugo", "cold", 2),
        (own, "body", 2),
        ("hugo", "body", 2),
    ]
    turned = [case.generator.name for case in plan([OWN, hugo], steps[1:], [2], turn=1)]
    assert turned == ["hugo", own]


def test_files_are_counted_by_kind(tmp_path: Path) -> None:
    paths = {
        "index.html": "front page",
        "tin/2020/02/a/index.html": "articles",
        "don-vi/don-vi-3/index.html": "units",
        "don-vi/don-vi-3/trang/2/index.html": "units",
        "don-vi/don-vi-3/nhiem-ky/2020-2025/trang/1/index.html": "units' terms",
        "nhiem-ky-don-vi/don-vi-3-2020-2025/index.html": "units' terms",
        "nhiem-ky/2020-2025/index.html": "terms",
        "chuyen-muc/chuyen-muc-1/index.html": "categories",
        "chu-de/viec-2/trang/4/index.html": "tags",
        "luu-tru/2020/02/index.html": "months",
        "luu-tru/2020-02/index.html": "months",
        "luu-tru/2020/index.html": "others",
        "don-vi/don-vi-3/rss.xml": "feeds",
        "sitemap.xml": "site maps",
        "anh/3f/x-640.jpg": "photos",
        "theme/portal.css": "others",
    }
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    expected = {kind: list(paths.values()).count(kind) for kind in paths.values()}
    assert kinds(tmp_path) == expected


def test_peers_are_pinned_and_their_sites_have_the_template_that_is_edited() -> None:
    for peer in PEERS:
        assert re.fullmatch(r"[\d.]+", generators.version(peer))
    for generator, site in ((BY_NAME["hugo"], "hugo"), (BY_NAME["pelican"], "pelican")):
        assert "</body>" in (generators.HERE / site / generator.base_template).read_text("utf-8")


@pytest.mark.parametrize(
    "wrong", [["--sizes", "5"], ["--cores", "999"], ["--peers", "jekyll"], ["--repeat", "0"], ["--work", "/tmp/.x"]]
)
def test_options_that_make_no_sense_are_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit):
        run.options(wrong)


def test_a_benchmark_of_twenty_articles_writes_its_report(tmp_path: Path) -> None:
    out, work = tmp_path / "out", tmp_path / "work"
    work.mkdir()
    sizes = ["--sizes", "20", "--repeat", "1", "--peers", "none", "--steps", "cold", "body", "deleted"]
    program = [sys.executable, run.__file__, *sizes, "--cores", "1", "--out", str(out), "--work", str(work)]
    done = subprocess.run(program, capture_output=True, text=True, env=os.environ, check=False)
    assert done.returncode == 0, done.stderr
    cold, body, deleted = (load(out / "build.json").find(step=step)[0] for step in ("cold", "body", "deleted"))
    assert cold.kinds
    assert cold.kinds["articles"] == 20
    assert cold.counts
    assert cold.counts.articles == cold.counts.parsed == 20
    assert body.counts
    assert body.counts.parsed == 1
    assert 1 <= body.counts.rendered < body.counts.pages  # its page, and pages whose related news moved
    assert body.counts.written > 1  # the feeds that hold its text too
    assert deleted.counts
    assert deleted.counts.articles == 19
    assert "## 20 articles, text alone" in (out / "build.md").read_text("utf-8")
    assert (out / "build.svg").exists()
    assert list(work.iterdir()) == []


def test_a_build_that_fails_is_told_and_fails_the_benchmark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHOME", str(tmp_path / "nowhere"))
    arguments = ["--sizes", "20", "--peers", "none", "--out", str(tmp_path / "out"), "--work", str(tmp_path)]
    assert run.main([*arguments, "--steps", "cold"]) == 1
    assert load(tmp_path / "out/build.json") == NOTHING


def test_without_sizes_the_report_is_written_again_from_what_is_kept(tmp_path: Path) -> None:
    kept = Results({"then": Session("then", "a machine", 1, 0.0, "3.11.7", "", "")}, ())
    row = Row(20, 0, 1, "hugo", "0.1", "cold", "then", (Run(1.0, 2.0),))
    keep(merge(kept, Results({}, (row,))), tmp_path / "build.json")
    assert run.main(["--sizes", "--out", str(tmp_path)]) == 0
    assert "| cold | Hugo 0.1 | 1 | 1.00 | 2.00 |" in (tmp_path / "build.md").read_text("utf-8")
    assert load(tmp_path / "build.json").rows == (row,)
