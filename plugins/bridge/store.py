"""The cache between builds: what files say, and what was made of them.

Each file is sealed: `state` holds all that may change with any edit; `rows` what articles say, and `edits` the rows
that are newer than those; `bodies` and `sheets` are packs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.bridge.content import Memory
from plugins.bridge.sources import Rows, Source, Sources
from plugins.engine import state
from plugins.engine.make import Made
from plugins.engine.state import Pack
from plugins.engine.version import Closures, program
from plugins.reading.folder import Listings

SHARE = 20
"""Rows are written anew when more than one in so many has changed."""
FEW = 100
Scene = dict[str, Any]
"""What a build that ended well depended on, and what it told, in plain values; see `glance`."""


class Store:
    """A cache folder, held by one build at a time."""

    def __init__(self, folder: Path, timezone: str) -> None:
        """Take what the last build left; nothing where it was another version of the program, or is damaged.

        Rows are read by the clock of a time zone.
        """
        self._folder = folder
        self.version = program() + timezone.encode()
        self.sheets = Pack(folder / "sheets")
        self._rows: Rows = {}
        self._edits: Rows = {}
        saved = state.load(folder / "state", self.version, state.PLAIN) or {}
        self._seals: tuple[bytes, bytes] = saved.get("rows", (b"", b""))
        if self._seals != tuple(map(state.seal_of, self._files())):  # cut short between two writes
            saved["sources"], self._seals = [], (b"", b"")
        self.made = _made(saved)
        self.scene: Scene = saved.get("scene", {})
        self.memory = Memory(
            known={file: Source._make(about) for file, about in saved.get("sources", ())},
            listings=saved.get("listings", {}),
            rows=self._fetch,
            pack=Pack(folder / "bodies"),
            shelf=folder / "registry",
            version=self.version,
        )

    def _files(self) -> tuple[Path, Path]:
        return self._folder / "rows", self._folder / "edits"

    def _fetch(self) -> Rows | None:
        """Return the rows of all known files; None where they were lost."""
        rows, edits = (state.load(file, self.version, state.PLAIN) for file in self._files())
        if rows is None or edits is None:
            self._seals = (b"", b"")
            return None
        self._rows, self._edits = rows, edits
        return {**rows, **edits} if edits else self._rows

    def keep(self, sources: Sources, listings: Listings, made: Made | None = None, scene: Scene | None = None) -> None:
        """Leave to the next build what this one knows, and made if it made anything; only where that is new."""
        old, made, scene = self.made, made or self.made, scene or {}
        is_same = (made.outputs, made.closures, made.sheets) == (old.outputs, old.closures, old.sheets)
        if is_same and not sources.is_new and (listings, scene) == (self.memory.listings, self.scene):
            return
        bodies = self.memory.pack.compact({file: (s.body, s.digest) for file, s in sources.known.items()})
        sheets = self.sheets.compact({p: (spot, made.outputs[p][0].hex()) for p, (_, spot) in made.sheets.items()})
        value = {
            "sources": [(f, tuple(s._replace(body=bodies[f]))) for f, s in sources.known.items() if f in bodies],
            "rows": self._keep_rows(sources),
            "listings": listings,
            "outputs": made.outputs,
            "sheets": {path: (texts, sheets[path]) for path, (texts, _) in made.sheets.items() if path in sheets},
            "woven": sorted(made.woven),
            "sum": made.sum,
            "pages": made.pages,
            "closures": tuple(vars(made.closures).values()),
            "scene": scene,
        }
        self._save("state", value)

    def _keep_rows(self, sources: Sources) -> tuple[bytes, bytes]:
        """Write the rows that are new; all of them when many are."""
        old, new = self._seals
        known = self.memory.known
        fresh = {f: r for f, r in sources.rows.items() if f not in known or known[f].mark != sources.known[f].mark}
        if old and not fresh:
            return old, new
        edits = self._edits | fresh
        if sources.rows.keys() >= sources.known.keys() or len(edits) > max(FEW, len(sources.known) // SHARE):
            rows = self._rows | edits | sources.rows
            old = self._save("rows", {file: rows[file] for file in sources.known})
            edits = {}
        return old, self._save("edits", edits)

    def _save(self, name: str, value: Any) -> bytes:
        return state.save(self._folder / name, self.version, value, state.PLAIN)


def _made(saved: dict[str, Any]) -> Made:
    if "outputs" not in saved:
        return Made()
    return Made(
        outputs=saved["outputs"],
        sum=saved["sum"],
        closures=Closures(*saved["closures"]),
        sheets=saved["sheets"],
        woven=frozenset(saved["woven"]),
        pages=saved["pages"],
    )
