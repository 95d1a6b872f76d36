"""Copies are named before a pixel is touched."""

from __future__ import annotations

import pytest

from plugins.photos.plan import Original, plan
from plugins.photos.settings import PhotoSettings

SETTINGS = PhotoSettings(widths=(640, 1280))


@pytest.mark.parametrize(
    ("width", "widths"),
    [(4000, [640, 1280]), (1280, [640, 1280]), (1000, [640, 1000]), (640, [640]), (320, [320]), (1, [1])],
)
def test_nothing_is_scaled_up(width: int, widths: list[int]) -> None:
    assert [r.width for r in plan(Original("ab" * 32, width, width), SETTINGS)] == widths


def test_copies_keep_the_shape() -> None:
    assert [(r.width, r.height) for r in plan(Original("ab" * 32, 4000, 3000), SETTINGS)] == [(640, 480), (1280, 960)]
    assert plan(Original("ab" * 32, 5000, 1), SETTINGS)[0].height == 1


def test_an_address_changes_with_the_bytes_and_the_recipe() -> None:
    one, other = (plan(Original(d * 32, 2000, 1000), SETTINGS)[0].url for d in ("ab", "cd"))
    better = plan(Original("ab" * 32, 2000, 1000), PhotoSettings(widths=(640, 1280), quality=90))[0].url
    assert len({one, other, better}) == 3
    assert one.startswith("/anh/ab/")
