"""Upright copies without metadata, made once; a broken photo is a diagnostic."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from plugins.photos.io.develop import Developed, Job, develop, file_name
from plugins.photos.settings import PhotoSettings

QUARTERS = ("red", "green", "blue", "white")
"""Colours of an upright picture's quarters: top left, top right, bottom left, bottom right."""


def upright(size: tuple[int, int] = (800, 600), mode: str = "RGB") -> Image.Image:
    """Return a picture of four coloured quarters."""
    image = Image.new("RGB", size)
    width, height = size
    boxes = [(0, 0), (width // 2, 0), (0, height // 2), (width // 2, height // 2)]
    for corner, colour in zip(boxes, QUARTERS, strict=True):
        image.paste(Image.new("RGB", (width // 2, height // 2), colour), corner)
    return image.convert(mode)


def job(tmp_path: Path, data: bytes, name: str = "a.jpg") -> Job:
    content, store = tmp_path / "content", tmp_path / "store"
    content.mkdir(exist_ok=True)
    store.mkdir(exist_ok=True)
    (content / name).write_bytes(data)
    return Job(name, "news/a.md", content, store, PhotoSettings(widths=(320, 640), max_megapixels=1))


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    data = BytesIO()
    image.save(data, kind, **options)
    return data.getvalue()


def copies(work: Job, developed: Developed) -> list[Image.Image]:
    images = [Image.open(work.store / file_name(r)) for r in developed.renditions]
    for image in images:
        image.load()
    return images


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    width, height = image.size
    points = [
        (width // 4, height // 4),
        (3 * width // 4, height // 4),
        (width // 4, 3 * height // 4),
        (3 * width // 4, 3 * height // 4),
    ]
    return [image.convert("RGB").getpixel(p) for p in points]  # type: ignore[misc]


def same(found: list[tuple[int, ...]], wanted: list[tuple[int, ...]], tolerance: int = 12) -> bool:
    return all(abs(a - b) <= tolerance for f, w in zip(found, wanted, strict=True) for a, b in zip(f, w, strict=True))


EXPECTED = corners(upright())
TURNED = {
    1: lambda im: im,
    2: lambda im: im.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    3: lambda im: im.transpose(Image.Transpose.ROTATE_180),
    4: lambda im: im.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    5: lambda im: im.transpose(Image.Transpose.TRANSPOSE),
    6: lambda im: im.transpose(Image.Transpose.ROTATE_90),
    7: lambda im: im.transpose(Image.Transpose.TRANSVERSE),
    8: lambda im: im.transpose(Image.Transpose.ROTATE_270),
}


@pytest.mark.parametrize("orientation", TURNED)
def test_a_photo_is_published_upright(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    work = job(tmp_path, encoded(TURNED[orientation](upright()), exif=exif, quality=95))
    developed = develop(work)
    assert [(r.width, r.height) for r in developed.renditions] == [(320, 240), (640, 480)]
    for image, rendition in zip(copies(work, developed), developed.renditions, strict=True):
        assert image.size == (rendition.width, rendition.height)
        assert same(corners(image), EXPECTED)


def test_no_metadata_is_published(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRET maker"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(upright(), exif=exif, comment=b"SECRET comment", icc_profile=profile, xmp=b"<x>SECRET</x>")
    assert data.count(b"SECRET") == 3
    work = job(tmp_path, data)
    developed = develop(work)
    assert not [r for r in developed.renditions if b"SECRET" in (work.store / file_name(r)).read_bytes()]
    for image in copies(work, developed):
        assert not image.getexif()
        assert not {"comment", "icc_profile", "exif", "xmp", "photoshop"} & image.info.keys()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("L", "JPEG"),
        ("CMYK", "JPEG"),
        ("P", "PNG"),
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("1", "PNG"),
        ("I;16", "PNG"),
        ("RGB", "WEBP"),
        ("P", "GIF"),
    ],
)
def test_every_usual_kind_of_picture_becomes_a_jpeg(tmp_path: Path, mode: str, kind: str) -> None:
    image = (
        upright().convert("L").convert("I").point(lambda v: v * 257).convert("I;16")
        if mode == "I;16"
        else upright(mode=mode)
    )
    work = job(tmp_path, encoded(image, kind))
    developed = develop(work)
    assert developed.problem is None
    grey = corners(upright(mode="L").convert("RGB"))
    for copy in copies(work, developed):
        assert (copy.format, copy.mode) == ("JPEG", "RGB")
        if mode in {"L", "I;16", "LA"}:
            assert same(corners(copy), grey)
        elif mode != "1":
            assert same(corners(copy), EXPECTED, 24)


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    work = job(tmp_path, encoded(Image.new("RGBA", (40, 40), (255, 0, 0, 0)), "PNG"))
    (image,) = copies(work, develop(work))
    assert image.getpixel((20, 20)) == (255, 255, 255)


def test_a_photo_is_opened_once_in_its_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = job(tmp_path, encoded(upright()))
    first = develop(work)
    monkeypatch.setattr(Image, "open", None)
    assert develop(work) == first


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_copy_in_the_store_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    work = job(tmp_path, encoded(upright()))
    first = develop(work)
    copy = work.store / file_name(first.renditions[0])
    whole = copy.read_bytes()
    if damage is None:
        copy.unlink()
    else:
        copy.write_bytes(damage)
    assert develop(work) == first
    assert copy.read_bytes() == whole


def test_a_damaged_sidecar_costs_only_time(tmp_path: Path) -> None:
    work = job(tmp_path, encoded(upright()))
    first = develop(work)
    for sidecar in work.store.glob("*.json"):
        sidecar.write_bytes(b"{")
    assert develop(work) == first


@pytest.mark.parametrize(
    "data", [b"", b"not a photo", encoded(upright())[:400], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_a_broken_photo_is_a_diagnostic_that_names_it(tmp_path: Path, data: bytes) -> None:
    developed = develop(job(tmp_path, data))
    assert developed.renditions == ()
    assert developed.problem
    assert (developed.problem.code, developed.problem.file) == ("photo-broken", "news/a.md")
    assert "a.jpg" in developed.problem.message


def test_a_photo_with_too_many_pixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    developed = develop(job(tmp_path, encoded(Image.new("1", (2000, 1000)), "PNG")))
    assert developed.problem
    assert developed.problem.code == "photo-too-large"
    assert "2 triệu" in developed.problem.message


def test_a_photo_that_is_gone_is_a_diagnostic(tmp_path: Path) -> None:
    work = job(tmp_path, b"")
    (work.content / "a.jpg").unlink()
    problem = develop(work).problem
    assert problem
    assert "không có tệp" in problem.message
