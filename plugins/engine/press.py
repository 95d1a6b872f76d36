"""Pages rendered and written, and other outputs whose text is yet to be made, by workers where there are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from plugins.engine.bytecode import CompiledTemplates
from plugins.engine.executor import Crew
from plugins.engine.output import Output, Written
from plugins.engine.render import Renderer, environment, renderer
from plugins.engine.sheet import Sheets
from plugins.engine.words import SpokenEnvironment
from plugins.model.artifact import Lazy, Page

FEW = 200
"""So many outputs are made sooner than workers are started."""
MANY = 2000
"""So many views are held at a time for workers elsewhere."""
STAGE = "Dựng trang"
Made = Page | Lazy


class Printed(NamedTuple):
    """What became of an output: its file, and of a page a sheet for the next build, pickled.

    The sheet holds the parts of the page's key, and how to declare it again where it shows bodies.
    """

    written: Written
    sheet: bytes = b""


@dataclass(frozen=True)
class Press:
    """Outputs to make, a theme's templates, and the folder to write into."""

    outputs: Sequence[Made]
    render: Renderer
    output: Output
    sheets: Sheets = field(default_factory=Sheets)

    def make(self, number: int) -> Printed:
        """Make and write one of the outputs."""
        one = self.outputs[number]
        if isinstance(one, Lazy):
            made = one.make()
            return Printed(self.output.write(one.path, made if isinstance(made, bytes) else made.encode()))
        return self.keep(one, self.render(one.template, one.view))

    def keep(self, page: Page, html: str) -> Printed:
        """Write a page that was rendered."""
        return Printed(self.output.write(page.path, html.encode()), self.sheets.of(page))


def press(lazy: Sequence[Lazy], pages: Sequence[Page], theme: Theme, output: Output, crew: Crew) -> Iterator[Printed]:
    """Make outputs and write those whose bytes differ; yield what became of each, in order, pages last.

    Lazy ones are made in one place, since they share the pieces they are made of.
    """
    outputs: list[Made] = [*lazy, *pages]
    machine = Press(outputs, theme.renderer(), output)
    if len(outputs) <= FEW:
        yield from map(machine.make, range(len(outputs)))
        return
    if not crew.is_elsewhere:
        yield from crew.share(Press.make, machine, len(outputs), STAGE, first=len(lazy))
        return
    yield from map(machine.make, range(len(lazy)))
    for start in range(0, len(pages), MANY):
        some = pages[start : start + MANY]
        rendered = crew.stream(theme.render, [(page.template, page.view) for page in some], _lost, STAGE)
        yield from map(machine.keep, some, rendered)


class Theme(NamedTuple):
    """A theme in one language; another version of its files has another digest."""

    folder: Path
    lang: str
    digest: bytes
    compiled: Path | None = None
    """Where compiled templates are kept."""

    def renderer(self) -> Renderer:
        """Return the function that renders the pages of one build.

        Its templates stay compiled while the process lives; what was drawn for other builds is forgotten.
        """
        jinja = _environment(self)
        jinja.pieces.clear()
        return renderer(jinja)

    def render(self, page: tuple[str, object]) -> str:
        """Render a view by a template."""
        return renderer(_environment(self))(*page)


@lru_cache(maxsize=2)
def _environment(theme: Theme) -> SpokenEnvironment:
    compiled = CompiledTemplates(theme.compiled, theme.digest) if theme.compiled else None
    return environment(theme.folder, theme.lang, compiled)


def _lost(page: tuple[str, object]) -> str:
    raise RuntimeError(f"a worker died over a page of {page[0]}")
