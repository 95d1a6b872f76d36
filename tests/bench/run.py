"""Measure builds as whole processes, beside other generators on the same texts, and write it down.

    make bench
    make bench BENCHOPTS="--sizes 20000 --peers none --steps cold body new save"

What was measured is merged into build.json; build.md and build.svg are made from it. docs/benchmarks/README.md tells
how to read them.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench import generators, results  # noqa: E402
from tests.bench.corpus import Corpus  # noqa: E402
from tests.bench.lab import Case, Lab, Outcome, plan  # noqa: E402
from tests.bench.measure import CommandFailedError, cores  # noqa: E402
from tests.bench.plot import plot  # noqa: E402
from tests.bench.report import report  # noqa: E402
from tests.bench.results import Results, Row, Session  # noqa: E402
from tests.bench.steps import BY_NAME, STEPS  # noqa: E402

MEASURED = ("pelicanconf.py", "plugins", "tests/bench", "theme")
"""What shapes the figures."""


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    peers = [peer.name for peer in generators.PEERS]
    every = [step.name for step in STEPS]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="*", type=int, default=[1000, 2000], help="articles; none: only tell again")
    parser.add_argument("--repeat", type=int, default=3, help="how often each build is measured")
    parser.add_argument("--photos", type=int, default=0, help="different photos, one in each article; 0: text alone")
    parser.add_argument("--peers", nargs="+", choices=[*peers, "none"], default=["hugo", "pelican"])
    parser.add_argument("--steps", nargs="+", choices=every, default=every)
    parser.add_argument("--cores", nargs="+", type=int, default=sorted({1, cores()}), help="fewer: cold builds alone")
    parser.add_argument("--out", type=Path, default=ROOT / "docs/benchmarks", help="where the report is written")
    parser.add_argument("--work", type=Path, default=Path("/var/tmp"), help="where corpora and sites lie meanwhile")
    chosen = parser.parse_args(arguments)
    if any(size < 20 for size in chosen.sizes) or chosen.repeat < 1 or chosen.photos < 0:
        parser.error("--sizes from 20, --repeat from 1, --photos from 0")
    if min(chosen.cores) < 1 or max(chosen.cores) > cores():
        parser.error(f"--cores from 1 to {cores()}")
    if any(part.startswith(".") for part in chosen.work.resolve().parts):
        parser.error(f"--work {chosen.work}: Pelican's watch passes over hidden folders")
    return chosen


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark that the command line asks for."""
    chosen = options(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    session = _session(arguments, max(chosen.cores))
    known = results.load(chosen.out / "build.json")
    _write(chosen.out, known)
    try:
        for size in chosen.sizes:  # each is kept as soon as it is known
            known = results.merge(known, _measure(Corpus(size, chosen.photos), chosen, session))
            _write(chosen.out, known)
    except CommandFailedError as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    sys.stdout.write(f"{chosen.out / 'build.md'}\n")
    return 0


def _write(folder: Path, known: Results) -> None:
    results.keep(known, folder / "build.json")
    (folder / "build.md").write_text(report(known), "utf-8")
    (folder / "build.svg").write_text(plot(known), "utf-8")


def _measure(corpus: Corpus, chosen: argparse.Namespace, session: Session) -> Results:
    wanted = [generators.BY_NAME[name] for name in (results.OWN, *chosen.peers) if name != "none"]
    wanted = [generator for generator in wanted if generator.photos or not corpus.photos]
    tools = generators.install() if len(wanted) > 1 else Path()
    steps = [BY_NAME[name] for name in chosen.steps]
    outcomes: dict[Case, list[Outcome]] = defaultdict(list)
    with TemporaryDirectory(prefix="cong-tin-bench-", dir=chosen.work) as folder:
        lab = Lab(Path(folder), tools, corpus, wanted)
        for turn in range(chosen.repeat):
            for case in plan(wanted, steps, chosen.cores, turn):
                outcomes[case].append(lab.build(case, turn))
                _tell(corpus, case, outcomes[case][-1])
    rows = tuple(_row(corpus, case, session, done) for case, done in outcomes.items())
    return Results({session.when: session}, rows)


def _row(corpus: Corpus, case: Case, session: Session, outcomes: Sequence[Outcome]) -> Row:
    last = outcomes[-1]
    return Row(
        size=corpus.size,
        photos=corpus.photos,
        cores=case.cores,
        generator=case.generator.name,
        version=generators.version(case.generator),
        step=case.step.name,
        session=session.when,
        runs=tuple(outcome.run for outcome in outcomes),
        counts=last.counts,
        kinds=last.kinds,
        megabytes=last.megabytes and round(last.megabytes, 1),
    )


def _session(arguments: Sequence[str], most: int) -> Session:
    words = " ".join(arguments)
    return Session(
        when=f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        machine=f"{_processor()}, {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB, "
        f"{platform.system()} {platform.release().partition('-')[0]}",
        cores=most,
        load=round(os.getloadavg()[0], 1),
        python=_python(),
        commit=_commit(),
        command=f'make bench BENCHOPTS="{words}"' if words else "make bench",
    )


def _python() -> str:
    """Return this Python's version, and whether it is the system's own, which is tuned as others may not be."""
    return platform.python_version() + (" of the system" if sys.base_prefix == "/usr" else "")


def _processor() -> str:
    """Return the processor's name, or its kind where the system does not tell."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text("utf-8").splitlines() if information.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _commit() -> str:
    """Return the checkout's commit, with a + where the program has changed since; empty outside of git."""
    return _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain", "--", *MEASURED) else "")


def _git(*words: str) -> str:
    git = ["git", "-C", str(ROOT), *words]
    return subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()


def _tell(corpus: Corpus, case: Case, outcome: Outcome) -> None:
    run = outcome.run
    words = [f"{corpus.size:>6}", f"{case.step.name:<9}", f"{case.generator.name:<13}", f"{case.cores} cores"]
    words.append(f"{run.wall:8.2f} s")
    words += [f"{run.cpu:8.2f} s CPU"] if run.cpu is not None else []
    sys.stdout.write("  ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
