"""The plot: seconds of each build against the number of articles, both axes logarithmic, as one SVG file.

One panel a step, one line a generator. Lines differ in colour, in their marks and by a name at their end; colours are
of the palette of Okabe and Ito, which colour-blind readers can tell apart, and follow the reader's light or dark
setting.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.bench.generators import BY_NAME
from tests.bench.results import OWN, Results
from tests.bench.steps import STEPS, Step

PANEL = (456, 280)
LEFT, RIGHT, TOP, BOTTOM = 48, 166, 44, 40
COLUMNS = 2
LABEL_HEIGHT = 14
MARKS = {
    "cong-tin": "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z",
    "hugo": "M-4,-4h8v8h-8z",
    "hugo-related": "M-3,-3h6v6h-6z",
    "pelican": "M0,-5l5,9h-10z",
    "pelican-cache": "M0,5l5,-9h-10z",
}
STYLE = """
svg { background: #fff; color: #222; font: 12px system-ui, sans-serif; }
text { fill: currentColor; } .title { font-weight: 600; font-size: 13px; } .tick { fill: #555; }
.grid { stroke: #ddd; } .line { fill: none; stroke-width: 2; }
.cong-tin { color: #0072b2; } .hugo { color: #b35900; } .hugo-related { color: #a3507f; }
.pelican { color: #00775a; } .pelican-cache { color: #6a6a00; }
.line { stroke: currentColor; } .mark { fill: currentColor; } .own { stroke-width: 3; }
@media (prefers-color-scheme: dark) {
  svg { background: #16181d; color: #e6e6e6; } .tick { fill: #aaa; } .grid { stroke: #33363d; }
  .cong-tin { color: #56b4e9; } .hugo { color: #e69f00; } .hugo-related { color: #e39ac4; }
  .pelican { color: #3cc79f; } .pelican-cache { color: #f0e442; }
}
"""
Point = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """A logarithmic axis: values from `low` to `high` onto pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def plot(results: Results) -> str:
    """Return the SVG of all text-only rows on all cores of their session."""
    panels = [(step, found) for step in STEPS if (found := _lines_of(results, step))]
    rows = max(1, math.ceil(len(panels) / COLUMNS))
    width, height = COLUMNS * PANEL[0], rows * PANEL[1]
    every = [point for _, lines in panels for points in lines.values() for point in points]
    body = "\n".join(
        f'<g transform="translate({place % COLUMNS * PANEL[0]},{place // COLUMNS * PANEL[1]})">\n'
        + "\n".join(_panel(step, lines, every))
        + "\n</g>"
        for place, (step, lines) in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="title">\n<title id="title">Seconds of each build against the number of articles'
        f"</title>\n<style>{STYLE}</style>\n{body}\n</svg>\n"
    )


def _lines_of(results: Results, step: Step) -> dict[str, list[Point]]:
    """Return each generator's points of a step: articles and median wall seconds."""
    lines: dict[str, list[Point]] = {}
    for row in results.newest().find(step=step.name, photos=0):
        seconds = row.of(lambda run: run.wall)
        if seconds and row.cores == results.sessions[row.session].cores:
            lines.setdefault(row.generator, []).append((row.size, seconds))
    return {name: lines[name] for name in BY_NAME if name in lines}


def _panel(step: Step, lines: dict[str, list[Point]], every: Sequence[Point]) -> Iterator[str]:
    sizes, seconds = sorted({size for size, _ in every}), [s for _, s in every]
    x = Scale(sizes[0] / 1.15, sizes[-1] * 1.15, LEFT, PANEL[0] - RIGHT)
    y = Scale(min(seconds) / 1.3, max(seconds) * 1.3, PANEL[1] - BOTTOM, TOP)
    yield f'<text class="title" x="{LEFT}" y="18">{escape(step.name)}</text>'
    yield f'<text class="tick" x="{LEFT}" y="34">{escape(step.says)}</text>'
    for tick in _decades(y.low, y.high):
        yield f'<path class="grid" d="M{x.start},{y(tick):.1f}H{x.end}"/>'
        yield f'<text class="tick" x="{LEFT - 6}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:g} s</text>'
    for size in _apart(sizes, x):
        yield f'<path class="grid" d="M{x(size):.1f},{y.start}V{y.end}"/>'
        yield f'<text class="tick" x="{x(size):.1f}" y="{y.start + 18}" text-anchor="middle">{size:,.0f}</text>'
    labels = _labels({name: y(seconds * sizes[-1] / size) for name, (*_, (size, seconds)) in lines.items()})
    for name, points in lines.items():
        yield from _line(name, [(x(size), y(s)) for size, s in points], (x.end + 12, labels[name]))


def _line(name: str, points: Sequence[Point], label: Point) -> Iterator[str]:
    path = "L".join(f"{px:.1f},{py:.1f}" for px, py in points)
    own = " own" if name == OWN else ""
    yield f'<g class="{name}"><path class="line{own}" d="M{path}"/>'
    for px, py in (*points, label):
        yield f'<path class="mark" transform="translate({px:.1f},{py:.1f})" d="{MARKS[name]}"/>'
    yield f'<text x="{label[0] + 10:.1f}" y="{label[1] + 4:.1f}">{escape(BY_NAME[name].title)}</text></g>'


def _decades(low: float, high: float) -> list[float]:
    """Return 1, 10, 100 and so on within bounds, and 2 and 5 of each."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = [step * 10.0**power for power in powers for step in (1, 2, 5)]
    inside = [tick for tick in ticks if low <= tick <= high]
    tens = [tick for tick in inside if math.log10(tick) % 1 == 0]
    return tens if len(tens) > 2 else inside


def _apart(sizes: Sequence[float], x: Scale) -> list[float]:
    """Return the sizes whose labels do not meet."""
    shown: list[float] = []
    for size in sizes:
        if not shown or x(size) - x(shown[-1]) > 46:
            shown.append(size)
    return shown


def _labels(ends: dict[str, float]) -> dict[str, float]:
    """Return how high names stand: beside the ends of their lines, led on to the right edge, and apart."""
    placed: dict[str, float] = {}
    last = -math.inf
    for name, height in sorted(ends.items(), key=lambda end: end[1]):
        last = placed[name] = max(height, TOP, last + LABEL_HEIGHT)
    return placed
