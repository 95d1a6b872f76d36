"""The report: Markdown tables made from the results alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple

from tests.bench.generators import BY_NAME, KINDS
from tests.bench.goals import GOALS, growth
from tests.bench.measure import Run
from tests.bench.results import OWN, Results, Row, ratio
from tests.bench.steps import STEPS

HEAD = """\
# Build times

Written by `make bench` from `build.json`; [how to read it](README.md). Seconds and megabytes are medians of the
repetitions. “× as long” is the median of the ratios, repetition by repetition, of a generator's figure to Cổng Tin's: 3
means three times as long as Cổng Tin.

![Seconds of each build against the number of articles](build.svg)
"""
NONE = "–"


def report(results: Results) -> str:
    """Return the whole report."""
    parts = [HEAD, *_goals(results), *_growth(results)]
    for size, photos in sorted({(row.size, row.photos) for row in results.rows}):
        parts += _of_size(results, size, photos)
    parts += _sessions(results)
    return "\n".join(parts)


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is for words, the others for figures."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (head, rule, *lines))


def _goals(results: Results) -> Iterator[str]:
    lines = []
    for goal in GOALS:
        value = goal.measured(results.newest())
        bound = f"{'≥' if goal.least else '≤'} {goal.bound:g} {goal.unit}"
        verdict = NONE if value is None else "yes" if goal.met(value) else "**no**"
        lines.append([goal.says, bound, NONE if value is None else f"{_number(value)} {goal.unit}", verdict])
    yield "## What is promised\n"
    yield table(["Cổng Tin, text alone", "bound", "measured", "met"], lines)


def _growth(results: Results) -> Iterator[str]:
    lines = [[f"{size:,} → {2 * size:,}", f"{grown:.2f}"] for size, grown in growth(results.newest())]
    if lines:
        yield "Processor time of a cold build when the portal doubles; 2 is linear.\n"
        yield table(["articles", "CPU(2N) / CPU(N)"], lines)


def _of_size(results: Results, size: int, photos: int) -> Iterator[str]:
    rows = results.find(size=size, photos=photos)
    yield f"## {size:,} articles, {f'{photos} photos, one in each article' if photos else 'text alone'}\n"
    yield _times(rows)
    newest = _in_order(results.newest().find(size=size, photos=photos))
    done = [row for row in newest if row.counts]
    if done:
        yield "What Cổng Tin did, by its own closing line: files read, pages made, files written, kept, deleted.\n"
        yield _counts(done)
    written = [row for row in newest if row.kinds]
    if written:
        yield "What each wrote: files by kind.\n"
        yield _kinds(written)


def _times(rows: Sequence[Row]) -> str:
    head = ["build", "generator", "cores", "wall s", "CPU s", "CPU ms/article", "MB, all", "MB, largest"]
    lines = []
    for row in _in_order(rows):
        same = (OWN, row.step, row.cores, row.session)
        own = [one for one in rows if (one.generator, one.step, one.cores, one.session) == same]
        cpu = row.of(_cpu)
        figures = [_number(row.of(_wall)), _number(cpu), _number(None if cpu is None else 1000 * cpu / row.size)]
        memory = [_whole(row.of(lambda run: run.tree)), _whole(row.of(lambda run: run.largest))]
        ratios = [_ratio(row, own, _wall), _ratio(row, own, _cpu)]
        lines.append([row.step, f"{BY_NAME[row.generator].title} {row.version}", str(row.cores), *figures, *memory])
        lines[-1] += ratios
    return table([*head, "wall, × as long", "CPU, × as much"], lines)


def _ratio(row: Row, own: Sequence[Row], value: Callable[[Run], float | None]) -> str:
    if row.generator == OWN or not own:
        return ""
    return _number(ratio(row, own[-1], value))


def _counts(rows: Sequence[Row]) -> str:
    head = ["build", "articles", "pages", "read", "made", "written", "kept", "deleted"]
    steps = {row.step: row for row in rows}
    return table(head, ([step, *(f"{n:,}" for n in astuple(row.counts))] for step, row in steps.items() if row.counts))


def _kinds(rows: Sequence[Row]) -> str:
    sites = {row.generator: row for row in rows}
    found = {generator: row.kinds or {} for generator, row in sites.items()}
    lines = [
        [kind, *(f"{kinds.get(kind, 0):,}" for kinds in found.values())]
        for kind in KINDS
        if any(kind in kinds for kinds in found.values())
    ]
    lines.append(["all", *(f"{sum(kinds.values()):,}" for kinds in found.values())])
    lines.append(["megabytes", *(_number(row.megabytes) for row in sites.values())])
    return table(["kind", *(BY_NAME[generator].title for generator in sites)], lines)


def _sessions(results: Results) -> Iterator[str]:
    lines = []
    for session in results.sessions.values():
        sizes = sorted({row.size for row in results.find(session=session.when)})
        command = f"`{session.command}`"
        commit = f"`{session.commit}`" if session.commit else NONE
        measured = ", ".join(f"{size:,}" for size in sizes)
        lines.append([session.when, measured, session.machine, str(session.cores), f"{session.load:g}"])
        lines[-1] += [session.python, commit, command]
    yield "## Where and when\n"
    yield table(["measured", "articles", "machine", "cores", "load before", "Python", "commit", "command"], lines)


def _in_order(rows: Iterable[Row]) -> list[Row]:
    steps, names = [step.name for step in STEPS], list(BY_NAME)
    return sorted(rows, key=lambda row: (steps.index(row.step), row.cores, names.index(row.generator), row.version))


def _wall(run: Run) -> float | None:
    return run.wall


def _cpu(run: Run) -> float | None:
    return run.cpu


def _whole(value: float | None) -> str:
    return NONE if value is None else f"{value:,.0f}"


def _number(value: float | None) -> str:
    """Return three digits of a figure."""
    if value is None:
        return NONE
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
