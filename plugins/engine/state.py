"""What a build remembers for the next one: only speed. Anything odd about it is as if it were not there."""

from __future__ import annotations

import marshal
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fcntl import LOCK_EX, LOCK_NB, flock
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from plugins.model.errors import NewsError

DIGEST_SIZE = 16
SLACK = 10_000_000
"""Bytes of a pack that are not worth a clean-up."""
Spot = tuple[int, int]
"""Where a record of a pack lies: offset and length."""


class Codec(NamedTuple):
    """Turns values into bytes and back."""

    dumps: Callable[[Any], bytes]
    loads: Callable[[Any], Any]


ANY = Codec(partial(pickle.dumps, protocol=5), pickle.loads)
PLAIN = Codec(marshal.dumps, marshal.loads)
"""Three times faster, for values of Python's own types alone."""


def load(path: Path, version: bytes, codec: Codec = ANY) -> Any:
    """Return the value saved by the same version of the program, whole; None where it is missing or damaged."""
    try:
        data = path.read_bytes()
        seal, payload = data[:DIGEST_SIZE], memoryview(data)[DIGEST_SIZE:]
        return codec.loads(payload) if seal == _digest(version, payload) else None
    except (OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, TypeError):
        return None


def save(path: Path, version: bytes, value: Any, codec: Codec = ANY) -> bytes:
    """Replace the saved value whole; return its seal."""
    payload = codec.dumps(value)
    seal = _digest(version, payload)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as stream:
        stream.write(seal)
        stream.write(payload)
    temporary.replace(path)
    return seal


def seal_of(path: Path) -> bytes:
    """Return the seal of a saved value, without looking at the value; empty where there is none."""
    try:
        with path.open("rb") as stream:
            return stream.read(DIGEST_SIZE)
    except OSError:
        return b""


def _digest(*parts: bytes | memoryview) -> bytes:
    total = blake2b(digest_size=DIGEST_SIZE)
    for part in parts:
        total.update(part)
    return total.digest()


@dataclass
class Pack:
    """Records in one file that only grows; each carries its digest, so that damage is a miss."""

    path: Path
    _file: int | None = field(default=None, init=False, repr=False, compare=False)
    """Open for reading since it was first read; workers inherit it."""

    def add(self, records: Iterable[tuple[str, bytes]]) -> list[Spot]:
        """Append records with their names; return where they lie."""
        with self.path.open("ab") as stream:
            offset = stream.tell()
            spots = []
            for name, record in records:
                stream.write(_digest(name.encode(), record) + record)
                spots.append((offset, len(record)))
                offset += DIGEST_SIZE + len(record)
        return spots

    def get(self, spot: Spot, name: str) -> bytes | None:
        """Return the record of a name, None where it is not there whole."""
        offset, length = spot
        try:
            if self._file is None:
                self._file = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
            data = os.pread(self._file, DIGEST_SIZE + length, offset)
        except OSError:
            return None
        seal, record = data[:DIGEST_SIZE], data[DIGEST_SIZE:]
        return record if seal == _digest(name.encode(), record) and len(record) == length else None

    def is_wasteful(self, live: Iterable[Spot]) -> bool:
        """Tell whether most of the pack is of no use, given where the records lie that are."""
        return self.size() > 2 * sum(length for _, length in live) + SLACK

    def compact(self, live: Mapping[str, tuple[Spot, str]]) -> dict[str, Spot]:
        """Write the pack anew with some records, given by any key with spot and name; return where they then lie."""
        found = ((key, name, self.get(spot, name)) for key, (spot, name) in live.items())
        whole = {key: (name, record) for key, name, record in found if record is not None}
        new = Pack(self.path.with_suffix(".new"))
        new.path.unlink(missing_ok=True)
        spots = new.add(whole.values())
        new.path.replace(self.path)
        self._close()
        return dict(zip(whole, spots, strict=True))

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
        self._file = None

    __del__ = _close

    def __reduce__(self) -> tuple[type[Pack], tuple[Path]]:
        return Pack, (self.path,)  # whoever it is sent to opens it anew

    def size(self) -> int:
        """Return how many bytes the pack has."""
        return self.path.stat().st_size if self.path.exists() else 0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one build; NewsError where another build holds it, naming its process.

    What builds that were killed have left half-written in it, or one folder deeper, is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except OSError as error:
            lock.seek(0)
            raise NewsError(f"{folder}: một lần dựng khác đang chạy (tiến trình {lock.read().strip()}).") from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        for left in chain(folder.glob(".*.tmp"), folder.glob("*/.*.tmp")):
            left.unlink(missing_ok=True)
        yield
