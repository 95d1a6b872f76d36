"""Measure one command as a whole process tree: wall, processor time, memory. The measuring itself stays out of the way.

Processor time and the largest process come from the kernel's account of the command and of all children it waited for
(wait4). The peak of the whole tree is sampled: every tenth of a second, the sum of the proportional set sizes (PSS) of
all its processes; PSS counts a page that n processes share as 1/n in each, so that nothing is counted twice. To tell
them the system looks through all their memory, milliseconds for each hundred megabytes in which the process can get no
more: so it is asked seldom enough to spend no more than a fiftieth of a core. A peak shorter than a sample may be
missed, and where the system has no /proc/*/smaps_rollup there is no such figure.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread

PROC = Path("/proc")
SAMPLE_EVERY = 0.1
SPENT_ON_SAMPLES = 0.02
"""Share of the time that the samples themselves may take."""
KB_IN_MB = 1024
LOG_TAIL = 3000
RUNNING = frozenset("RD")
"""States of threads that run, wait for a core, or wait for a disk."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Run:
    """What one command cost: seconds, seconds, megabytes of the tree and of its largest process (None: not known)."""

    wall: float
    cpu: float | None = None
    tree: float | None = None
    largest: float | None = None


@dataclass(frozen=True)
class Command:
    """What to run, where, with what added to the environment, and on how many cores."""

    words: Sequence[str]
    folder: Path
    environ: Mapping[str, str]
    cores: int
    log: Path


class CommandFailedError(Exception):
    """The command did not end well; the message ends with what it said last."""


def measure(command: Command) -> Run:
    """Run a command to its end; CommandFailedError when it fails."""
    started = time.monotonic()
    process = start(command)
    try:
        with _watched_memory(process.pid) as peak:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.monotonic() - started
    except KeyboardInterrupt:  # its group is its own, so the terminal has not told it
        stop(process)
        raise
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise CommandFailedError(f"{' '.join(command.words)}: {process.returncode}\n{said(command)[-LOG_TAIL:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, peak.megabytes, usage.ru_maxrss / KB_IN_MB)


def start(command: Command) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own, its output going to its log."""
    with command.log.open("wb") as log:
        return subprocess.Popen(
            command.words,
            cwd=command.folder,
            env={**os.environ, **command.environ},
            stdout=log,
            stderr=subprocess.STDOUT,
            process_group=0,
            preexec_fn=partial(os.sched_setaffinity, 0, _first(command.cores)),  # noqa: PLW1509 - no threads run yet
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a started command and its children."""
    with suppress(ProcessLookupError):  # none of them is left
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def said(command: Command) -> str:
    """Return what a command has printed."""
    return command.log.read_text("utf-8", "replace")


def cores() -> int:
    """Return how many cores there are to run on."""
    return len(os.sched_getaffinity(0))


def tree_cpu(root: int) -> float | None:
    """Return the seconds of processor time that a tree's living processes have used; None while any wants to run."""
    total = 0
    for process in tree(root):
        for thread in (PROC / str(process) / "task").glob("*/stat"):
            try:
                fields = thread.read_text().rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            if fields[0] in RUNNING:
                return None
            total += int(fields[11]) + int(fields[12])
    return total / TICKS


def tree_pss(root: int) -> float | None:
    """Return the megabytes that a tree of processes holds together; None where the system does not tell."""
    found = [_pss(process) for process in tree(root)]
    known = [kilobytes for kilobytes in found if kilobytes is not None]
    return sum(known) / KB_IN_MB if known else None


def tree(root: int) -> Iterator[int]:
    """Yield a process and all that it started, and so on."""
    yield root
    for listed in (PROC / str(root) / "task").glob("*/children"):
        try:
            children = listed.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from tree(int(child))


def _pss(process: int) -> int | None:
    try:
        for line in (PROC / str(process) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:  # it ended meanwhile, or there is no such file
        pass
    return None


@dataclass
class _Peak:
    megabytes: float | None = None


@contextmanager
def _watched_memory(root: int) -> Iterator[_Peak]:
    peak, ended = _Peak(), Event()

    def watch() -> None:
        pause = SAMPLE_EVERY
        while not ended.wait(pause):
            started = time.monotonic()
            now = tree_pss(root)
            pause = max(SAMPLE_EVERY, (time.monotonic() - started) / SPENT_ON_SAMPLES)
            if now is not None:
                peak.megabytes = max(now, peak.megabytes or 0)

    thread = Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def _first(count: int) -> set[int]:
    return set(sorted(os.sched_getaffinity(0))[:count])
