"""Settings of the photo plan: what the office chose, and the limits that keep a build safe."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.model.errors import NewsError
from plugins.model.settings import SiteSettings

FORMATS = ("avif", "webp", "jpeg")
WIDEST_CARD = 1280


@dataclass(frozen=True, slots=True)
class PhotoSettings:
    """Widths in pixels, narrow to wide; formats, best first; qualities from 0 to 100; what is refused."""

    widths: tuple[int, ...] = (320, 640, 1280, 1920)
    formats: tuple[str, ...] = ("webp", "jpeg")
    words: bool = False
    crop_widths: tuple[int, ...] = (320, 640, 1280)
    jpeg_quality: int = 80
    webp_quality: int = 80
    avif_quality: int = 60
    max_megapixels: int = 89
    max_megabytes: int = 100
    max_seconds: int = 10
    max_memory: int = 600
    album_page: int = 48


def photo_settings(site: SiteSettings) -> PhotoSettings:
    """Take over what the portal's settings say of photos; NewsError where that makes no plan."""
    widths, formats = site.photo_widths, site.photo_formats
    if not widths or list(widths) != sorted(set(widths)) or not all(type(w) is int and 0 < w <= 8000 for w in widths):
        raise NewsError(f"PHOTO_WIDTHS = {widths!r}: cần các số nguyên dương tăng dần, nhiều nhất là 8000.")
    if "jpeg" not in formats or not set(formats) <= set(FORMATS):
        raise NewsError(f"PHOTO_FORMATS = {formats!r}: chỉ nhận {', '.join(FORMATS)}, và phải có jpeg.")
    cards = tuple(w for w in widths if w <= WIDEST_CARD) or widths[:1]
    return PhotoSettings(widths=widths, formats=formats, words=site.photo_words, crop_widths=cards)
