"""Upright copies without metadata, made once; a broken photo is a message and never the end of a build."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from plugins.photos.io import decode
from plugins.photos.io.develop import develop
from plugins.photos.settings import PhotoSettings
from tests.photos.pictures import copies, corners, encoded, job, paths, same, upright

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


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", TURNED)
def test_a_photo_is_published_upright_in_every_size_and_format(tmp_path: Path, orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"quality": 95} if kind in {"JPEG", "WEBP", "AVIF"} else {}
    work = job(tmp_path, encoded(TURNED[orientation](upright()), kind, exif=exif, **options))
    found = copies(work)
    assert [(im.format, im.size) for im in found] == [
        ("JPEG", (320, 240)),
        ("WEBP", (320, 240)),
        ("JPEG", (640, 480)),
        ("WEBP", (640, 480)),
    ]
    assert all(same(corners(image), EXPECTED, 16) for image in found)


@pytest.mark.parametrize("nonsense", [0, 9, 77])
def test_an_orientation_that_does_not_exist_is_ignored(tmp_path: Path, nonsense: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = nonsense
    assert same(corners(copies(job(tmp_path, encoded(upright(), exif=exif)))[0]), EXPECTED)


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
        ("RGBA", "WEBP"),
        ("P", "GIF"),
        ("CMYK", "TIFF"),
        ("RGB", "BMP"),
    ],
)
def test_every_usual_kind_of_picture_becomes_rgb(tmp_path: Path, mode: str, kind: str) -> None:
    image = (
        upright().convert("L").convert("I").point(lambda v: v * 257).convert("I;16")
        if mode == "I;16"
        else upright(mode=mode)
    )
    grey = corners(upright(mode="L").convert("RGB"))
    found = copies(job(tmp_path, encoded(image, kind)))
    assert found
    for copy in found:
        assert copy.mode == "RGB"
        if mode in {"L", "I;16", "LA"}:
            assert same(corners(copy), grey)
        elif mode != "1":
            assert same(corners(copy), EXPECTED, 24)


def test_of_an_animation_the_first_picture_is_published(tmp_path: Path) -> None:
    frames = [upright(mode="P"), Image.new("P", (800, 600))]
    for kind in ("GIF", "WEBP"):
        data = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
        assert same(corners(copies(job(tmp_path, data))[0]), EXPECTED, 24)


def test_of_two_pictures_in_one_file_the_first_is_published(tmp_path: Path) -> None:
    data = encoded(upright(), "MPO", save_all=True, append_images=[Image.new("RGB", (800, 600))])
    assert same(corners(copies(job(tmp_path, data))[0]), EXPECTED)


def test_heic_is_read_where_pillow_heif_is_installed(tmp_path: Path) -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    data = tmp_path / "a.heic"
    pillow_heif.from_pillow(upright()).save(data, quality=90)
    assert same(corners(copies(job(tmp_path, data.read_bytes()))[0]), EXPECTED, 24)


def test_heic_without_pillow_heif_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    found = develop(job(tmp_path, b"\0\0\0\x18ftypheic" + bytes(100)))
    assert (found.original, found.code) == (None, "photo-broken")
    assert "pillow-heif" in dict(found.values)["reason"]


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    for kind in ("PNG", "WEBP"):
        image = copies(job(tmp_path, encoded(Image.new("RGBA", (40, 40), (255, 0, 0, 0)), kind)))[0]
        assert image.getpixel((20, 20)) == (255, 255, 255)


def swapped() -> bytes:
    """Return a colour profile in which red is green and green is red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be"))
    return profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


def test_colours_are_converted_by_the_photos_own_profile(tmp_path: Path) -> None:
    found = corners(copies(job(tmp_path, encoded(upright(), icc_profile=swapped(), quality=95)))[0])
    assert same(found, [(0, 255, 0), (128, 0, 0), (0, 0, 255), (255, 255, 255)])


@pytest.mark.parametrize(
    "profile", [b"broken", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()], ids=["broken", "no RGB"]
)
def test_a_profile_that_does_not_fit_is_ignored(tmp_path: Path, profile: bytes) -> None:
    assert same(corners(copies(job(tmp_path, encoded(upright(), icc_profile=profile)))[0]), EXPECTED)


def test_a_photo_is_opened_once_in_its_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = job(tmp_path, encoded(upright()))
    first = develop(work)
    monkeypatch.setattr(Image, "open", None)
    assert develop(work) == first


def test_a_damaged_sidecar_costs_only_time(tmp_path: Path) -> None:
    work = job(tmp_path, encoded(upright()))
    first = develop(work)
    before = [path.read_bytes() for path in paths(work, first)]
    for sidecar in work.store.glob("*/*.sidecar"):
        sidecar.write_bytes(b"{")
    assert develop(work) == first
    assert [path.read_bytes() for path in paths(work, first)] == before


@pytest.mark.parametrize(
    "data", [b"", b"not a photo", encoded(upright())[:400], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
)
def test_a_broken_photo_is_a_message(tmp_path: Path, data: bytes) -> None:
    developed = develop(job(tmp_path, data))
    assert (developed.original, developed.code) == (None, "photo-broken")


def test_a_photo_with_too_many_pixels_is_refused_before_it_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "upright", None)
    developed = develop(job(tmp_path, encoded(Image.new("1", (2000, 1000)), "PNG")))
    assert (developed.code, dict(developed.values)["size"]) == ("photo-too-large", "2 triệu điểm ảnh")


