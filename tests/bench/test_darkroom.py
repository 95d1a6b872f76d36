"""The benchmark of photos works on its own side; the peers are for `make bench-photos`."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = spec_from_file_location("bench_darkroom", Path(__file__).with_name("darkroom.py"))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_originals_are_the_same_on_every_run(bench: ModuleType, tmp_path: Path) -> None:
    one, other = (bench.originals(tmp_path / name, 1, (400, 300))[0].read_bytes() for name in "ab")
    assert one == other


def test_our_side_makes_every_copy_and_tells_its_memory(
    bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photos = bench.originals(tmp_path / "originals", 2, (1400, 900))
    bench.ours(photos, tmp_path / "store", "webp,jpeg")
    assert int(capsys.readouterr().out) > 0
    assert len(list((tmp_path / "store").glob("*/*.webp"))) == 2 * len(bench.WIDTHS)


def test_the_middle_value_is_the_median(bench: ModuleType) -> None:
    assert bench.median([3.0, 1.0, 2.0]) == 2.0
