"""What was measured, as values, and the file that keeps it: later measurements replace those of the same kind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from tests.bench.measure import Run

OWN = "cong-tin"
CLOSING = re.compile(
    r"Xong: (?P<articles>\d+) bài, (?P<pages>\d+) trang; đọc lại (?P<parsed>\d+) tệp, "
    r"dựng lại (?P<rendered>\d+) trang, ghi (?P<written>\d+), giữ nguyên (?P<skipped>\d+), xóa (?P<pruned>\d+);"
)
Key = tuple[int, int, int, str, str, str]


@dataclass(frozen=True)
class Counts:
    """What the program says that it did, in its closing line."""

    articles: int
    pages: int
    parsed: int
    rendered: int
    written: int
    skipped: int
    pruned: int


def closing_line(said: str) -> Counts:
    """Read the last closing line of what the program printed; ValueError when there is none."""
    found = None
    for found in CLOSING.finditer(said):  # noqa: B007 - the last one counts
        pass
    if not found:
        raise ValueError(f"no closing line in {said[-200:]!r}")
    return Counts(**{name: int(number) for name, number in found.groupdict().items()})


@dataclass(frozen=True)
class Session:
    """When, where and how a row was measured. Rows are compared only within one session."""

    when: str
    machine: str
    cores: int
    load: float
    """Processes that wanted a core in the minute before: 0 on a machine that did nothing else."""
    python: str
    commit: str
    command: str


@dataclass(frozen=True)
class Row:
    """One step of one generator at one size, repeated: runs in the order of the repetitions."""

    size: int
    photos: int
    cores: int
    generator: str
    version: str
    step: str
    session: str
    runs: tuple[Run, ...]
    counts: Counts | None = None
    kinds: dict[str, int] | None = None
    """Files written, by kind; after a cold build."""
    megabytes: float | None = None
    """All that was written; after a cold build."""

    @property
    def key(self) -> Key:
        return (self.size, self.photos, self.cores, self.generator, self.version, self.step)

    def of(self, value: Callable[[Run], float | None]) -> float | None:
        """Return the median of what the runs say; None where one of them does not know."""
        found = [value(run) for run in self.runs]
        known = [one for one in found if one is not None]
        return median(known) if len(known) == len(found) else None


@dataclass(frozen=True)
class Results:
    """All sessions by their time, and all rows."""

    sessions: dict[str, Session]
    rows: tuple[Row, ...]

    def find(self, **wanted: object) -> list[Row]:
        """Return the rows with these values, by size."""
        rows = [row for row in self.rows if all(getattr(row, name) == value for name, value in wanted.items())]
        return sorted(rows, key=lambda row: row.key)

    def newest(self) -> Results:
        """Return the rows without those of which there is a newer measurement, of another version."""
        rows = {}
        for row in sorted(self.rows, key=lambda row: row.session):
            rows[row.size, row.photos, row.cores, row.generator, row.step] = row
        return Results(self.sessions, tuple(rows.values()))


NOTHING = Results({}, ())


def ratio(over: Row, under: Row, value: Callable[[Run], float | None]) -> float | None:
    """Return the median of paired ratios; None unless both were measured in turn, in one session."""
    if over.session != under.session or len(over.runs) != len(under.runs):
        return None
    pairs = [(value(a), value(b)) for a, b in zip(over.runs, under.runs, strict=True)]
    known = [a / b for a, b in pairs if a is not None and b]
    return median(known) if len(known) == len(pairs) and known else None


def merge(old: Results, new: Results) -> Results:
    """Put new rows in the place of old ones of the same kind; sessions that no row needs any more are left out."""
    rows = {row.key: row for row in (*old.rows, *new.rows)}
    sessions = old.sessions | new.sessions
    needed = {row.session for row in rows.values()}
    return Results({name: sessions[name] for name in sorted(needed)}, tuple(rows[key] for key in sorted(rows)))


def load(file: Path) -> Results:
    """Read kept results; nothing where there is no such file."""
    if not file.exists():
        return NOTHING
    kept = json.loads(file.read_text("utf-8"))
    sessions = {session["when"]: Session(**session) for session in kept["sessions"]}
    return Results(sessions, tuple(_row(row) for row in kept["rows"]))


def keep(results: Results, file: Path) -> None:
    """Write results, a line for each session and row, so that a change can be read."""
    sessions = _lines(asdict(session) for session in results.sessions.values())
    rows = _lines(_written(row) for row in results.rows)
    file.write_text(f'{{"sessions": [\n{sessions}\n], "rows": [\n{rows}\n]}}\n', "utf-8")


def _row(kept: dict[str, object]) -> Row:
    runs = tuple(Run(**run) for run in kept.pop("runs"))  # type: ignore[attr-defined]
    counts = kept.pop("counts", None)
    return Row(runs=runs, counts=Counts(**counts) if counts else None, **kept)  # type: ignore[arg-type]


def _written(row: Row) -> dict[str, object]:
    written = {name: value for name, value in asdict(row).items() if value is not None}
    written["runs"] = [
        {name: round(value, 4) for name, value in asdict(run).items() if value is not None} for run in row.runs
    ]
    return written


def _lines(values: Iterable[dict[str, object]]) -> str:
    return ",\n".join(json.dumps(value, ensure_ascii=False) for value in values)
