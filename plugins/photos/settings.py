"""Settings of the photo plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotoSettings:
    """Widths in pixels, narrow to wide; JPEG quality; the largest original in million pixels."""

    widths: tuple[int, ...] = (640, 1280)
    quality: int = 80
    max_megapixels: int = 89
