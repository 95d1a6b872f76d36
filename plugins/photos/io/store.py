"""The store: copies under the names that their addresses end in, and for each original what is known of it.

A photo's sidecar lies beside its copies. It holds what was learnt when the original was open, and a seal of every copy,
so that a damaged store costs only time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from plugins.engine import state
from plugins.photos.plan import Original

VERSION = b"photos 1"
SIDECAR = ".sidecar"
NAME = 20
"""Hex digits of an original's digest that its files' names begin with."""


@dataclass(frozen=True)
class Sidecar:
    """What is known of one original, and the seals of its copies by file name."""

    original: Original
    seals: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Store:
    """A folder of copies, two hex digits deep."""

    folder: Path

    def path(self, name: str) -> str:
        """Return where a copy lies, by its file name or its address."""
        name = name.rpartition("/")[2]
        return f"{self.folder}/{name[:2]}/{name}"

    def sidecar(self, name: str, encoder: str) -> Sidecar | None:
        """Return the sidecar of the original that a name begins with the digest of; None where it is not whole."""
        found = state.load(self._sidecar(name), VERSION + encoder.encode())
        return found if isinstance(found, Sidecar) else None

    def keep(self, sidecar: Sidecar, encoder: str) -> None:
        """Put a sidecar in its place, whole."""
        path = self._sidecar(sidecar.original.digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        state.save(path, VERSION + encoder.encode(), sidecar)

    def put(self, name: str, data: bytes) -> bytes:
        """Put a copy in its place, whole and not to be written to; return its seal."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        temporary = f"{path}.{os.getpid()}.tmp"
        with open(temporary, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o444)
        os.replace(temporary, path)
        return seal(data)

    def is_whole(self, name: str, encoder: str) -> bool:
        """Tell whether a copy is as it was made."""
        sidecar = self.sidecar(name.rpartition("/")[2], encoder)
        try:
            with open(self.path(name), "rb") as stream:
                return sidecar is not None and sidecar.seals.get(name.rpartition("/")[2]) == seal(stream.read())
        except OSError:
            return False

    def holds(self, names: Iterable[str]) -> bool:
        """Tell whether all these copies are there; their bytes are looked at when they are published."""
        return all(os.path.exists(self.path(name)) for name in names)

    def sweep(self, wanted: Iterable[str]) -> None:
        """Remove every file that is not a wanted copy, or the sidecar of one. Reads the names of all."""
        keep = {url.rpartition("/")[2] for url in wanted}
        keep |= {name[:NAME] + SIDECAR for name in keep}
        for shelf in self.folder.glob("[0-9a-f][0-9a-f]"):
            for entry in list(os.scandir(shelf)):
                if entry.name not in keep:
                    os.unlink(entry.path)

    def remove(self, names: Iterable[str]) -> None:
        """Remove these files, as far as they are there."""
        for name in names:
            with suppress(FileNotFoundError):
                os.unlink(self.path(name))

    def _sidecar(self, name: str) -> Path:
        return self.folder / name[:2] / (name[:NAME] + SIDECAR)


def seal(data: bytes) -> bytes:
    """Return the digest by which damage is seen."""
    return blake2b(data, digest_size=16).digest()
