"""How long published files are."""

from __future__ import annotations

from pathlib import Path


class Published:
    """Looks up the length of files in the output folder."""

    def __init__(self, output: Path) -> None:
        self._output = output

    def __call__(self, url: str) -> int:
        """Return the length in bytes of the file at an address, 0 where there is none."""
        path = self._output / url.lstrip("/")
        return path.stat().st_size if path.is_file() else 0
