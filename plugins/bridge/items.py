"""What single files say: read in workers, and had back from what a former build kept."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from plugins.bridge import blobs
from plugins.bridge.rows import Row, packed, restorer
from plugins.bridge.sources import Known, Looked, Rows, Sources
from plugins.engine.executor import is_worker
from plugins.engine.state import Pack
from plugins.model.article import Article, Body, StandingPage
from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.model.keys import join, key
from plugins.reading.limits import Batch
from plugins.reading.look import UNSURE, Look, look

Item = Article | StandingPage


class Read(NamedTuple):
    """What a worker brings back of a file; no row where an error stands among the diagnostics."""

    file: str
    look: Look
    blob: bytes
    looked: Looked
    digest: str
    mark: bytes
    row: Row | bytes | None
    told: tuple[Diagnostic, ...]
    body: bytes


def restored(sources: Sources, kept: Rows, timezone: str, files: Iterable[str] | None = None) -> dict[str, Item]:
    """Return what files say, by default all, as values; `kept` are the rows of those that were not read anew."""
    restore = restorer(ZoneInfo(timezone))
    items: dict[str, Item] = {}
    for file in sources.known if files is None else files:
        if file in sources.restored:
            items[file] = sources.restored[file]
            continue
        row = sources.rows.get(file) or kept[file]
        if isinstance(row, bytes):
            items[file] = pickle.loads(row)  # noqa: S301 - the file that rows come from is sealed
        else:
            items[file] = restore(row, sources.known[file].digest)
    for file, body in sources.bodies.items():
        items[file] = replace(items[file], body=pickle.loads(body))  # noqa: S301 - our own worker's
    return items


def body_of(root: Path, known: Known, pack: Pack, timezone: str, item: Item) -> Body:
    """Fetch an item's body from the pack; read the file again where the pack is damaged."""
    record = pack.get(known[item.file].body, item.digest)
    if record is None:
        record = read(str(root), timezone, item.file).body
    body: Body = pickle.loads(record)  # noqa: S301 - its digest was checked
    return body


def read(root: str, timezone: str, file: str) -> Read:
    """Read a file, in a worker or here."""
    from plugins.reading.article import read_within  # with pydantic, a quarter of a second

    path = f"{root}/{file}"
    seen = look(path, time.time_ns())  # before the reading: a change meanwhile is seen later
    raw = blobs.contents(path)
    blob = b"" if raw is None else blobs.name_of(raw)
    with nullcontext(_limits()) if is_worker() else Batch() as limits:  # a worker keeps them while it lives
        reading = read_within(limits, root, file, timezone, raw)
    value = reading.value
    if value is None:
        return Read(file, seen, blob, (), "", b"", None, reading.diagnostics, b"")
    digest = key(file, blob, reading.looked).hex()
    row, mark = _row(value, digest)
    body = pickle.dumps(value.body, protocol=5)
    return Read(file, seen, blob, reading.looked, digest, mark, row, reading.diagnostics, body)


def _row(item: Item, digest: str) -> tuple[Row | bytes, bytes]:
    """Return what an item says but for its body, to be kept, and the key of it."""
    if isinstance(item, Article):
        row = packed(item)
        return row, join(row[1])
    kept = pickle.dumps(replace(item, digest=digest, body=()), protocol=5)
    return kept, key(kept)


@cache
def _limits() -> Batch:
    return Batch().__enter__()


def lost(file: str) -> Read:
    """Tell of a file whose worker died."""
    return Read(file, UNSURE, b"", (), "", b"", None, (diagnose("worker-lost", file),), b"")
