"""Texts of items kept in a file."""

from __future__ import annotations

import errno
import os

import pytest

from plugins.feeds.io.press import Spool


def test_texts_come_back_encoded_in_any_order() -> None:
    spool = Spool()
    texts = ["Đại hội", "", "chi bộ 𠀀", "x" * 100_000]
    spots = [spool.add(text) for text in texts]
    assert [spool.get(spot).decode() for spot in reversed(spots)] == texts[::-1]


def test_a_disk_that_is_full_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:-1]))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        Spool().add("Đại hội")
