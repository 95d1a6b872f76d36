"""Articles and standing pages as last read: read again only where a file, or one it looks at, has changed."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plugins.bridge import blobs
from plugins.engine.executor import Crew
from plugins.engine.state import Pack, Spot
from plugins.model.diagnostic import Diagnostic
from plugins.reading.look import UNSURE, Look, look, trace

if TYPE_CHECKING:
    from plugins.bridge.items import Item, Read
    from plugins.bridge.rows import Row

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
Rows = dict[str, "Row | bytes"]
"""By file: an article without its body; a page, pickled."""
Items = Mapping[str, "Item"]


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
    restored: Items = field(default_factory=dict)
    """What was made of the rows of other files while those were read."""


def nothing(kept: Known, stale: Sequence[str]) -> Items:
    """Make nothing while files are read."""
    del kept, stale
    return {}


class Asked(NamedTuple):
    """Files whose content is wanted."""

    files: Sequence[str]
    changed: Container[str] | None = None
    """Those among them that alone may differ from what is known; None where nobody has watched."""
    settled: Container[str] = ()
    """Folders in which nothing has come or gone."""
    meanwhile: Callable[[Known, Sequence[str]], Items] = nothing
    """What is done while workers read, given what holds of the known files and which are read."""


def read_sources(
    root: Path, asked: Asked, known: Mapping[str, Source], pack: Pack | None, timezone: str, crew: Crew
) -> Sources:
    """Return what all files say, taking from `known` what still holds."""
    kept, stale, is_new = _sift(root, asked, known)
    found = Sources(kept, {}, tuple(stale), is_new)
    if stale:
        from plugins.bridge.items import lost, read  # what an unchanged portal does not need

        def meanwhile() -> None:
            found.restored = asked.meanwhile(kept, stale)

        _take(crew.stream(partial(read, str(root), timezone), stale, lost, "Đọc bài", meanwhile), found, pack)
    if is_new:  # what was looked at twice or read anew came last
        found.known = {file: found.known[file] for file in asked.files if file in found.known}
    return found


def told(sources: Sources) -> Iterator[Diagnostic]:
    """Yield what is wrong in all files."""
    for source in sources.known.values():
        if source.told != NONE:
            yield from pickle.loads(source.told)  # noqa: S301 - sealed
    for problems in sources.failed.values():
        yield from problems


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
        if seen != source.look or seen is UNSURE:
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
    for name, was in source.looked:  # noqa: SIM110 - so often that what `all` needs for itself would be half of it
        if name[:-1] not in settled and trace(top + name) != was:
            return False
    return True


def _take(read: Iterable[Read], found: Sources, pack: Pack | None) -> None:
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
