"""What a build has made: every output by its fingerprint, and where the sheets of pages lie."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.engine.output import Output
from plugins.engine.shelf import Shelves, look
from plugins.engine.state import Pack, Spot
from plugins.engine.version import Closures
from plugins.model.keys import SIZE, key

if TYPE_CHECKING:
    from plugins.engine.series import Remembered

Outputs = dict[str, tuple[bytes, int, int]]
"""By path: fingerprint, size and time of the file as it was written."""
Sheets = dict[str, tuple[tuple[str, ...], Spot]]
"""By path of a page: the files whose bodies it shows, and where its sheet lies, as `press` made it."""


@dataclass(frozen=True)
class Made:
    """What a build made: its outputs, and how much work that was."""

    outputs: Outputs = field(default_factory=dict)
    sum: int = 0
    """A name for this set of files, the same on any machine: the sum of their names."""
    closures: Closures = field(default_factory=Closures)
    series: Remembered = field(default_factory=dict)
    shelves: Shelves = field(default_factory=dict)
    sheets: Sheets = field(default_factory=dict)
    woven: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By path of a file that is no page: the files whose bodies it shows."""
    pages: int = 0
    """How many of the outputs are pages."""
    rendered: int = 0
    written: int = 0
    pruned: int = 0

    @property
    def token(self) -> str:
        """What is left in the files' folder to say that all of them are there."""
        shelves = (key(path, what) for path, (what, _) in self.shelves.items())
        return f"{(self.sum + sum(map(int.from_bytes, shelves))) % (1 << 8 * SIZE):032x}"

    @property
    def files(self) -> int:
        """How many files there are."""
        return len(self.outputs) + sum(count for _, (count, _) in self.shelves.values())


def recall(before: Made, path: str, pack: Pack) -> tuple[dict[str, bytes], Any]:
    """Return a page's sheet: the parts of its key, and how it is declared again; ({}, None) where that was lost."""
    known = before.sheets.get(path)
    record = pack.get(known[1], before.outputs[path][0].hex()) if known else None
    return pickle.loads(record) if record else ({}, None)  # noqa: S301 - its digest was checked


def is_whole(made: Made, folder: Path) -> bool:
    """Tell whether a folder holds all that was made, as it was written."""
    output = Output(folder)
    files = made.outputs.items()
    return (
        output.token == made.token
        and all(output.holds(path, size, time) for path, (_, size, time) in files)
        and all(look(output, path) == was for path, (_, was) in made.shelves.items())
    )
