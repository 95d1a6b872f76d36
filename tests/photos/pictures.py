"""Pictures made for tests: four coloured quarters, encoded in any way."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from plugins.photos.io.develop import Developed, Job, develop, sheets
from plugins.photos.io.store import Store
from plugins.photos.plan import files
from plugins.photos.settings import PhotoSettings

QUARTERS = ("red", "green", "blue", "white")
"""Colours of an upright picture's quarters: top left, top right, bottom left, bottom right."""
SMALL = PhotoSettings(widths=(320, 640), max_megapixels=1)
ENCODER = "test"


def upright(size: tuple[int, int] = (800, 600), mode: str = "RGB") -> Image.Image:
    """Return a picture of four coloured quarters."""
    image = Image.new("RGB", size)
    width, height = size
    boxes = [(0, 0), (width // 2, 0), (0, height // 2), (width // 2, height // 2)]
    for corner, colour in zip(boxes, QUARTERS, strict=True):
        image.paste(Image.new("RGB", (width // 2, height // 2), colour), corner)
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def job(tmp_path: Path, data: bytes, name: str = "a.jpg", **more: object) -> Job:
    content, store = tmp_path / "content", tmp_path / "store"
    content.mkdir(exist_ok=True)
    store.mkdir(exist_ok=True)
    (content / name).write_bytes(data)
    return Job(name, content, store, **({"settings": SMALL, "encoder": ENCODER} | more))


def paths(work: Job, developed: Developed) -> list[Path]:
    """Return where all copies lie: sheet by sheet, narrow to wide, JPEG before the lighter formats."""
    assert developed.original, developed
    store = Store(work.store)
    rows = sheets(developed.original, work)
    return [Path(store.path(url)) for sheet in rows for url in files(sheet.renditions)]


def copies(work: Job) -> list[Image.Image]:
    """Develop a photo and open all its copies."""
    images = [Image.open(path) for path in paths(work, develop(work))]
    for image in images:
        image.load()
    return images


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    width, height = image.size
    points = [(width // 4, height // 4), (3 * width // 4, height // 4)]
    points += [(x, 3 * height // 4) for x, _ in points]
    return [image.convert("RGB").getpixel(p) for p in points]  # type: ignore[misc]


def same(found: list[tuple[int, ...]], wanted: list[tuple[int, ...]], tolerance: int = 12) -> bool:
    return all(abs(a - b) <= tolerance for f, w in zip(found, wanted, strict=True) for a, b in zip(f, w, strict=True))
