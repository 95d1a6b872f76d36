"""Pages rendered and written, in worker processes where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

from plugins.engine import executor
from plugins.engine.output import Output
from plugins.engine.render import environment, renderer
from plugins.model.artifact import Page

FEW = 200
"""So many pages are rendered sooner than workers are started."""


def press(theme: Path, lang: str, root: Path, pages: Sequence[Page], workers: int = 0) -> int:
    """Render pages and write those whose bytes differ; return how many were written."""
    if len(pages) <= FEW or workers == 1:
        return sum(map(Press(theme, lang, root).make, pages))
    return sum(executor.run(partial(_make, theme, lang, root), pages, _lost, workers))


class Press:
    """A theme's templates and the folder to write into."""

    def __init__(self, theme: Path, lang: str, root: Path) -> None:
        self._render = renderer(environment(theme, lang))
        self._output = Output(root)

    def make(self, page: Page) -> bool:
        """Render and write a page; return False where its bytes were there already."""
        return self._output.write(page.path, self._render(page).encode())


_own = cache(Press)
"""A worker's press: the pool that started the worker ends with the build."""


def _make(theme: Path, lang: str, root: Path, page: Page) -> bool:
    return _own(theme, lang, root).make(page)


def _lost(page: Page) -> bool:
    raise RuntimeError(f"a worker died while rendering {page.path}")
