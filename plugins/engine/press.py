"""Pages rendered and written, by workers where there are many."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from plugins.engine.bytecode import CompiledTemplates
from plugins.engine.executor import Crew
from plugins.engine.output import Output, Written
from plugins.engine.render import Renderer, environment, renderer
from plugins.model.artifact import Page

FEW = 200
"""So many pages are rendered sooner than workers are started."""
MANY = 2000
"""So many views are held at a time for workers elsewhere."""
STAGE = "Dựng trang"


class Printed(NamedTuple):
    """What became of a page: its file, and a sheet for the next build, pickled.

    The sheet holds the parts of the page's key, and how to declare it again where it shows bodies.
    """

    written: Written
    sheet: bytes


@dataclass(frozen=True)
class Press:
    """Pages to make, a theme's templates, and the folder to write into."""

    pages: Sequence[Page]
    render: Renderer
    output: Output

    def make(self, number: int) -> Printed:
        """Render and write one of the pages."""
        page = self.pages[number]
        return self.keep(page, self.render(page.template, page.view))

    def keep(self, page: Page, html: str) -> Printed:
        """Write a page that was rendered."""
        written = self.output.write(page.path, html.encode())
        again = (page.again.declare, page.again.around()) if page.again else None
        parts = page.parts() if page.parts else {}
        return Printed(written, pickle.dumps((parts, again), protocol=5) if parts or again else b"")


def press(pages: Sequence[Page], theme: Theme, output: Output, crew: Crew) -> list[Printed]:
    """Render pages and write those whose bytes differ; return what became of each, in order."""
    machine = Press(pages, theme.renderer(), output)
    if len(pages) <= FEW:
        return [machine.make(number) for number in range(len(pages))]
    if not crew.is_elsewhere:
        return crew.share(Press.make, machine, len(pages), STAGE)
    printed: list[Printed] = []
    for start in range(0, len(pages), MANY):
        some = pages[start : start + MANY]
        rendered = crew.stream(theme.render, [(page.template, page.view) for page in some], _lost, STAGE)
        printed += [machine.keep(page, html) for page, html in zip(some, rendered, strict=True)]
    return printed


class Theme(NamedTuple):
    """A theme in one language; another version of its files has another digest."""

    folder: Path
    lang: str
    digest: bytes
    compiled: Path | None = None
    """Where compiled templates are kept."""

    def renderer(self) -> Renderer:
        """Return the function that renders; its templates stay compiled while the process lives."""
        return _renderer(self)

    def render(self, page: tuple[str, object]) -> str:
        """Render a view by a template."""
        return _renderer(self)(*page)


@lru_cache(maxsize=2)
def _renderer(theme: Theme) -> Renderer:
    compiled = CompiledTemplates(theme.compiled, theme.digest) if theme.compiled else None
    return renderer(environment(theme.folder, theme.lang, compiled))


def _lost(page: tuple[str, object]) -> str:
    raise RuntimeError(f"a worker died over a page of {page[0]}")
