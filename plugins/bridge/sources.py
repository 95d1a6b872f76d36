"""Articles and standing pages as last read: read again only where a file, or one it looks at, has changed."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from plugins.bridge import blobs
from plugins.bridge.rows import Row, flatten, restorer
from plugins.engine.executor import Crew, is_worker
from plugins.engine.state import Pack, Spot
from plugins.model.article import Article, Body, StandingPage
from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.model.keys import key
from plugins.reading.limits import Batch
from plugins.reading.look import UNSURE, Look, look, trace

Item = Article | StandingPage
Looked = tuple[tuple[str, int | None], ...]
NONE = pickle.dumps(())


class Source(NamedTuple):
    """What is known of one file, in plain values."""

    look: Look
    blob: bytes
    """Digest of its bytes."""
    looked: Looked
    """Other paths that it depends on being there or not."""
    digest: str
    """Digest of all that."""
    told: bytes
    """What is wrong in it, pickled."""
    body: Spot
    """Where its body lies in the pack."""
    sound: bytes
    """Digest of the registries that know every id in it as it was typed."""
    mark: bytes
    """Key of all that it says but for its body."""


Known = dict[str, Source]
Rows = dict[str, Row | bytes]
"""By file: an article without its body, flattened; a page, pickled."""


@dataclass
class Sources:
    """All files: those that were read well, by path, and what is wrong with those that were not."""

    known: Known
    failed: dict[str, tuple[Diagnostic, ...]]
    stale: tuple[str, ...]
    """Files that had to be read anew."""
    is_new: bool
    """Whether anything is to be kept that the former build did not know."""
    rows: Rows = field(default_factory=dict)
    """What the files that were read anew say."""
    bodies: dict[str, bytes] = field(default_factory=dict)
    """Bodies that lie in no pack."""


class Asked(NamedTuple):
    """Files whose content is wanted."""

    files: Sequence[str]
    changed: Container[str] | None = None
    """Those among them that alone may differ from what is known; None where nobody has watched."""
    settled: Container[str] = ()
    """Folders in which nothing has come or gone."""
    meanwhile: Callable[[], object] = bool
    """What is done while workers read."""


class _Read(NamedTuple):
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


def read_sources(
    root: Path, asked: Asked, known: Mapping[str, Source], pack: Pack | None, timezone: str, crew: Crew
) -> Sources:
    """Return what all files say, taking from `known` what still holds."""
    kept, stale, is_new = _sift(root, asked, known)
    found = Sources(kept, {}, tuple(stale), is_new)
    if stale:
        _take(crew.stream(partial(_read, str(root), timezone), stale, _lost, "Đọc bài", asked.meanwhile), found, pack)
    if is_new:  # what was looked at twice or read anew came last
        found.known = {file: found.known[file] for file in asked.files if file in found.known}
    return found


def restored(sources: Sources, kept: Rows, timezone: str, files: Iterable[str] | None = None) -> dict[str, Item]:
    """Return what files say, by default all, as values; `kept` are the rows of those that were not read anew."""
    restore = restorer(ZoneInfo(timezone))
    items: dict[str, Item] = {}
    for file in sources.known if files is None else files:
        source = sources.known[file]
        row = sources.rows.get(file) or kept[file]
        items[file] = pickle.loads(row) if isinstance(row, bytes) else restore(row, source.digest)  # noqa: S301 - sealed
    for file, body in sources.bodies.items():
        items[file] = replace(items[file], body=pickle.loads(body))  # noqa: S301 - our own worker's
    return items


def told(sources: Sources) -> Iterator[Diagnostic]:
    """Yield what is wrong in all files."""
    for source in sources.known.values():
        if source.told != NONE:
            yield from pickle.loads(source.told)  # noqa: S301 - sealed
    for problems in sources.failed.values():
        yield from problems


def body_of(root: Path, known: Known, pack: Pack, timezone: str, item: Item) -> Body:
    """Fetch an item's body from the pack; read the file again where the pack is damaged."""
    record = pack.get(known[item.file].body, item.digest)
    if record is None:
        record = _read(str(root), timezone, item.file).body
    body: Body = pickle.loads(record)  # noqa: S301 - its digest was checked
    return body


def _sift(root: Path, asked: Asked, known: Mapping[str, Source]) -> tuple[Known, list[str], bool]:
    """Tell the files that are as they were from those that have to be read; and whether anything at all is new."""
    begun = time.time_ns()
    top = f"{root}/"
    kept: Known = {}
    stale: list[str] = []
    doubtful: list[tuple[str, Look]] = []
    for file in asked.files:
        source = known.get(file)
        if source is None:
            stale.append(file)
            continue
        if asked.changed is not None and file not in asked.changed:
            kept[file] = source
            continue
        seen = look(top + file, begun)
        if seen != source.look or seen == UNSURE:
            doubtful.append((file, seen))
        elif source.looked and not _is_surrounded(top, source, asked.settled):
            stale.append(file)
        else:
            kept[file] = source
    same = blobs.find(root, [file for file, _ in doubtful])
    for file, seen in doubtful:
        source = known[file]
        if same[file] == source.blob and _is_surrounded(top, source, asked.settled):
            kept[file] = source._replace(look=seen)
        else:
            stale.append(file)
    return kept, stale, bool(doubtful or stale or len(kept) < len(known))


def _is_surrounded(top: str, source: Source, settled: Container[str]) -> bool:
    """Tell whether all that a source looked at is as it was; what lies in folders that are settled is."""
    return all(name[:-1] in settled or trace(top + name) == was for name, was in source.looked)


def _take(read: Iterable[_Read], found: Sources, pack: Pack | None) -> None:
    """Sort what the workers bring: bodies into the pack as they come, all else into `found`."""
    whole: list[str] = []

    def bodies() -> Iterator[tuple[str, bytes]]:
        for one in read:
            if one.row is None:
                found.failed[one.file] = one.told
                continue
            told = pickle.dumps(one.told)
            found.known[one.file] = Source(one.look, one.blob, one.looked, one.digest, told, (0, 0), b"", one.mark)
            found.rows[one.file] = one.row
            whole.append(one.file)
            yield one.digest, one.body

    if pack:
        spots = pack.add(bodies())
        found.known |= {file: found.known[file]._replace(body=spot) for file, spot in zip(whole, spots, strict=True)}
    else:
        records = list(bodies())
        found.bodies = {file: body for file, (_, body) in zip(whole, records, strict=True)}


def _read(root: str, timezone: str, file: str) -> _Read:
    from plugins.reading.article import read_files, read_within  # with pydantic, a quarter of a second

    path = f"{root}/{file}"
    seen, blob = look(path, time.time_ns()), blobs.name(path)  # before the reading: a change meanwhile is seen later
    limits = _limits() if is_worker() else None  # a worker keeps them while it lives
    reading = read_within(limits, root, file, timezone) if limits else read_files(root, [file], timezone)[0]
    value = reading.value
    if value is None:
        return _Read(file, seen, blob, (), "", b"", None, reading.diagnostics, b"")
    digest = key(file, blob, reading.looked).hex()
    light = replace(value, digest=digest, body=())
    row = flatten(light) if isinstance(light, Article) else pickle.dumps(light, protocol=5)
    mark = key(row)
    body = pickle.dumps(value.body, protocol=5)
    return _Read(file, seen, blob, reading.looked, digest, mark, row, reading.diagnostics, body)


@cache
def _limits() -> Batch:
    return Batch().__enter__()


def _lost(file: str) -> _Read:
    return _Read(file, UNSURE, b"", (), "", b"", None, (diagnose("worker-lost", file),), b"")
