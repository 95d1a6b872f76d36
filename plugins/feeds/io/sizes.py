"""How long published files are."""

from __future__ import annotations

import os
from collections.abc import Iterable

from plugins.model.artifact import Artifact, Copy


class Sizes:
    """Looks up the length of copies that have been made, when it is asked for one; calls are cheap to repeat."""

    def __init__(self, artifacts: Iterable[Artifact]) -> None:
        self._sources = {f"/{a.path}": a.source for a in artifacts if isinstance(a, Copy)}

    def __call__(self, url: str) -> int:
        """Return the length in bytes of the file at an address, 0 where no copy is declared there."""
        source = self._sources.get(url)
        return os.stat(source).st_size if source else 0
