"""Making outputs: only those whose fingerprint is new, and nothing left that nobody claims."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.engine.output import Output, Written
from plugins.engine.press import press
from plugins.engine.render import environment
from plugins.engine.version import Closures, closures
from plugins.model.artifact import Copy, Page, Text
from plugins.model.artifact import Output as OutputFile
from plugins.model.keys import SIZE, key

Outputs = dict[str, tuple[bytes, int, int]]
"""By path: fingerprint, size and time of the file as it was written."""


@dataclass(frozen=True)
class Made:
    """What a build made: its outputs, and how much work that was."""

    outputs: Outputs = field(default_factory=dict)
    sum: int = 0
    """A name for this set of files, the same on any machine: the sum of their names."""
    closures: Closures = field(default_factory=Closures)
    rendered: int = 0
    written: int = 0
    pruned: int = 0

    @property
    def token(self) -> str:
        """What is left in the files' folder to say that all of them are there."""
        return f"{self.sum:032x}"

    def is_same(self, other: Made) -> bool:
        """Tell whether there is nothing new to remember."""
        return (self.outputs, self.closures) == (other.outputs, other.closures)


@dataclass(frozen=True)
class Room:
    """Where outputs are made, and from what."""

    output: Path
    theme: Path
    content: Path
    lang: str
    workers: int = 0


def make(claimed: Mapping[str, OutputFile], before: Made, room: Room) -> Made:
    """Make what is new, remove what nobody claims; the folder then holds exactly what is claimed."""
    output = Output(room.output)
    output.claim()
    is_whole = bool(before.outputs) and output.token == before.token
    templates = closures(room.theme, room.lang, before.closures)
    prints = fingerprints(claimed, templates, room.content)
    stale = _stale(prints, before, output)
    unclaimed = before.outputs.keys() - claimed.keys()
    if is_whole and not stale and not unclaimed:
        return Made(before.outputs, before.sum, templates)
    output.token = ""
    written = _write(claimed, stale, output, room)
    pruned = output.remove(sorted(unclaimed)) if is_whole else output.prune(claimed)
    outputs = {path: before.outputs[path] for path in prints.keys() - written.keys()}
    outputs |= {path: (prints[path], w.size, w.time) for path, w in written.items()}
    made = Made(
        outputs={path: outputs[path] for path in prints},
        sum=_sum(before, unclaimed, written),
        closures=templates,
        rendered=sum(isinstance(claimed[path], Page) for path in stale),
        written=sum(w.changed for w in written.values()),
        pruned=pruned,
    )
    output.token = made.token
    return made


def _sum(before: Made, unclaimed: Iterable[str], written: Mapping[str, Written]) -> int:
    """Return the sum of the names of all files, from that of before."""
    gone = ((path, before.outputs[path][1]) for path in {*unclaimed, *(before.outputs.keys() & written.keys())})
    come = ((path, w.size) for path, w in written.items())
    return (before.sum - sum(map(_name, gone)) + sum(map(_name, come))) % (1 << 8 * SIZE)


def _name(file: tuple[str, int]) -> int:
    return int.from_bytes(key(file))


def fingerprints(claimed: Mapping[str, OutputFile], templates: Closures, content: Path) -> dict[str, bytes]:
    """Return the fingerprint of each output: equal fingerprints, equal bytes."""
    found = {}
    for path, artifact in claimed.items():
        if isinstance(artifact, Page):
            found[path] = artifact.key + templates.digests[artifact.template]
        elif isinstance(artifact, Text):
            found[path] = key(artifact.text)
        else:
            found[path] = key(artifact.source, _signature(content / artifact.source))
    return found


def _stale(prints: Mapping[str, bytes], before: Made, output: Output) -> list[str]:
    """Return the paths whose fingerprint is new, or whose file is not as it was written."""
    stale = []
    for path, fingerprint in prints.items():
        known = before.outputs.get(path)
        if known is None or known[0] != fingerprint or not output.holds(path, known[1], known[2]):
            stale.append(path)
    return stale


def _write(claimed: Mapping[str, OutputFile], stale: list[str], output: Output, room: Room) -> dict[str, Written]:
    pages = [artifact for path in stale if isinstance(artifact := claimed[path], Page)]
    made = press(pages, environment(room.theme, room.lang), output, room.workers)
    written = {page.path: w for page, w in zip(pages, made, strict=True)}
    for path in stale:
        artifact = claimed[path]
        if isinstance(artifact, Text):
            written[path] = output.write(path, artifact.text.encode())
        elif isinstance(artifact, Copy):
            written[path] = output.copy(path, room.content / artifact.source)
    return written


def _signature(path: Path) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
