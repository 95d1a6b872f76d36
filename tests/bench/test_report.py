"""Results are kept, merged and told without losing or inventing a figure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from plugins.bridge.build import Report
from plugins.bridge.portal import summary
from tests.bench.goals import GOALS, growth
from tests.bench.measure import Run
from tests.bench.plot import plot
from tests.bench.report import report, table
from tests.bench.results import NOTHING, OWN, Counts, Results, Row, Session, closing_line, keep, load, merge, ratio

SVG = "{http://www.w3.org/2000/svg}"
FIRST, SECOND = "2026-01-01 08:00:00 UTC", "2026-02-01 08:00:00 UTC"


def session(when: str) -> Session:
    return Session(when, "a machine", 2, 0.5, "3.11.7", "abc1234", "make bench")


def row(size: int = 1000, generator: str = OWN, step: str = "cold", wall: float = 2.0, **values: object) -> Row:
    runs = tuple(Run(wall * turn, 1.5 * wall * turn, 100.0 * turn, 60.0) for turn in (1, 2, 3))
    made = Row(size, 0, 2, generator, "1.0", step, FIRST, runs)
    return replace(made, **values)


def results(*rows: Row) -> Results:
    return Results({when: session(when) for when in (FIRST, SECOND)}, rows)


def test_the_closing_line_of_the_program_is_understood() -> None:
    said = summary(Report(12, 34, 5, 6, 7, 8, 9, 1.25, None))
    assert closing_line(f"…\n{said}\n") == Counts(12, 34, 5, 6, 7, 8, 9)


def test_of_several_closing_lines_the_last_counts() -> None:
    lines = [summary(Report(12, 34, 5, 6, written, 8, 9, 1.25, None)) for written in (1, 2)]
    assert closing_line("\n".join(lines)).written == 2


def test_output_without_a_closing_line_is_refused() -> None:
    with pytest.raises(ValueError, match="no closing line"):
        closing_line("Lỗi")


def test_results_come_back_from_their_file_as_they_were(tmp_path: Path) -> None:
    kept = merge(NOTHING, results(row(counts=Counts(1, 2, 3, 4, 5, 6, 7), kinds={"articles": 3}, megabytes=1.5)))
    keep(kept, tmp_path / "build.json")
    assert load(tmp_path / "build.json") == kept
    assert load(tmp_path / "none.json") == NOTHING


def test_a_later_measurement_of_the_same_kind_replaces_the_earlier() -> None:
    later = row(session=SECOND, wall=4)
    merged = merge(results(row(), row(size=2000)), results(later))
    assert merged.rows == (later, row(size=2000))
    assert set(merged.sessions) == {FIRST, SECOND}
    assert set(merge(results(row()), results(later)).sessions) == {SECOND}


def test_another_version_is_another_row_and_only_the_newest_is_plotted() -> None:
    later = row(version="1.1", session=SECOND, wall=4)
    merged = merge(results(row()), results(later))
    assert len(merged.rows) == 2
    assert merged.newest().rows == (later,)


def test_a_ratio_is_the_median_of_pairs_and_needs_one_session() -> None:
    own, peer = row(), row(generator="hugo", wall=6)
    assert ratio(peer, own, lambda run: run.wall) == pytest.approx(3)
    assert ratio(replace(peer, session=SECOND), own, lambda run: run.wall) is None
    assert ratio(replace(peer, runs=peer.runs[:1]), own, lambda run: run.wall) is None
    assert ratio(peer, own, lambda run: None) is None


def test_growth_is_told_of_sizes_that_double_within_a_session() -> None:
    grown = results(row(1000), row(2000, wall=4.2), row(4000, wall=9, session=SECOND))
    assert list(growth(grown)) == [(1000, pytest.approx(2.1))]


def test_every_goal_is_read_from_the_rows_that_it_names() -> None:
    steps = [row(20_000, step=step, wall=0.1) for step in ("unchanged", "body", "new", "save")]
    cold = [row(size, wall=size / 10_000) for size in (10_000, 20_000, 50_000)]
    one_core = row(10_000, cores=1, wall=1.9)
    hugo = [row(20_000, "hugo", step=step, wall=2) for step in ("body", "new")]
    peers = [*hugo, row(10_000, "hugo", wall=0.5), row(10_000, "pelican", wall=4)]
    found = {goal.says.split(",")[0]: goal.measured(results(*steps, *cold, one_core, *peers)) for goal in GOALS}
    assert found["no change"] == found["one edited body"] == found["one new article"] == pytest.approx(0.2)
    assert found["from a save to the new page while watching"] == pytest.approx(0.2)
    assert found["processor time of an article"] == pytest.approx(0.3)
    assert found["two cores against one"] == pytest.approx(1.9)
    assert found["CPU(2N) / CPU(N)"] == pytest.approx(2)
    assert found["Hugo's time beside ours"] == pytest.approx(20)
    assert found["processor time beside Hugo's without related news"] == pytest.approx(2)
    assert found["Pelican's time beside ours"] == pytest.approx(4)
    assert found["memory of the largest process"] == pytest.approx(60)
    assert found["memory of all processes"] == pytest.approx(200)


def test_a_goal_that_was_not_measured_is_neither_met_nor_missed() -> None:
    assert all(goal.measured(NOTHING) is None for goal in GOALS)
    assert "| – | – |" in report(NOTHING)


def test_a_goal_that_is_missed_is_called_so() -> None:
    told = report(results(row(20_000, step="unchanged", wall=9)))
    assert "| no change, 20,000 articles | ≤ 1 s | 18.0 s | **no** |" in told


def test_a_table_has_as_many_cells_in_every_line() -> None:
    lines = table(["a", "b", "c"], [["1", "2", "3"], ["4", "5", "6"]]).splitlines()
    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {4}


def test_the_report_tells_times_ratios_counts_and_kinds() -> None:
    own = row(counts=Counts(1000, 2000, 3, 4, 5, 6, 7), kinds={"articles": 1000}, megabytes=12.0)
    told = report(results(own, row(generator="hugo", wall=5, kinds={"articles": 999, "feeds": 2})))
    assert "| cold | Cổng Tin 1.0 | 2 | 4.00 | 6.00 | 6.00 | 200 | 60 |  |  |" in told
    assert "| cold | Hugo 1.0 | 2 | 10.0 | 15.0 | 15.0 | 200 | 60 | 2.50 | 2.50 |" in told
    assert "| cold | 1,000 | 2,000 | 3 | 4 | 5 | 6 | 7 |" in told
    assert "| articles | 1,000 | 999 |" in told
    assert "| feeds | 0 | 2 |" in told
    assert "abc1234" in told


def test_every_row_of_the_report_fits_its_head() -> None:
    told = report(results(row(), row(generator="pelican"), row(step="save", runs=(Run(0.2),))))
    tables = [part.splitlines() for part in told.split("\n\n") if part.startswith("| ")]
    assert len(tables) == 3
    for lines in tables:
        assert len({line.count("|") for line in lines}) == 1


def test_the_plot_is_well_formed_and_holds_every_point_once() -> None:
    rows = [row(size, name, wall=size / 500) for size in (1000, 2000, 20_000) for name in (OWN, "hugo", "pelican")]
    drawn = ET.fromstring(plot(results(*rows, row(step="body"))))
    marks = drawn.findall(f".//{SVG}path[@class='mark']")
    named = 3 + 1  # a mark stands before each name, too
    assert len(marks) == 9 + 1 + named
    assert [title.text for title in drawn.findall(f".//{SVG}text[@class='title']")] == ["cold", "body"]


def test_a_plot_of_one_size_or_of_nothing_is_still_a_picture() -> None:
    for found in (results(row()), NOTHING):
        assert ET.fromstring(plot(found)).tag == f"{SVG}svg"


def test_names_at_the_ends_of_lines_do_not_meet() -> None:
    names = (OWN, "hugo", "hugo-related", "pelican", "pelican-cache")
    drawn = ET.fromstring(plot(results(*(row(1000, name) for name in names))))
    heights = sorted(
        float(group.find(f"{SVG}text").get("y", "")) for group in drawn.iter(f"{SVG}g") if group.get("class")
    )
    assert len(heights) == len(names)
    assert all(below - above >= 14 for above, below in pairwise(heights))
