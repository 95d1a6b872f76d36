"""The cache between builds: what files say, and what was made of them.

Each file is sealed: `state` holds all that may change with any edit; `rows` what articles say, and `edits` the rows
that are newer than those; `bodies` and `sheets` are packs.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.bridge.seen import Memory
from plugins.bridge.sources import Known, Rows, Source, Sources
from plugins.engine import state
from plugins.engine.made import Made
from plugins.engine.state import Pack
from plugins.engine.version import Closures, program
from plugins.reading.folder import Folder

SHARE = 20
"""Rows are written anew when more than one in so many has changed."""
FEW = 100
Scene = dict[str, Any]
"""What a build that ended well depended on, and what it told, in plain values; see `glance`."""


class Store:
    """A cache folder, held by one build at a time; `save` leaves to the next one what builds have let it learn."""

    folder: Folder | None = None
    """What the content folder looked like to the last build that used this store."""
    owes: Known
    """Edited files, as they were before, of which a hasty build has made the pages alone; nothing is saved until
    another one has made the rest."""

    def __init__(self, folder: Path, timezone: str) -> None:
        """Take what the last build left; nothing where it was another version of the program, or is damaged.

        Rows are read by the clock of a time zone.
        """
        self._folder = folder
        self.owes = {}
        self.version = program() + timezone.encode()
        self.sheets = Pack(folder / "sheets")
        self._rows: Rows = {}
        self._edits: Rows = {}
        self._fresh: Rows = {}
        self._is_new = False
        self._left = self._seals_there()
        saved = state.load(folder / "state", self.version, state.PLAIN) or {}
        self._seals: tuple[bytes, bytes] = saved.get("rows", (b"", b""))
        if self._seals != self._left[1:]:  # cut short between two writes
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

    @property
    def is_current(self) -> bool:
        """Tell whether the folder is as this store left it: no other process has built meanwhile."""
        return self._seals_there() == self._left

    def _seals_there(self) -> tuple[bytes, ...]:
        return tuple(map(state.seal_of, (self._folder / "state", *self._files())))

    def _files(self) -> tuple[Path, Path]:
        return self._folder / "rows", self._folder / "edits"

    def _fetch(self) -> Rows | None:
        """Return the rows of all known files; None where they were lost."""
        if self._fresh.keys() >= self.memory.known.keys():
            return self._fresh
        if not self._rows:
            rows, edits = (state.load(file, self.version, state.PLAIN) for file in self._files())
            if rows is None or edits is None:
                self._seals = (b"", b"")
                return None
            self._rows, self._edits = rows, edits
        return {**self._rows, **self._edits, **self._fresh}

    def learn(self, sources: Sources, folder: Folder, made: Made | None = None, scene: Scene | None = None) -> None:
        """Take over what a build knows, and what it made if it made anything."""
        old, m = self.made, self.memory
        made, scene = made or old, scene or {}
        is_same = (made.outputs, made.closures, made.sheets) == (old.outputs, old.closures, old.sheets)
        is_same &= (folder.listings, scene) == (m.listings, self.scene)
        self._is_new |= sources.is_new or not is_same
        has_rows = bool(self._seals[0])
        self._fresh |= {f: row for f, row in sources.rows.items() if not (has_rows and _is_known(m, sources, f))}
        self.made, self.scene, self.folder, self.owes = made, scene, folder, {}
        self.memory = replace(m, known=sources.known, listings=folder.listings)

    def save(self) -> None:
        """Write down what was learned, where any of it is new."""
        if self.owes or not self._is_new:
            return
        self._tidy()
        value = {
            "sources": [(file, tuple(source)) for file, source in self.memory.known.items()],
            "rows": self._save_rows(),
            "listings": self.memory.listings,
            "outputs": self.made.outputs,
            "sheets": self.made.sheets,
            "woven": self.made.woven,
            "sum": self.made.sum,
            "pages": self.made.pages,
            "closures": tuple(vars(self.made.closures).values()),
            "scene": self.scene,
        }
        self._save("state", value)
        self._rows, self._edits, self._fresh = {}, {}, {}
        self._left = self._seals_there()
        self._is_new = False

    def _tidy(self) -> None:
        """Keep the packs small; forget what is lost of them."""
        known, made, pack = self.memory.known, self.made, self.memory.pack
        if pack.is_wasteful(source.body for source in known.values()):
            bodies = pack.compact({file: (source.body, source.digest) for file, source in known.items()})
            kept = {file: source._replace(body=bodies[file]) for file, source in known.items() if file in bodies}
            self.memory = replace(self.memory, known=kept)
        if self.sheets.is_wasteful(spot for _, spot in made.sheets.values()):
            sheets = self.sheets.compact({p: (s, made.outputs[p][0].hex()) for p, (_, s) in made.sheets.items()})
            self.made = replace(made, sheets={p: (t, sheets[p]) for p, (t, _) in made.sheets.items() if p in sheets})

    def _save_rows(self) -> tuple[bytes, bytes]:
        """Write the rows that are new; all of them when many are."""
        old, new = self._seals
        if old and not self._fresh:
            return old, new
        known = self.memory.known
        edits = self._edits | self._fresh
        if self._fresh.keys() >= known.keys() or len(edits) > max(FEW, len(known) // SHARE):
            rows = self._rows | edits
            old = self._save("rows", {file: rows[file] for file in known})
            edits = {}
        self._seals = old, self._save("edits", edits)
        return self._seals

    def _save(self, name: str, value: Any) -> bytes:
        return state.save(self._folder / name, self.version, value, state.PLAIN)


def _is_known(memory: Memory, sources: Sources, file: str) -> bool:
    """Tell whether a file that was read anew says what it said."""
    return file in memory.known and memory.known[file].mark == sources.known[file].mark


def _made(saved: dict[str, Any]) -> Made:
    if "outputs" not in saved:
        return Made()
    return Made(
        outputs=saved["outputs"],
        sum=saved["sum"],
        closures=Closures(*saved["closures"]),
        sheets=saved["sheets"],
        woven=saved["woven"],
        pages=saved["pages"],
    )
