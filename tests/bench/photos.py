"""Originals for a corpus with photos: big JPEG files with something to see in them, the same for the same number."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

from PIL import Image

SIZE = (3000, 2000)
"""Pixels of an original: six million, as a phone or an office camera gives."""
GRAIN = (24, 16)
QUALITY = 88


def draw(folder: Path, count: int) -> None:
    """Write so many originals."""
    folder.mkdir(parents=True)
    for number in range(count):
        photo(number).save(original(folder, number), quality=QUALITY)


def original(folder: Path, number: int) -> Path:
    """Return where `draw` puts an original."""
    return folder / f"{number}.jpg"


def photo(number: int) -> Image.Image:
    """Return one original: coarse shapes of colour under fine grain, which is what costs an encoder."""
    random = Random(number)
    shapes = Image.frombytes("RGB", GRAIN, random.randbytes(3 * GRAIN[0] * GRAIN[1])).resize(
        SIZE, Image.Resampling.BICUBIC
    )
    tile = Image.frombytes("L", (500, 500), random.randbytes(500 * 500))
    grain = Image.new("L", SIZE)
    for x in range(0, SIZE[0], tile.width):
        for y in range(0, SIZE[1], tile.height):
            grain.paste(tile, (x, y))
    return Image.blend(shapes, grain.convert("RGB"), 0.08)


def place(original: Path, target: Path) -> None:
    """Let a photo lie where a generator wants it, as one more name of the same file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        os.link(original, target)
