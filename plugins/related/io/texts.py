"""Terms of texts on disk: blocks that only grow in number, each sealed, so that damage is a miss."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np

from plugins.related.sheaf import Sheaf
from plugins.related.terms import MARKS

SEAL = 16
HEAD = SEAL + 8
"""Bytes before a block's own: the seal, the number of texts, the number of all their terms."""
NAME = 16
ONE = NAME + 4 + 4 * MARKS
"""Bytes of a text besides its terms: the name's digest, the number of terms, marks."""
TERM = 5
"""Bytes of a term and its count."""

Block = tuple[list[bytes], Sheaf]
"""Names of texts, and the texts."""


class TermsFile:
    """Terms by the digests of the files they were counted in. Read whole, once, where any are wanted."""

    def __init__(self, path: Path, length: int = -1) -> None:
        """Name the file, and how many bytes of it a former build left whole; nothing is read yet."""
        self._path = path
        self._length = length
        self._rows: dict[bytes, int] | None = None
        self._texts: list[Sheaf] = []
        self._number = 0

    @property
    def length(self) -> int:
        """How many bytes of it are whole blocks."""
        return self._length

    def missing(self, digests: Sequence[str]) -> list[int]:
        """Return which of some texts are not known, or not whole."""
        rows = self._known() if digests else {}
        return [n for n, digest in enumerate(digests) if _name(digest) not in rows]

    def get(self, digests: Sequence[str]) -> Sheaf:
        """Return texts, of which none may be missing."""
        rows = self._known()
        wanted = np.array([rows[_name(digest)] for digest in digests], np.int64)
        self._texts = [Sheaf.join(self._texts)]
        return self._texts[0].take(wanted)

    def add(self, digests: Sequence[str], texts: Sheaf) -> None:
        """Append a block."""
        names = list(map(_name, digests))
        if self._length != (self._path.stat().st_size if self._path.exists() else 0):
            self._known()  # what follows a torn block could not be found
            self._path.touch()
            os.truncate(self._path, self._length)
        with self._path.open("ab") as stream:
            self._length += stream.write(_sealed(names, texts))
        if self._rows is not None:
            self._learn((names, texts), self._rows)

    def keep(self, digests: Iterable[str]) -> None:
        """Let go of what was read; write the file anew where more than half of that is of no use any more."""
        wanted = set(digests) if self._rows else set()
        if self._rows and len(self._rows) > 2 * len(wanted) + 100:
            names = set(map(_name, wanted))
            found = {name: row for name, row in self._rows.items() if name in names}
            rows, new = np.array(list(found.values()), np.int64), self._path.with_suffix(".new")
            new.write_bytes(_sealed(list(found), Sheaf.join(self._texts).take(rows)))
            new.replace(self._path)
            self._length = self._path.stat().st_size
        self._rows, self._texts, self._number = None, [], 0

    def _known(self) -> dict[bytes, int]:
        """Return where each text stands among those of all blocks."""
        if self._rows is None:
            self._rows, self._length = {}, 0
            for block in self._blocks():
                self._learn(block, self._rows)
        return self._rows

    def _learn(self, block: Block, rows: dict[bytes, int]) -> None:
        names, texts = block
        rows.update(zip(names, range(self._number, self._number + len(names)), strict=True))
        self._texts.append(texts)
        self._number += len(names)

    def _blocks(self) -> Iterator[Block]:
        """Yield all blocks up to the first that is not whole."""
        if not self._path.exists():
            return
        size = self._path.stat().st_size
        with self._path.open("rb") as stream:
            while len(head := stream.read(HEAD)) == HEAD:
                number, total = np.frombuffer(head, "<u4", 2, SEAL).tolist()
                length = ONE * number + TERM * total
                if self._length + HEAD + length > size:
                    return
                body = stream.read(length)
                if head[:SEAL] != _seal(head[SEAL:], body):
                    return
                self._length += HEAD + length
                yield _opened(body, number, total)


def _name(digest: str) -> bytes:
    return blake2b(digest.encode("utf-8", "surrogatepass"), digest_size=NAME).digest()


def _seal(*parts: bytes) -> bytes:
    total = blake2b(digest_size=SEAL)
    for part in parts:
        total.update(part)
    return total.digest()


def _sealed(names: Sequence[bytes], texts: Sheaf) -> bytes:
    head = np.array([len(names), len(texts.terms)], "<u4").tobytes()
    columns = (texts.lengths.astype("<u4"), texts.marks.astype("<u4"), texts.terms.astype("<u4"), texts.counts)
    body = b"".join((*names, *(column.tobytes() for column in columns)))
    return _seal(head, body) + head + body


def _opened(body: bytes, number: int, total: int) -> Block:
    names = [body[NAME * n : NAME * (n + 1)] for n in range(number)]
    words = np.frombuffer(body, "<u4", number * (1 + MARKS) + total, NAME * number)
    lengths, marks, terms = np.split(words, [number, number * (1 + MARKS)])
    counts = np.frombuffer(body, np.uint8, total, len(body) - total)
    return names, Sheaf(marks.reshape(number, MARKS), lengths.cumsum(dtype=np.int64), terms, counts)
