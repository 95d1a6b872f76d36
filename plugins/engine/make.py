"""Making outputs: only those whose fingerprint is new, and nothing left that nobody claims."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.engine.executor import ALL_CORES, Crew
from plugins.engine.library import closures
from plugins.engine.made import Made, Sheets
from plugins.engine.output import Output, Written
from plugins.engine.press import Theme, press
from plugins.engine.series import without
from plugins.engine.shelf import compare, reshelve
from plugins.engine.state import Pack
from plugins.engine.version import Closures
from plugins.model.artifact import Copy, Lazy, Page, Shelf, Text
from plugins.model.artifact import Output as OutputFile
from plugins.model.keys import SIZE, key


@dataclass(frozen=True)
class Room:
    """Where outputs are made, and from what; `sheets` is where pages' sheets go."""

    output: Path
    theme: Path
    content: Path
    lang: str
    crew: Crew = ALL_CORES
    sheets: Pack | None = None
    digest: bytes = b""
    """Of the program and the theme's templates."""

    def dressed(self) -> Theme:
        """Return the theme, whose compiled templates lie in the cache."""
        return Theme(self.theme, self.lang, self.digest, self.sheets.path.parent / "templates" if self.sheets else None)

    def open(self) -> Output:
        """Return the output folder, made ours; files grow in the cache."""
        self.output.mkdir(parents=True, exist_ok=True)
        return Output(self.output, self.sheets.path.parent if self.sheets else None)


def make(
    claimed: Mapping[str, OutputFile],
    before: Made,
    room: Room,
    *,
    is_untouched: bool = False,
    standing: AbstractSet[str] = frozenset(),
) -> Made:
    """Make what is new, remove what nobody claims; the folder then holds exactly what is claimed.

    Files are looked at one by one, unless all are known to be there as they were made; in such a folder pages may be
    left standing, which are not declared again.
    """
    output = room.open()
    output.claim()
    is_whole = bool(before.outputs) and output.token == before.token
    templates = closures(room.theme, room.lang, before.closures)
    prints = fingerprints(claimed, templates, room.content)
    stale = [
        path
        for path, fingerprint in prints.items()
        if not (_is_known(before, path, fingerprint) if is_untouched else _is_there(output, before, path, fingerprint))
    ]
    shelves = [artifact for artifact in claimed.values() if isinstance(artifact, Shelf)]
    todo = compare(output, shelves, before.shelves, is_untouched=is_untouched)
    unclaimed = before.outputs.keys() - claimed.keys() - standing
    if is_whole and not (stale or unclaimed or todo.fill or todo.clear):
        return replace(before, closures=templates, rendered=0, written=0, pruned=0)
    output.token = ""
    done = reshelve(output, todo, before.shelves)  # before pages and feeds, which may tell how long a copy is
    written, sheets = _write(claimed, stale, prints, output, replace(room, digest=room.digest + templates.theme))
    pruned = output.remove(sorted(unclaimed)) if is_whole else output.prune(claimed, done.shelves)
    outputs = before.outputs | {path: (prints[path], w.size, w.time) for path, w in written.items()}
    for path in unclaimed:
        del outputs[path]
    made = Made(
        outputs=outputs,
        sum=_sum(before, unclaimed, written),
        closures=templates,
        shelves=done.shelves,
        sheets={path: sheet for path, sheet in (before.sheets | sheets).items() if path in outputs},
        woven={
            path: artifact.texts for path, artifact in claimed.items() if isinstance(artifact, Lazy) and artifact.texts
        },
        pages=sum(isinstance(artifact, Page) for artifact in claimed.values()) + len(standing),
        rendered=sum(isinstance(claimed[path], Page) for path in stale),
        written=sum(w.changed for w in written.values()) + done.written,
        pruned=pruned + done.removed,
    )
    output.token = made.token
    return made


