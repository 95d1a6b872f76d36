"""Large columns kept by what changes in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from plugins.related.io.layers import BLOCK, Layers

Column = NDArray[np.int32]
Value = tuple[str, Column, Column]
ROWS = 20 * BLOCK


def value(name: str = "một") -> Value:
    return name, np.arange(ROWS, dtype=np.int32), np.zeros((ROWS, 2), np.int32)


def kept(file: Path) -> Layers:
    layers = Layers(file, b"1")
    layers.save(value())
    return layers


def same(found: object, wanted: Value) -> bool:
    return isinstance(found, tuple) and all(np.array_equal(a, b) for a, b in zip(found, wanted, strict=True))


def test_a_small_change_is_kept_in_a_small_file(tmp_path: Path) -> None:
    file = tmp_path / "shelf"
    kept(file)
    before = (tmp_path / "shelf.columns").read_bytes()
    name, one, two = value("hai")
    one, two = np.append(one, np.int32(7)), np.vstack([two, np.ones((1, 2), np.int32)])
    one[5], two[-3] = -1, 9
    layers = Layers(file, b"1")
    assert same(layers.load(), value())
    layers.save((name, one, two))
    assert (tmp_path / "shelf.columns").read_bytes() == before
    assert file.stat().st_size < 5 * BLOCK
    assert same(Layers(file, b"1").load(), (name, one, two))


def test_what_is_loaded_may_be_written_to_and_is_kept_then(tmp_path: Path) -> None:
    file = tmp_path / "shelf"
    kept(file)
    layers = Layers(file, b"1")
    found = layers.load()
    found[1][3] = 33
    layers.save(found)
    assert Layers(file, b"1").load()[1][3] == 33


def test_a_large_change_writes_the_columns_anew(tmp_path: Path) -> None:
    file = tmp_path / "shelf"
    kept(file)
    layers = Layers(file, b"1")
    layers.load()
    name, one, two = value("hai")
    layers.save((name, one + 1, two))
    assert file.stat().st_size < BLOCK
    assert same(Layers(file, b"1").load(), (name, one + 1, two))


DAMAGES = (lambda data: data[:-1], lambda data: data[:20] + b"\xff" + data[21:], lambda data: b"")


@pytest.mark.parametrize("name", ["shelf", "shelf.columns"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_or_does_not_belong_together_is_lost(
    tmp_path: Path, name: str, damage: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "shelf"
    kept(file)
    former = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(damage(former))
    assert Layers(file, b"1").load() is None
    Layers(file, b"1").save(("khác", np.ones(9, np.int32), np.ones(9, np.int32)))
    (tmp_path / name).write_bytes(former)
    assert Layers(file, b"1").load() is None
    assert Layers(file, b"2").load() is None
    (tmp_path / name).unlink()
    assert Layers(file, b"1").load() is None


columns = st.lists(st.integers(0, 3), max_size=40).map(lambda found: np.repeat(np.array(found, np.int32), BLOCK // 8))


@settings(deadline=None)
@given(st.lists(st.tuples(columns, columns), min_size=1, max_size=6))
def test_what_was_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, states: list[tuple[Column, Column]]
) -> None:
    file = tmp_path_factory.mktemp("layers") / "shelf"
    for number, (one, two) in enumerate(states):
        layers = Layers(file, b"1")
        layers.load()
        layers.save((str(number), one, two))
        assert same(Layers(file, b"1").load(), (str(number), one, two))
