"""The heap of this process."""

from __future__ import annotations

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Give memory that was freed back to the system, where the C library can be told to.

    glibc keeps what was freed beneath anything that is still in use. After related news of 20,000 articles were found
    that was 100 MB of 284, which every worker that is started then has as well.
    """
    with suppress(AttributeError, OSError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)
