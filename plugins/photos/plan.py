"""Name every copy of a photo before a pixel is touched. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from plugins.model.article import Focus
from plugins.model.views import Rendition
from plugins.photos.embed import Words
from plugins.photos.settings import PhotoSettings

FOLDER = "/anh/"
RECIPE = 4
"""Counts up when the same original would give other bytes, so that old copies are made anew."""
TALLEST = 16_000
"""Pixels. WebP ends at 16,383; what is taller is made narrower."""
SHAPE = (3, 2)
"""The shape of photos on cards."""
FACES = (50, 38)
"""Where faces are looked for in a photo that says nothing, in percent from the left and from the top."""
WORTH = 0.97
"""A crop that would keep more of the photo than this is not made."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels of the upright original."""


@dataclass(frozen=True, slots=True)
class Original:
    """What is known of a photo that was opened once: digest of its bytes (hex), size in pixels when upright."""

    digest: str
    width: int
    height: int
    tone: str = ""
    orientation: int = 1
    """As EXIF counts it: 1 stood upright already."""
    taken: str = ""
    """The camera's day, `2020-02-11`; empty where it does not tell."""
    caption: str = ""
    credit: str = ""
    """What the photo's own IPTC or XMP says of it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A row of copies to make from one part of a photo; `box` None is the whole."""

    renditions: tuple[Rendition, ...]
    box: Box | None = None


def stamp(settings: PhotoSettings, encoder: str, words: Words | None = None) -> str:
    """Return eight hex digits for all that shapes a copy's bytes besides the original: recipe, encoder, words."""
    recipe = (RECIPE, encoder, settings.jpeg_quality, settings.webp_quality, settings.avif_quality, words)
    return blake2b(repr(recipe).encode(), digest_size=4).hexdigest()


def plan(original: Original, settings: PhotoSettings, mark: str) -> tuple[Rendition, ...]:
    """Return the copies of a photo, narrow to wide: the set widths below its own, then its own up to the widest.

    Nothing is scaled up. An address holds the digest of the original and the stamp `mark`, so its bytes never change.
    """
    return _row(original, f"{original.digest[:20]}-{mark}", original.width, original.height, settings.widths, settings)


def plan_crop(original: Original, settings: PhotoSettings, mark: str, focus: Focus | None) -> Sheet | None:
    """Return the copies for cards; None where the photo is so near their shape that it serves as it is."""
    point = focus or FACES
    box = crop(original.width, original.height, point)
    width, height = box[2] - box[0], box[3] - box[1]
    if width * height > WORTH * original.width * original.height or min(width, height) < 1:
        return None
    name = f"{original.digest[:20]}-{mark}-{point[0]}x{point[1]}"
    return Sheet(_row(original, name, width, height, settings.crop_widths, settings), box)


def crop(width: int, height: int, focus: Focus) -> Box:
    """Return the largest box of the cards' shape, its centre as near the focus as the photo's edges allow."""
    across, down = SHAPE
    wide = min(width, height * across / down)
    high = min(height, width * down / across)
    left = min(max(0.0, width * focus[0] / 100 - wide / 2), width - wide)
    top = min(max(0.0, height * focus[1] / 100 - high / 2), height - high)
    return left, top, left + wide, top + high


def _row(
    original: Original, name: str, width: float, height: float, widths: tuple[int, ...], settings: PhotoSettings
) -> tuple[Rendition, ...]:
    others = _others(settings.formats)
    base = f"{FOLDER}{name[:2]}/{name}"
    return tuple(
        Rendition(f"{base}-{wide}.jpg", wide, high, others, original.tone)
        for wide, high in _sizes(width, height, widths)
    )


@lru_cache(maxsize=4096)
def _sizes(width: float, height: float, widths: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    widest = max(1, int(min(width, widths[-1], TALLEST * width / height)))
    return tuple((w, max(1, round(height * w / width))) for w in (*(w for w in widths if w < widest), widest))


@lru_cache(maxsize=64)
def _others(formats: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in formats if kind != "jpeg")


@lru_cache(maxsize=4096)
def endings(width: int, height: int, widths: tuple[int, ...], formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return what follows the stamp in the names of a whole photo's copies: `-320.jpg`, `-320.webp` and so on."""
    kinds = ("jpg", *_others(formats))
    return tuple(f"-{wide}.{kind}" for wide, _ in _sizes(width, height, widths) for kind in kinds)


def files(renditions: Iterable[Rendition]) -> Iterator[str]:
    """Yield the addresses of all files of some copies, in every format."""
    for rendition in renditions:
        yield rendition.url
        for ending in rendition.formats:
            yield rendition.in_format(ending)


def scale(original: Original, sheets: Iterable[Sheet]) -> float:
    """Return how large a photo has to be decoded for these sheets: at most 1."""
    wanted = 0.0
    for sheet in sheets:
        left, _, right, _ = sheet.box or (0, 0, original.width, 0)
        wanted = max(wanted, sheet.renditions[-1].width / (right - left))
    return min(1.0, wanted)