def remake(declared: Mapping[str, OutputFile], before: Made, room: Room) -> Made:
    """Make a few outputs anew in a folder that is whole, and leave all else as it is."""
    output = room.open()
    prints = fingerprints(declared, before.closures, room.content)
    stale = [path for path, fingerprint in prints.items() if not _is_there(output, before, path, fingerprint)]
    output.token = ""
    written, sheets = _write(declared, stale, prints, output, replace(room, digest=room.digest + before.closures.theme))
    made = Made(
        outputs=before.outputs | {path: (prints[path], w.size, w.time) for path, w in written.items()},
        sum=_sum(before, (), written),
        closures=before.closures,
        series=without(before.series, declared.keys()),
        shelves=before.shelves,
        sheets=before.sheets | sheets,
        woven=before.woven,
        pages=before.pages,
        rendered=sum(isinstance(declared[path], Page) for path in stale),
        written=sum(w.changed for w in written.values()),
    )
    output.token = made.token
    return made


def fingerprints(claimed: Mapping[str, OutputFile], templates: Closures, content: Path) -> dict[str, bytes]:
    """Return the fingerprint of each output but shelves: equal fingerprints, equal bytes."""
    found = {}
    for path, artifact in claimed.items():
        if isinstance(artifact, Page):
            found[path] = artifact.key + templates.of(artifact.template)
        elif isinstance(artifact, Text):
            found[path] = key(artifact.text)
        elif isinstance(artifact, Lazy):
            found[path] = artifact.key
        elif isinstance(artifact, Copy):
            found[path] = key(artifact.source, _signature(content / artifact.source))
    return found


def _sum(before: Made, unclaimed: Iterable[str], written: Mapping[str, Written]) -> int:
    """Return the sum of the names of all files, from that of before."""
    gone = ((path, before.outputs[path][1]) for path in {*unclaimed, *(before.outputs.keys() & written.keys())})
    come = ((path, w.size) for path, w in written.items())
    return (before.sum - sum(map(_name, gone)) + sum(map(_name, come))) % (1 << 8 * SIZE)


def _name(file: tuple[str, int]) -> int:
    return int.from_bytes(key(file))


def _is_known(before: Made, path: str, fingerprint: bytes) -> bool:
    return path in before.outputs and before.outputs[path][0] == fingerprint


def _is_there(output: Output, before: Made, path: str, fingerprint: bytes) -> bool:
    return _is_known(before, path, fingerprint) and output.holds(path, *before.outputs[path][1:])


def _write(
    claimed: Mapping[str, OutputFile], stale: list[str], prints: Mapping[str, bytes], output: Output, room: Room
) -> tuple[dict[str, Written], Sheets]:
    """Write what is stale; return what became of each file, and the sheets of the pages among them."""
    pages = [artifact for path in stale if isinstance(artifact := claimed[path], Page)]
    lazy = [artifact for path in stale if isinstance(artifact := claimed[path], Lazy)]
    outputs: list[Lazy | Page] = [*lazy, *pages]
    written: dict[str, Written] = {}
    kept: list[Page] = []

    def sheets() -> Iterator[tuple[str, bytes]]:
        """Yield sheets as they come, for there are too many to hold."""
        for one, printed in zip(outputs, press(lazy, pages, room.dressed(), output, room.crew), strict=True):
            written[one.path] = printed.written
            if isinstance(one, Page) and printed.sheet:
                kept.append(one)
                yield prints[one.path].hex(), printed.sheet

    for path in stale:
        artifact = claimed[path]
        if isinstance(artifact, Text):
            written[path] = output.write(path, artifact.text.encode())
        elif isinstance(artifact, Copy):
            written[path] = output.copy(path, room.content / artifact.source)
    spots = room.sheets.add(sheets()) if room.sheets and outputs else [(0, 0) for _ in sheets()]
    if not room.sheets:
        return written, {}
    texts = {page.path: page.again.texts if page.again else () for page in kept}
    return written, {path: (texts[path], spot) for path, spot in zip(texts, spots, strict=True)}


def _signature(path: Path) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
