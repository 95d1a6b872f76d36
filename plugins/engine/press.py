"""Pages rendered and written, in worker processes where there are many."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import NamedTuple

from jinja2 import Environment

from plugins.engine import executor
from plugins.engine.output import Output, Written
from plugins.engine.render import renderer
from plugins.model.artifact import Page

FEW = 200
"""So many pages are rendered sooner than workers are started."""


class Printed(NamedTuple):
    """What became of a page: its file, and how to declare it again, pickled."""

    written: Written
    again: bytes


class Press:
    """Pages to make, a theme's templates, and the folder to write into."""

    def __init__(self, pages: Sequence[Page], jinja: Environment, output: Output) -> None:
        self._pages = pages
        self._render = renderer(jinja)
        self._output = output

    def make(self, number: int) -> Printed:
        """Render and write one of the pages."""
        page = self._pages[number]
        written = self._output.write(page.path, self._render(page).encode())
        again = pickle.dumps((page.again.declare, page.again.around()), protocol=5) if page.again else b""
        return Printed(written, again)


def press(pages: Sequence[Page], jinja: Environment, output: Output, workers: int = 0) -> list[Printed]:
    """Render pages and write those whose bytes differ; return what became of each, in order."""
    machine = Press(pages, jinja, output)
    return executor.share(Press.make, machine, len(pages), 1 if len(pages) <= FEW else workers)
