"""How long published files are."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from plugins.model.artifact import Artifact, Copy


class Published:
    """Looks up the length of files in the output folder."""

    def __init__(self, output: Path) -> None:
        self._output = output

    def __call__(self, url: str) -> int:
        """Return the length in bytes of the file at an address, 0 where there is none."""
        path = self._output / url.lstrip("/")
        return path.stat().st_size if path.is_file() else 0


class Sizes:
    """Looks up the length of copies that have been made, when it is asked for one; calls are cheap to repeat."""

    def __init__(self, artifacts: Iterable[Artifact]) -> None:
        self._sources = {f"/{a.path}": a.source for a in artifacts if isinstance(a, Copy)}

    def __call__(self, url: str) -> int:
        """Return the length in bytes of the file at an address, 0 where no copy is declared there."""
        source = self._sources.get(url)
        return os.stat(source).st_size if source else 0
