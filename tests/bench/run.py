"""Measure builds as whole processes: `make bench`, `make bench BENCHOPTS="--sizes 1000 2000 --repeat 3"`.

For each size a corpus is made, then built cold and once more unchanged. Printed are wall and CPU seconds (the workers'
included), the largest process's memory, CPU an article, and how CPU grows when the corpus doubles. Medians of the
repetitions; runs of all sizes alternate, so that a drift of the machine's speed touches them alike.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench.corpus import write  # noqa: E402

MEGABYTE_IN_KB = 1024


@dataclass(frozen=True)
class Run:
    """One process and all its children: seconds, seconds, megabytes of the largest process."""

    wall: float
    cpu: float
    peak: float


def measure(folder: Path) -> Run:
    """Build a corpus once; CalledProcessError when the build fails."""
    command = [sys.executable, "-m", "pelican", str(folder / "content"), "-o", str(folder / "output"), "-q"]
    command += ["-s", str(ROOT / "pelicanconf.py"), "--cache-path", str(folder / "cache")]
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE_IN_KB)


def runs(folders: dict[int, Path], repeat: int) -> Iterator[tuple[int, str, Run]]:
    """Build every size cold and unchanged, in turn, so often."""
    for _ in range(repeat):
        for size, folder in folders.items():
            for product in ("output", "cache"):
                shutil.rmtree(folder / product, ignore_errors=True)
            yield size, "cold", measure(folder)
            yield size, "unchanged", measure(folder)


def table(found: dict[tuple[int, str], list[Run]]) -> Iterator[str]:
    """Return the lines of the report."""
    yield f"{'articles':>9} {'build':<10} {'wall s':>8} {'CPU s':>8} {'peak MB':>8} {'ms/article':>11}"
    for (size, step), measured in found.items():
        wall, cpu, peak = (median(getattr(run, name) for run in measured) for name in ("wall", "cpu", "peak"))
        yield f"{size:>9} {step:<10} {wall:>8.2f} {cpu:>8.2f} {peak:>8.0f} {1000 * cpu / size:>11.2f}"
    for size in sorted({size for size, _ in found}):
        if (2 * size, "cold") in found:
            pairs = zip(found[2 * size, "cold"], found[size, "cold"], strict=True)
            yield f"CPU({2 * size}) / CPU({size}) = {median(twice.cpu / once.cpu for twice, once in pairs):.2f}"


def main() -> None:
    """Run the benchmark that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=[1000, 2000, 4000])
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    found: dict[tuple[int, str], list[Run]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        folders = {size: Path(scratch) / str(size) for size in options.sizes}
        for size, folder in folders.items():
            write(folder, size)
        for size, step, run in runs(folders, options.repeat):
            found[size, step].append(run)
    sys.stdout.write("\n".join(table(found)) + "\n")


if __name__ == "__main__":
    main()
