"""Name every copy of a photo before a pixel is touched. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.model.views import Rendition
from plugins.photos.settings import PhotoSettings

RECIPE = 1
"""Counts up when the same original would give other bytes, so that old copies are made anew."""


@dataclass(frozen=True, slots=True)
class Original:
    """A photo as found: digest of its bytes (hex) and its size in pixels when upright."""

    digest: str
    width: int
    height: int


def plan(original: Original, settings: PhotoSettings) -> tuple[Rendition, ...]:
    """Return the copies of a photo, narrow to wide: the set widths below its own, then its own up to the widest.

    Nothing is scaled up. An address holds the digest of the original and the recipe, so its bytes never change.
    """
    widest = min(original.width, settings.widths[-1])
    widths = [w for w in settings.widths if w < widest] + [widest]
    return tuple(Rendition(url(original, width, settings), width, _height(original, width)) for width in widths)


def url(original: Original, width: int, settings: PhotoSettings) -> str:
    """Return the address of a copy: `/anh/3f/3fa9…-1q80-640.jpg`."""
    name = original.digest[:20]
    return f"/anh/{name[:2]}/{name}-{RECIPE}q{settings.quality}-{width}.jpg"


def _height(original: Original, width: int) -> int:
    return max(1, round(original.height * width / original.width))
