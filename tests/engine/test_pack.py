"""A pack stays open for reading, and gives what lies in its file by now, or nothing."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from plugins.engine.state import DIGEST_SIZE, Pack


def test_what_is_added_after_the_first_reading_is_read_too(tmp_path: Path) -> None:
    pack = Pack(tmp_path / "pack")
    (first,) = pack.add([("a", b"1")])
    assert pack.get(first, "a") == b"1"
    (second,) = pack.add([("b", b"22")])
    assert (pack.get(first, "a"), pack.get(second, "b"), pack.get(second, "a")) == (b"1", b"22", None)


def test_a_compacted_pack_is_read_anew(tmp_path: Path) -> None:
    pack = Pack(tmp_path / "pack")
    _, second = pack.add([("a", b"1"), ("b", b"22")])
    assert pack.get(second, "b") == b"22"
    moved = pack.compact({"b": (second, "b")})
    assert moved == {"b": (0, 2)}
    assert pack.get(moved["b"], "b") == b"22"
    assert pack.size() == DIGEST_SIZE + 2


def test_damage_is_a_miss_though_the_pack_is_open(tmp_path: Path) -> None:
    pack = Pack(tmp_path / "pack")
    assert pack.get((0, 1), "a") is None
    first, second = pack.add([("a", b"1"), ("b", b"22")])
    assert pack.get(first, "a") == b"1"
    with pack.path.open("r+b") as stream:
        stream.truncate(stream.seek(0, os.SEEK_END) - 1)
        stream.seek(DIGEST_SIZE)
        stream.write(b"x")
    assert (pack.get(first, "a"), pack.get(second, "b")) == (None, None)


def test_who_is_sent_a_pack_opens_it_anew(tmp_path: Path) -> None:
    pack = Pack(tmp_path / "pack")
    (spot,) = pack.add([("a", b"1")])
    pack.get(spot, "a")
    sent = pickle.loads(pickle.dumps(pack))
    del pack
    assert sent.get(spot, "a") == b"1"