def test_a_file_with_too_many_bytes_is_not_read(tmp_path: Path) -> None:
    work = job(tmp_path, b"", settings=PhotoSettings(max_megabytes=1))
    with (work.content / "a.jpg").open("wb") as stream:
        stream.truncate(3_000_000)
    developed = develop(work)
    assert (developed.code, dict(developed.values)["size"]) == ("photo-too-large", "3 MB")


def test_a_photo_that_is_gone_or_no_plain_file_is_a_message(tmp_path: Path) -> None:
    work = job(tmp_path, b"")
    file = work.content / "a.jpg"
    file.unlink()
    assert "không có tệp" in dict(develop(work).values)["reason"]
    os.mkfifo(file)
    assert develop(work).code == "photo-broken"
    file.unlink()
    file.symlink_to("/dev/zero")
    assert develop(work).code == "photo-broken"


def test_a_photo_that_takes_too_long_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forever(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr("plugins.photos.io.develop.open_photo", forever)
    settings = PhotoSettings(max_seconds=1)
    found = develop(job(tmp_path, encoded(upright()), settings=settings))
    assert "thời gian" in dict(found.values)["reason"]


def blank_png(side: int) -> bytes:
    """Return a large transparent picture, made row by row."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    rows = zlib.compressobj(1)
    packed = b"".join(rows.compress(bytes(1 + 4 * side)) for _ in range(side)) + rows.flush()
    header = side.to_bytes(4, "big") * 2 + bytes((8, 6, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


NARROW = """
import sys
from pathlib import Path
from plugins.photos.io.develop import Job, develop
from plugins.photos.settings import PhotoSettings
content = Path(sys.argv[1])
print(dict(develop(Job("a.png", content, content, PhotoSettings(max_memory=40), "test")).values)["reason"])
"""


def test_a_photo_that_wants_too_much_memory_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(blank_png(6000))  # in a process of its own, which has no memory left over
    done = subprocess.run([sys.executable, "-c", NARROW, tmp_path], check=True, capture_output=True, text=True)
    assert "bộ nhớ" in done.stdout


def test_an_absurdly_tall_photo_is_made_narrow_enough_for_every_format(tmp_path: Path) -> None:
    sizes = [image.size for image in copies(job(tmp_path, encoded(Image.new("L", (20, 40_000)), "PNG")))]
    assert sizes == [(8, 16_000)] * 2
    assert copies(job(tmp_path, encoded(Image.new("L", (1, 1)), "PNG")))[0].size == (1, 1)


def test_a_crop_keeps_what_the_focus_points_at(tmp_path: Path) -> None:
    tall = encoded(upright((400, 1200)), quality=95)
    top, bottom = job(tmp_path, tall, crops=((50, 0),)), job(tmp_path, tall, crops=((50, 100),))
    crops = [copies(work)[-1] for work in (top, bottom)]
    assert [crop.size for crop in crops] == [(400, 267)] * 2
    assert same(corners(crops[0])[:2], EXPECTED[:2])
    assert same(corners(crops[1])[2:], EXPECTED[2:])


def test_a_copy_cannot_be_written_to(tmp_path: Path) -> None:
    work = job(tmp_path, encoded(upright()))
    assert {path.stat().st_mode & 0o777 for path in paths(work, develop(work))} == {0o444}


FAULTS = """
import resource, sys
from pathlib import Path
from plugins.engine.executor import _settle
from plugins.photos.io.develop import Job, develop
from plugins.photos.settings import PhotoSettings
_settle()  # as workers do at their beginning
content = Path(sys.argv[1])
for n in range(4):
    begun = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    assert develop(Job(f"{n}.jpg", content, content, PhotoSettings(), "test")).original
print((resource.getrusage(resource.RUSAGE_SELF).ru_minflt - begun) * resource.getpagesize())
"""


@pytest.mark.skipif("glibc" not in platform.libc_ver(), reason="this C library has no mallopt")
def test_a_worker_takes_its_memory_for_pictures_once(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}.jpg").write_bytes(encoded(upright((4000, 3000 + n))))
    done = subprocess.run([sys.executable, "-c", FAULTS, tmp_path], check=True, capture_output=True, text=True)
    assert int(done.stdout) < 1_000_000  # bytes asked of the system for the last photo


PEAK = """
import re, sys
from pathlib import Path
from plugins.photos.io.develop import Job, develop
from plugins.photos.settings import PhotoSettings
content = Path(sys.argv[1])
assert develop(Job("a.png", content, content, PhotoSettings(), "test")).original
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell")
def test_a_transparent_photo_of_24_million_pixels_takes_less_than_200_mb(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encoded(upright((6000, 4000), "RGBA"), "PNG", compress_level=1))
    done = subprocess.run([sys.executable, "-c", PEAK, tmp_path], check=True, capture_output=True, text=True)
    assert int(done.stdout) < 200_000
