"""How files look from outside: enough to see that one has changed without opening it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from hashlib import blake2b

Look = tuple[int, int, int, int]
"""Size, time of change of the content, time of change of anything (nanoseconds), inode."""
UNSURE: Look = (0, 0, 0, 0)
"""The look of a file that is not there, or changed so lately that its times may not tell the next change."""
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic", ".tif", ".tiff")
FRESH = 100_000_000
"""Nanoseconds within which two changes may bear the same time."""


def look(path: str, begun: int) -> Look:
    """Return the look of a file or folder; `begun` is when the build began, in nanoseconds."""
    try:
        found = os.lstat(path)
    except OSError:
        return UNSURE
    changed = found.st_ctime_ns
    if changed > begun - FRESH:
        return UNSURE
    return found.st_size, found.st_mtime_ns, changed, found.st_ino


def mode(path: str) -> int | None:
    """Return what kind of thing lies at a path and who may read it, None where nothing does."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return None


def trace(path: str) -> int | None:
    """Return what a reading may depend on of a path: its mode, None where nothing is there.

    Of a folder's path that ends in `/` it is a digest of the names of the pictures in it.
    """
    if not path.endswith("/"):
        return mode(path)
    return trace_of(pictures(path))


def trace_of(names: Iterable[str]) -> int:
    """Return the digest of the names of the pictures in a folder, given in any order."""
    joined = "/".join(sorted(names)).encode("utf-8", "surrogateescape")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big")


def pictures(folder: str) -> list[str]:
    """Return the names of the pictures in a folder, in any order."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [name for name in names if name.lower().endswith(PICTURES) and name[0] != "." and name.isprintable()]


def is_plain(path: str) -> bool:
    """Tell whether a plain file lies at a path; a link is none."""
    return stat.S_ISREG(mode(path) or 0)
