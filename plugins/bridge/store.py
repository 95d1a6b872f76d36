"""The cache between builds: what files say, and what was made of them.

Four files, each sealed: `state` for all that may change with any edit; `rows`, what articles say, and `edits`, the rows
that are newer than those; `bodies`, a pack.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.bridge.content import Memory
from plugins.bridge.rows import Row
from plugins.bridge.sources import Known, Source, Sources, compact
from plugins.engine import state
from plugins.engine.make import Made
from plugins.engine.state import Pack
from plugins.engine.version import Closures, program
from plugins.reading.folder import Listings

SHARE = 20
"""Rows are written anew when more than one in so many has changed."""
FEW = 100


class Store:
    """A cache folder, held by one build at a time."""

    def __init__(self, folder: Path) -> None:
        """Take what the last build left; nothing where it was another version of the program, or is damaged."""
        self._folder = folder
        self._pack = Pack(folder / "bodies")
        self._version = program()
        self._rows: dict[str, Row | bytes] = {}
        self._edits: dict[str, Row | bytes] = {}
        self._seals: tuple[bytes, bytes] = (b"", b"")
        saved = state.load(folder / "state", self._version, state.PLAIN) or {}
        self.made = _made(saved)
        self.memory = Memory(
            self._known(saved), saved.get("listings", {}), self._pack, folder / "registry", self._version
        )

    def _known(self, saved: dict[str, Any]) -> Known:
        """Join sources and rows; nothing where the rows are not those that belong to the sources."""
        self._seals = saved.get("rows", (b"", b""))
        files = [self._folder / name for name in ("rows", "edits")]
        if not saved or tuple(map(state.seal_of, files)) != self._seals:
            return {}
        old, new = (state.load(file, self._version, state.PLAIN) for file in files)
        if old is None or new is None:
            return {}
        self._rows, self._edits = old, new
        rows = old | new
        return {file: Source._make((*about, rows[file])) for file, about in saved["sources"]}

    def keep(self, sources: Sources, listings: Listings, made: Made | None = None) -> None:
        """Leave to the next build what this one knows, and made if it made anything; only where that is new."""
        old = self.made
        made = made or old
        if not sources.is_new and listings == self.memory.listings and made.is_same(old):
            return
        known = compact(sources.known, self._pack)
        value = {
            "sources": [(file, s[:-1]) for file, s in known.items()],
            "rows": self._keep_rows(known),
            "listings": listings,
            "outputs": made.outputs,
            "sum": made.sum,
            "closures": (made.closures.theme, made.closures.digests),
        }
        state.save(self._folder / "state", self._version, value, state.PLAIN)

    def _keep_rows(self, known: Known) -> tuple[bytes, bytes]:
        """Write the rows that are new; all of them when many are."""
        old_rows = self._rows.get
        edits = {f: s.row for f, s in known.items() if (old := old_rows(f)) is not s.row and old != s.row}
        many = len(edits) > max(FEW, len(known) // SHARE) or not self._seals[0]
        old, new = self._seals
        if many:
            old = state.save(self._folder / "rows", self._version, {f: s.row for f, s in known.items()}, state.PLAIN)
        if many or edits != self._edits:
            new = state.save(self._folder / "edits", self._version, {} if many else edits, state.PLAIN)
        return old, new


def _made(saved: dict[str, Any]) -> Made:
    if not saved:
        return Made()
    return Made(saved["outputs"], saved["sum"], Closures(*saved["closures"]))
