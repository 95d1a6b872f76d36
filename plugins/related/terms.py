"""An article's words as counted terms: syllables of the whole text, folded pairs of syllables of title and lead."""

from __future__ import annotations

import html
import re
import string
from binascii import crc32
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plugins.model.text import fold

BITS = 21
"""Terms are known by so many bits of a checksum: no vocabulary has to be kept, and two words seldom meet."""
BUCKETS = 1 << BITS
WORDS = 7 * BUCKETS // 8
"""Numbers of words; those of pairs follow."""
HEAD = 2
"""How often the words of title and lead count. Not every text has both, so they must not outweigh the rest."""
MOST = 255
"""A count that nothing exceeds, so that counts are bytes."""
STEM = 7
"""Letters by which a word is known. No Vietnamese syllable has more; of other words endings mostly go."""
PASSAGE = 5
"""Words that stand in two texts in a row by copying, where they are no phrase that one of them says again."""
MARKS = 96
"""Passages kept of a text, those of the smallest checksums: a sample to tell by what two texts have verbatim."""
NO_MARK = 0xFFFF_FFFF
KNOWN_WORDS = 200_000

_TAG = re.compile(r"<[^>]*>")
_GAPS = bytes.maketrans((string.punctuation + string.whitespace).encode(), b" " * 38)
"""Bytes of UTF-8 make this several times faster than a pattern over characters."""
_SIGNS = "“”‘’…–—\u00a0•"
_PAIR = np.uint32(0x9E3779B1)


@dataclass(frozen=True)
class Terms:
    """What is kept of a text: distinct terms in ascending order, how often each stands there, marks of passages."""

    terms: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    marks: NDArray[np.uint32]
    """Checksums of passages, ascending, filled up with `NO_MARK`."""


def count(title: str, lead: str, body: Sequence[str]) -> Terms:
    """Count the terms of an article; `body` is HTML in pieces. Linear in the text."""
    text = _TAG.sub("\n", "".join(body))
    if "&" in text:
        text = html.unescape(text)
    head = [_hashes(title), _hashes(lead)]
    words = _plain(_hashes(text))
    pairs = np.concatenate([(one[:-1] * _PAIR) ^ one[1:] for one in map(_folded, head)])
    plain = np.concatenate([*map(_plain, head * HEAD), words])
    found = np.concatenate([_among(plain, 0, WORDS), _among(pairs, WORDS, BUCKETS)])
    first = _sorted(found)
    counts = np.append(first[1:], len(found)) - first
    return Terms(found[first], np.minimum(counts, MOST).astype(np.uint8), _marks(words))


def _among(hashes: NDArray[np.uint32], start: int, stop: int) -> NDArray[np.uint32]:
    """Return numbers in a range for checksums."""
    return (hashes * np.uint64(stop - start) >> np.uint64(32)).astype(np.uint32) + np.uint32(start)


def _sorted(numbers: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Sort numbers in place; return where each stands first. `np.unique` takes twice as long for a few hundred."""
    numbers.sort()
    is_first = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
    return np.flatnonzero(is_first)


class _Words(dict[bytes, bytes]):
    """For each word, in any case, its checksum and, in the upper half, that of its folded form, as NumPy holds them."""

    def __missing__(self, word: bytes) -> bytes:
        if len(self) > KNOWN_WORDS:
            self.clear()
        lower = word.decode().lower()[:STEM]
        found = self[word] = np.uint64(crc32(lower.encode()) | crc32(fold(lower).encode()) << 32).tobytes()
        return found


_words = _Words()


def _hashes(text: str) -> NDArray[np.uint64]:
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    words = text.encode("utf-8", "replace").translate(_GAPS).split()
    return np.frombuffer(b"".join(map(_words.__getitem__, words)), np.uint64)  # numbers one by one take longer


def _plain(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    return hashes.astype(np.uint32)


def _folded(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    return (hashes >> np.uint64(32)).astype(np.uint32)


def _marks(words: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the smallest checksums of the passages that a text has once, the same for the same words anywhere.

    What it says again is a name or a phrase: others who say it have not copied it.
    """
    marks = np.full(MARKS, NO_MARK, np.uint32)
    count = len(words) - PASSAGE + 1
    if count > 0:
        passages = words[:count].copy()
        for place in range(1, PASSAGE):
            passages *= _PAIR
            passages += words[place : place + count]
        passages ^= passages >> np.uint32(15)
        some = np.partition(passages, 2 * MARKS)[: 2 * MARKS] if count > 2 * MARKS else passages
        least = _once(some)
        if count > 2 * MARKS:
            least = least[:-1] if len(least) > MARKS else _once(passages)  # the last may stand again among the rest
        least = least[:MARKS]
        marks[: len(least)] = least
    return marks


def _once(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Sort numbers in place; return those that stand there once."""
    first = _sorted(numbers)
    once: NDArray[np.uint32] = numbers[first[np.diff(first, append=len(numbers)) == 1]]
    return once
