"""Memory given back."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest

from plugins.engine.heap import give_back

BLOCK = 8_000
"""Bytes that Python asks the C library for, too few for a mapping of their own."""
STATM = Path("/proc/self/statm")


@pytest.mark.skipif(not hasattr(os, "confstr") or "CS_GNU_LIBC_VERSION" not in os.confstr_names, reason="needs glibc")
def test_what_was_freed_beneath_what_is_in_use_is_given_back() -> None:
    blocks = [bytes(BLOCK) for _ in range(10_000)]
    pin = blocks[-1]
    del blocks
    before = _megabytes()
    give_back()
    assert _megabytes() < before - 40
    assert len(pin) == BLOCK


def _megabytes() -> float:
    return int(STATM.read_text().split()[1]) * resource.getpagesize() / 1e6
