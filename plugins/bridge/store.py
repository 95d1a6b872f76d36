"""The cache between builds: what files say, and what was made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from plugins.bridge.content import Memory
from plugins.bridge.sources import Source, Sources, compact
from plugins.engine import state
from plugins.engine.make import Made
from plugins.engine.state import Pack
from plugins.engine.version import program


@dataclass(frozen=True)
class Saved:
    """All that one build leaves to the next."""

    known: dict[str, Source] = field(default_factory=dict)
    made: Made = field(default_factory=Made)


class Store:
    """A cache folder, held by one build at a time."""

    def __init__(self, folder: Path) -> None:
        """Take what the last build left; nothing where it was another version of the program, or is damaged."""
        self._file = folder / "state"
        self._pack = Pack(folder / "bodies")
        self._version = program()
        saved = state.load(self._file, self._version)
        self._saved = saved if isinstance(saved, Saved) else Saved()

    @property
    def memory(self) -> Memory:
        """What the last build knew of the files."""
        return Memory(self._saved.known, self._pack)

    @property
    def made(self) -> Made:
        """What the last build made."""
        return self._saved.made

    def keep(self, sources: Sources, made: Made | None = None) -> None:
        """Leave to the next build what this one knows, and made if it made anything; only where that is new."""
        made = made or self._saved.made
        if sources.is_new or (made.outputs, made.closures) != (self._saved.made.outputs, self._saved.made.closures):
            known = compact(sources.known, self._pack)
            state.save(self._file, self._version, Saved(known, made))
