"""What a build remembers for the next one: only speed. Anything odd about it is as if it were not there."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import blake2b
from pathlib import Path
from typing import Any

from plugins.model.errors import NewsError

DIGEST_SIZE = 16
Spot = tuple[int, int]
"""Where a record of a pack lies: offset and length."""


def load(path: Path, version: bytes) -> Any:
    """Return the value saved by the same version of the program, whole; None where it is missing or damaged."""
    try:
        data = path.read_bytes()
        seal, payload = data[:DIGEST_SIZE], memoryview(data)[DIGEST_SIZE:]
        if seal != _digest(version, payload):
            return None
        return pickle.loads(payload)  # noqa: S301 - sealed by our own digest, in a folder that only builds write to
    except (OSError, ValueError, EOFError, pickle.UnpicklingError, AttributeError, ImportError, IndexError, TypeError):
        return None


def save(path: Path, version: bytes, value: Any) -> None:
    """Replace the saved value whole."""
    payload = pickle.dumps(value, protocol=5)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_bytes(_digest(version, payload) + payload)
    temporary.replace(path)


def _digest(*parts: bytes | memoryview) -> bytes:
    total = blake2b(digest_size=DIGEST_SIZE)
    for part in parts:
        total.update(part)
    return total.digest()


@dataclass
class Pack:
    """Records in one file that only grows; each carries its digest, so that damage is a miss."""

    path: Path

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
            with self.path.open("rb") as stream:
                stream.seek(offset)
                data = stream.read(DIGEST_SIZE + length)
        except OSError:
            return None
        seal, record = data[:DIGEST_SIZE], data[DIGEST_SIZE:]
        return record if seal == _digest(name.encode(), record) and len(record) == length else None

    def size(self) -> int:
        """Return how many bytes the pack has."""
        return self.path.stat().st_size if self.path.exists() else 0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one build; NewsError where another build holds it, naming its process."""
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
        yield
