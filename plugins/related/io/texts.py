"""Terms of texts on disk: records that only grow in number, each sealed, so that damage is a miss."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from hashlib import blake2b
from pathlib import Path

import numpy as np

from plugins.related.terms import MARKS, Terms

HEAD = 36
"""Bytes before a record's own: the seal, the name's digest, the number of terms."""
ONE = 5
"""Bytes of a term and its count."""


class TermsFile:
    """Terms by the digests of the files they were counted in. Read whole, once, where any are wanted."""

    def __init__(self, path: Path, length: int = -1) -> None:
        """Name the file, and how many bytes of it a former build left whole; nothing is read yet."""
        self._path = path
        self._found: dict[bytes, memoryview] | None = None
        self._length = length

    @property
    def length(self) -> int:
        """How many bytes of it are whole records."""
        return self._length

    def get(self, digests: Sequence[str]) -> dict[str, Terms]:
        """Return those that are known and whole."""
        records = self._records() if digests else {}
        found = {}
        for digest in digests:
            terms = _opened(records.get(_name(digest)))
            if terms:
                found[digest] = terms
        return found

    def add(self, found: Iterable[tuple[str, Terms]]) -> None:
        """Append terms."""
        records = {_name(digest): _sealed(_name(digest), terms) for digest, terms in found}
        data = b"".join(records.values())
        if self._length != (self._path.stat().st_size if self._path.exists() else 0):
            self._path.write_bytes(b"".join(self._records().values()))  # what follows torn records could not be found
            self._length = self._path.stat().st_size
        with self._path.open("ab") as stream:
            stream.write(data)
        self._length += len(data)
        if self._found is not None:
            self._found |= {name: memoryview(record) for name, record in records.items()}

    def keep(self, digests: Set[str]) -> None:
        """Write the file anew where more than half of what was read is of no use any more."""
        if self._found is None or len(self._found) <= 2 * len(digests) + 100:
            return
        names = {_name(digest) for digest in digests}
        new = self._path.with_suffix(".new")
        new.write_bytes(b"".join(record for name, record in self._found.items() if name in names))
        new.replace(self._path)
        self._length = self._path.stat().st_size

    def _records(self) -> dict[bytes, memoryview]:
        if self._found is None:
            self._found = {}
            data = memoryview(self._path.read_bytes() if self._path.exists() else b"")
            start = 0
            while start + HEAD <= len(data):
                count = int.from_bytes(data[start + 32 : start + HEAD], "little")
                end = start + HEAD + 4 * MARKS + ONE * count
                if end > len(data):
                    break
                self._found[bytes(data[start + 16 : start + 32])] = data[start:end]
                start = end
            self._length = start
        return self._found


def _name(digest: str) -> bytes:
    return blake2b(digest.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _sealed(name: bytes, terms: Terms) -> bytes:
    body = b"".join(
        (
            name,
            len(terms.terms).to_bytes(4, "little"),
            terms.marks.astype("<u4").tobytes(),
            terms.terms.astype("<u4").tobytes(),
            terms.counts.tobytes(),
        )
    )
    return blake2b(body, digest_size=16).digest() + body


def _opened(record: memoryview | None) -> Terms | None:
    if record is None or record[:16] != blake2b(record[16:], digest_size=16).digest():
        return None
    count = (len(record) - HEAD - 4 * MARKS) // ONE
    numbers = np.frombuffer(record, "<u4", MARKS + count, HEAD)
    return Terms(numbers[MARKS:], np.frombuffer(record, np.uint8, count, HEAD + 4 * (MARKS + count)), numbers[:MARKS])
