"""The cache between builds: what files say, and what was made of them.

Each file is sealed: `state` holds what most builds change, with the newest of the values that lie in `tables`; `bodies`
and `sheets` are packs. The state is written last, and knows the tables it belongs with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.bridge.seen import Memory
from plugins.bridge.sources import Known, Rows, Source, Sources
from plugins.engine import state
from plugins.engine.made import Made
from plugins.engine.state import Pack
from plugins.engine.table import NEW, Table, Values
from plugins.engine.version import Closures, program
from plugins.reading.folder import Folder

TABLES = ("sources", "listings", "outputs", "sheets", "series", "looks")
"""Those that every build asks for; one without the others is of no use."""
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
        self._fresh: Rows = {}
        self._is_new = False
        self._left = state.seal_of(folder / "state")
        saved = state.load(folder / "state", self.version, state.PLAIN) or {}
        found = self._open(saved)
        if found is None:  # cut short between two writes, or damaged
            saved = {}
            found = self._open(saved) or {}
        self._known_rows: Rows = {}
        self.made = _made(saved, found)
        scene = saved.get("scene")
        self.scene: Scene = {**scene, "looks": found["looks"]} if scene else {}
        self.memory = Memory(
            known={file: Source._make(about) for file, about in found["sources"].items()},
            listings=found["listings"],
            rows=self._fetch,
            pack=Pack(folder / "bodies"),
            shelf=folder / "registry",
            version=self.version,
        )
        self._was = self._values()

    def _open(self, saved: dict[str, Any]) -> dict[str, Values] | None:
        """Open the tables of a state; None where one that every build asks for was lost."""
        kept, folder = saved.get("tables", {}), self._folder / "tables"
        self._tables = {name: Table(folder / name, self.version, kept.get(name, NEW)) for name in (*TABLES, "rows")}
        found: dict[str, Values] = {}
        for name in TABLES:
            values = self._tables[name].load() if kept else {}
            if values is None:
                return None
            found[name] = values
        return found

    def _values(self) -> dict[str, Mapping[str, tuple[Any, ...]]]:
        """Return what the tables are of; equal values that were there before are the same ones."""
        made, memory, looks = self.made, self.memory, self.scene.get("looks", {})
        values = (memory.known, memory.listings, made.outputs, made.sheets, made.series, looks)
        return dict(zip(TABLES, values, strict=True))

    @property
    def is_current(self) -> bool:
        """Tell whether the folder is as this store left it: no other process has built meanwhile."""
        return state.seal_of(self._folder / "state") == self._left

    def _fetch(self) -> Rows | None:
        """Return the rows of all known files; None where they were lost."""
        if self._fresh.keys() >= self.memory.known.keys():
            return self._fresh
        if not self._known_rows:
            rows = self._tables["rows"].load()
            if rows is None or not rows.keys() | self._fresh.keys() >= self.memory.known.keys():
                self._tables["rows"] = Table(self._folder / "tables" / "rows", self.version, NEW)
                return None
            self._known_rows = rows
        return self._known_rows | self._fresh

    def learn(self, sources: Sources, folder: Folder, made: Made | None = None, scene: Scene | None = None) -> None:
        """Take over what a build knows, and what it made if it made anything."""
        old, m = self.made, self.memory
        made, scene = made or old, scene or {}
        is_same = (made.outputs, made.closures, made.sheets) == (old.outputs, old.closures, old.sheets)
        is_same &= (folder.listings, scene, made.series) == (m.listings, self.scene, old.series)
        is_same &= made.shelves == old.shelves
        self._is_new |= sources.is_new or not is_same
        has_rows = bool(self._tables["rows"].kept[0])
        self._fresh |= {f: row for f, row in sources.rows.items() if not (has_rows and _is_known(m, sources, f))}
        self.made, self.scene, self.folder, self.owes = made, scene, folder, {}
        self.memory = replace(m, known=sources.known, listings=folder.listings)

    def save(self) -> None:
        """Write down what was learned, where any of it is new."""
        if self.owes or not self._is_new:
            return
        self._tidy()
        now, rows = self._values(), self._tables["rows"]
        for name, values in now.items():
            _put(self._tables[name], self._was[name], values)
        if self._fresh or not rows.kept[0]:
            rows.put(self._fresh, (), self._all_rows)
        value = {
            "tables": {name: table.kept for name, table in self._tables.items()},
            "woven": self.made.woven,
            "sum": self.made.sum,
            "shelves": self.made.shelves,
            "pages": self.made.pages,
            "closures": tuple(vars(self.made.closures).values()),
            "scene": {name: part for name, part in self.scene.items() if name != "looks"},
        }
        self._left = state.save(self._folder / "state", self.version, value, state.PLAIN)
        self._was, self._known_rows, self._fresh, self._is_new = now, {}, {}, False

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

    def _all_rows(self) -> Values:
        rows = self._fetch() or {}
        return {file: rows[file] for file in self.memory.known if file in rows}


def _put(table: Table, was: Mapping[str, tuple[Any, ...]], now: Mapping[str, tuple[Any, ...]]) -> None:
    """Keep in a table what differs from what was there before; a marshalled tuple must be a plain one."""
    if was is now and table.kept != NEW:
        return
    changed = {
        path: tuple(value) for path, value in now.items() if was.get(path) is not value and was.get(path) != value
    }
    is_grown = len(was) + sum(path not in was for path in changed) == len(now)
    gone = () if is_grown else was.keys() - now.keys()
    table.put(changed, gone, lambda: {path: tuple(value) for path, value in now.items()})


def _is_known(memory: Memory, sources: Sources, file: str) -> bool:
    """Tell whether a file that was read anew says what it said."""
    return file in memory.known and memory.known[file].mark == sources.known[file].mark


def _made(saved: dict[str, Any], found: dict[str, Values]) -> Made:
    if "sum" not in saved:
        return Made()
    return Made(
        outputs=found["outputs"],
        sum=saved["sum"],
        shelves=saved["shelves"],
        closures=Closures(*saved["closures"]),
        sheets=found["sheets"],
        series=found["series"],
        woven=saved["woven"],
        pages=saved["pages"],
    )
