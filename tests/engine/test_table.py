"""Many values of which few change at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.engine.table import FEW, NEW, SHARE, Kept, Table, Values

MANY: Values = {f"tin/{n}": (n, str(n)) for n in range(SHARE * FEW)}


def put(file: Path, kept: Kept, was: Values, now: Values) -> Kept:
    """Keep what differs; return what the state is to keep."""
    table = Table(file, b"1", kept)
    changed = {path: value for path, value in now.items() if path not in was or was[path] != value}
    table.put(changed, was.keys() - now.keys(), lambda: now)
    return table.kept


def test_few_changes_leave_the_file_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "tables" / "sources"
    kept = put(file, NEW, {}, MANY)
    before = file.read_bytes()
    now = {**MANY, "tin/7": (0, "khác"), "tin/mới": (1, "mới")}
    del now["tin/8"]
    kept = put(file, kept, MANY, now)
    assert file.read_bytes() == before
    assert Table(file, b"1", kept).load() == now
    kept = put(file, kept, now, MANY)
    assert file.read_bytes() == before
    assert Table(file, b"1", kept).load() == MANY


def test_many_changes_write_it_anew(tmp_path: Path) -> None:
    file = tmp_path / "tables" / "sources"
    kept = put(file, NEW, {}, MANY)
    now = {path: (n, "khác") if n < FEW + 1 else (n, text) for path, (n, text) in MANY.items()}
    kept = put(file, kept, MANY, now)
    assert (kept[2], kept[3]) == ({}, ())
    assert Table(file, b"1", kept).load() == now


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:20] + b"!" + data[21:], lambda data: b""]
)
def test_a_file_that_is_damaged_or_another_one_is_lost(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    file = tmp_path / "tables" / "sources"
    kept = put(file, NEW, {}, MANY)
    put(file, NEW, {}, {"tin/0": (1, "khác")})
    assert Table(file, b"1", kept).load() is None
    kept = put(file, NEW, {}, MANY)
    assert Table(file, b"2", kept).load() is None
    file.write_bytes(damage(file.read_bytes()))
    assert Table(file, b"1", kept).load() is None
    file.unlink()
    assert Table(file, b"1", kept).load() is None


@given(st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(st.integers(0, 3)), max_size=8), max_size=6))
def test_what_was_kept_is_what_was_put(tmp_path_factory: pytest.TempPathFactory, states: list[Values]) -> None:
    file = tmp_path_factory.mktemp("table") / "tables" / "sources"
    kept, was = NEW, {}
    for now in states:
        kept = put(file, kept, was, now)
        assert Table(file, b"1", kept).load() == now
        was = now
