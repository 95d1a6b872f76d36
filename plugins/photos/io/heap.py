"""How a process that makes pictures deals with memory."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""As glibc's malloc.h counts them."""
LARGEST = 32 << 20
"""Bytes; larger blocks are given back as soon as they are free. Pillow takes pictures in blocks of 16 MB."""
KEPT = 64 << 20
"""Bytes of free memory that are kept for the next picture."""


@cache
def reuse() -> None:
    """Have freed memory used again, where the system's C library is glibc; once for a process.

    By itself it gives every picture's memory back and asks for it anew, and the system clears it each time: a tenth of
    the time that a photo takes.
    """
    with suppress(OSError, AttributeError, TypeError):  # no such library, or one without this
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(M_MMAP_THRESHOLD, LARGEST)
        mallopt(M_TRIM_THRESHOLD, KEPT)
