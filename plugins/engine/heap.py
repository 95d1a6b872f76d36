"""How a process deals with memory, where its C library is glibc; elsewhere nothing is done."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache
from typing import Any

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""As glibc's malloc.h counts them."""
LARGEST = 32 << 20
"""Bytes; larger blocks are given back as soon as they are free. Pillow takes pictures in blocks of 16 MB."""
KEPT = 64 << 20
"""Bytes of free memory that are kept for the next picture."""


def give_back() -> None:
    """Give memory that was freed back to the system.

    It would be kept beneath anything that is still in use. After related news of 20,000 articles were found that was
    100 MB of 284, which every worker that is started then has as well.
    """
    with suppress(AttributeError, OSError, TypeError):
        _library().malloc_trim(0)


@cache
def reuse() -> None:
    """Have freed memory used again for the next picture; once for a worker, which ends when all pictures are made.

    By itself the library gives every picture's memory back and asks for it anew, and the system clears it each time: a
    tenth of the time that a photo takes.
    """
    with suppress(AttributeError, OSError, TypeError):
        _library().mallopt(M_MMAP_THRESHOLD, LARGEST)
        _library().mallopt(M_TRIM_THRESHOLD, KEPT)


def _library() -> Any:
    return ctypes.CDLL(None)
