"""Articles and standing pages as last read: read again only where a file, or one it looks at, has changed."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path

from plugins.engine import executor
from plugins.engine.state import Pack, Spot
from plugins.model.article import Article, Body, StandingPage
from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.reading.article import Reading, read_files

Signature = tuple[int, int, int, int]
NEVER: Signature = (0, 0, 0, 0)
"""The signature of a file that changed so lately that its times may not tell the next change."""
SLACK = 10_000_000
"""Bytes of a pack that are not worth a clean-up."""
FRESH = 100_000_000
"""Nanoseconds within which two changes may bear the same time."""


@dataclass(frozen=True)
class Source:
    """What is known of one file: how it looked, what it says, where its body lies in the pack."""

    signature: Signature
    digest: str
    looked: tuple[tuple[str, int | None], ...]
    item: Article | StandingPage
    diagnostics: tuple[Diagnostic, ...]
    body: Spot


@dataclass(frozen=True)
class Sources:
    """All files: those that were read well, by path, and the readings of those that were not."""

    known: dict[str, Source]
    failed: tuple[Reading, ...]
    parsed: int
    """How many files had to be read anew."""
    is_new: bool
    """Whether anything is to be kept that the former build did not know."""


@dataclass(frozen=True, slots=True)
class _Fresh:
    """What a worker brings back of a file."""

    reading: Reading
    signature: Signature
    digest: str


def read_sources(
    root: Path, files: Sequence[str], known: Mapping[str, Source], pack: Pack | None, timezone: str, workers: int
) -> Sources:
    """Return what all files say, taking from `known` what still holds; without a pack items keep their bodies."""
    kept: dict[str, Source] = {}
    stale: list[str] = []
    for file in files:
        source = _still(root, file, known.get(file))
        if source:
            kept[file] = source
        else:
            stale.append(file)
    fresh = executor.run(partial(_read, str(root), timezone), stale, _lost, workers)
    kept |= _packed(fresh, pack)
    failed = tuple(f.reading for f in fresh if f.reading.value is None)
    is_new = bool(stale) or kept.keys() != known.keys() or any(kept[file] is not known[file] for file in kept)
    return Sources({file: kept[file] for file in files if file in kept}, failed, len(stale), is_new)


def _packed(fresh: Sequence[_Fresh], pack: Pack | None) -> dict[str, Source]:
    """Return what was read well, with the bodies put into the pack where there is one."""
    items = [(f, f.reading.value) for f in fresh if f.reading.value is not None]
    spots: list[Spot] = [(0, 0)] * len(items)
    if pack and items:
        spots = pack.add((f.digest, pickle.dumps(item.body, protocol=5)) for f, item in items)
    found = {}
    for (f, item), spot in zip(items, spots, strict=True):
        light = replace(item, digest=f.digest, body=() if pack else item.body)
        found[item.file] = Source(f.signature, f.digest, f.reading.looked, light, f.reading.diagnostics, spot)
    return found


def body_of(root: Path, sources: Sources, pack: Pack, timezone: str, item: Article | StandingPage) -> Body:
    """Fetch an item's body from the pack; read the file again where the pack is damaged."""
    record = pack.get(sources.known[item.file].body, item.digest)
    if record is not None:
        body: Body = pickle.loads(record)  # noqa: S301 - its digest was checked
        return body
    value = read_files(str(root), [item.file], timezone)[0].value
    return value.body if value else ()


def compact(known: dict[str, Source], pack: Pack) -> dict[str, Source]:
    """Write the pack anew where more than half of it is of no use any more; return the sources as they lie then."""
    live = sum(source.body[1] for source in known.values())
    if pack.size() <= 2 * live + SLACK:
        return known
    records = {file: pack.get(source.body, source.digest) for file, source in known.items()}
    whole = {file: record for file, record in records.items() if record is not None}
    new = Pack(pack.path.with_suffix(".new"))
    new.path.unlink(missing_ok=True)
    spots = new.add((known[file].digest, record) for file, record in whole.items())
    new.path.replace(pack.path)
    return {file: replace(known[file], body=spot) for file, spot in zip(whole, spots, strict=True)}


def _still(root: Path, file: str, source: Source | None) -> Source | None:
    """Return a source that still holds, with its present signature; None where it has to be read anew."""
    if source is None:
        return None
    path = f"{root}/{file}"
    signature = _signature(path)
    if signature != source.signature or signature == NEVER:
        if _digest(path, file) != source.digest:
            return None
        source = replace(source, signature=signature)
    return source if all(_mode(f"{root}/{name}") == mode for name, mode in source.looked) else None


def _read(root: str, timezone: str, file: str) -> _Fresh:
    path = f"{root}/{file}"
    signature, digest = (
        _signature(path),
        _digest(path, file),
    )  # before the reading: a change meanwhile is seen next time
    return _Fresh(read_files(root, [file], timezone)[0], signature, digest)


def _lost(file: str) -> _Fresh:
    return _Fresh(Reading(file, None, (diagnose("worker-lost", file),)), NEVER, "")


def _signature(path: str) -> Signature:
    try:
        found = os.lstat(path)
    except OSError:
        return NEVER
    if time.time_ns() - found.st_ctime_ns < FRESH:
        return NEVER
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _digest(path: str, file: str) -> str:
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as stream:
            return blake2b(file.encode() + b"\0" + stream.read(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _mode(path: str) -> int | None:
    try:
        return os.lstat(path).st_mode
    except OSError:
        return None
