"""Values by path between builds: most in a sealed file of their own, the few that are newer in the builder's state."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from plugins.engine import state

FEW = 100
SHARE = 20
"""The file is written anew when more values than those few, and than one in so many, are newer."""
Values = dict[str, Any]
"""Plain values, as `state.PLAIN` has them."""
Kept = tuple[bytes, int, Values, tuple[str, ...]]
"""What a state keeps of a table: the file's seal and how many values it has; newer values; what is gone."""
NEW: Kept = (b"", 0, {}, ())


class Table:
    """A dictionary of many values of which each build changes few: what it costs to keep follows the change."""

    def __init__(self, file: Path, version: bytes, kept: Kept) -> None:
        self._file = file
        self._version = version
        self.kept = kept

    def load(self) -> Values | None:
        """Return all values; None where the file is not the one that belongs to the state, or is damaged."""
        seal, _, newer, gone = self.kept
        if not seal or state.seal_of(self._file) != seal:
            return None
        values: Values | None = state.load(self._file, self._version, state.PLAIN)
        if values is None:
            return None
        for path in gone:
            values.pop(path, None)
        return values | newer

    def put(self, changed: Mapping[str, Any], gone: Collection[str], everything: Callable[[], Values]) -> None:
        """Keep what changed; `everything` gives all values that there now are, where the file has to be written."""
        seal, length, newer, left = self.kept
        newer = {path: value for path, value in {**newer, **changed}.items() if path not in gone}
        left = tuple({*left, *gone} - changed.keys())
        if not seal or len(newer) + len(left) > max(FEW, length // SHARE):
            values = everything()
            self._file.parent.mkdir(exist_ok=True)
            seal, length, newer, left = state.save(self._file, self._version, values, state.PLAIN), len(values), {}, ()
        self.kept = seal, length, newer, left
