"""Keys: short digests of all that a thing depends on. Equal keys promise equal things."""

from __future__ import annotations

from hashlib import blake2b

SIZE = 16


def key(*parts: object) -> bytes:
    """Return the digest of some values by their canonical text, `repr`: the same in any process.

    Parts may be texts, numbers, bytes, tuples and frozen dataclasses of those; nothing without an order.
    """
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


def join(*parts: bytes) -> bytes:
    """Return the digest of some keys in their order, each of a fixed length or ended by what it cannot hold."""
    return blake2b(b"".join(parts), digest_size=SIZE).digest()
