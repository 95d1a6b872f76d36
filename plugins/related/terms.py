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
TITLE, LEAD = 3, 2
"""How often the words of title and lead count."""
MOST = 255
"""A count that nothing exceeds, so that counts are bytes."""
SENTENCES = 16
SHORTEST = 40
"""Characters below which a sentence says nothing about where a text comes from."""
KNOWN_WORDS = 200_000

_TAG = re.compile(r"<[^>]*>")
_GAPS = bytes.maketrans((string.punctuation + string.whitespace).encode(), b" " * 38)
"""Bytes of UTF-8 make this several times faster than a pattern over characters."""
_MARKS = "“”‘’…–—\u00a0•"
_PAIR = np.uint32(0x9E3779B1)


@dataclass(frozen=True)
class Terms:
    """What is kept of a text: distinct terms in ascending order, how often each stands there, marks of sentences."""

    terms: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    sentences: NDArray[np.uint32]
    """The smallest checksums of its sentences, at most `SENTENCES`, ascending: a sample to compare two texts by."""


def count(title: str, lead: str, body: Sequence[str]) -> Terms:
    """Count the terms of an article; `body` is HTML in pieces. Linear in the text."""
    text = _TAG.sub("\n", "".join(body))
    if "&" in text:
        text = html.unescape(text)
    text = text.lower()
    head = [_hashes(title.lower()), _hashes(lead.lower())]
    pairs = [(_folded(one)[:-1] * _PAIR) ^ _folded(one)[1:] for one in head]
    plain = [_plain(head[0])] * TITLE + [_plain(head[1])] * LEAD + [_plain(_hashes(text))]
    found = np.concatenate([*plain, pairs[0], pairs[0], pairs[1]]) >> np.uint32(32 - BITS)
    terms, counts = np.unique(found, return_counts=True)
    return Terms(terms.astype(np.uint32), np.minimum(counts, MOST).astype(np.uint8), _sample(f"{lead.lower()}\n{text}"))


def term(kind: str, value: str) -> int:
    """Return the number of a term that stands for a value of the front matter."""
    return crc32(f"{kind}\0{value}".encode()) >> (32 - BITS)


class _Words(dict[bytes, int]):
    """For each word its checksum and, in the upper half, that of its folded form."""

    def __missing__(self, word: bytes) -> int:
        if len(self) > KNOWN_WORDS:
            self.clear()
        found = self[word] = crc32(word) | crc32(fold(word.decode()).encode()) << 32
        return found


_words = _Words()


def _hashes(text: str) -> NDArray[np.uint64]:
    for mark in _MARKS:
        text = text.replace(mark, " ")
    words = text.encode("utf-8", "replace").translate(_GAPS).split()
    return np.fromiter(map(_words.__getitem__, words), np.uint64, len(words))


def _plain(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    return hashes.astype(np.uint32)


def _folded(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    return (hashes >> np.uint64(32)).astype(np.uint32)


def _sample(text: str) -> NDArray[np.uint32]:
    pieces = text.replace("\n", ". ").split(". ")
    marks = {crc32(piece.encode("utf-8", "replace")) for piece in pieces if len(piece) >= SHORTEST}
    return np.array(sorted(marks)[:SENTENCES], np.uint32)
