"""What photos say of themselves, and what their copies say where the office wants it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from plugins.photos.embed import Words, iptc, xmp
from plugins.photos.io.develop import develop
from tests.photos.pictures import SMALL, encoded, job, paths, upright

SAID = Words("Đại biểu bỏ phiếu <1>", "Quế Anh", "© Văn phòng & Sở")


def read(*files: Path) -> list[dict[str, str]]:
    """Let exiftool read files."""
    done = subprocess.run(["exiftool", "-json", "-G", *map(str, files)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_an_independent_reader_finds_the_words_in_every_format(tmp_path: Path) -> None:
    settings = type(SMALL)(widths=(320,), formats=("avif", "webp", "jpeg"))
    work = job(tmp_path, encoded(upright()), settings=settings, words=SAID)
    found = read(*paths(work, develop(work)))
    assert [f["File:FileType"] for f in found] == ["JPEG", "AVIF", "Extended WEBP"]
    for file in found:
        assert (file["XMP:Description"], file["XMP:Creator"], file["XMP:Rights"]) == SAID
        assert file["XMP:Credit"] == SAID.credit
    assert (found[0]["IPTC:Caption-Abstract"], found[0]["IPTC:By-line"]) == SAID[:2]
    assert found[0]["IPTC:CopyrightNotice"] == SAID.rights


def test_iptc_is_cut_between_characters(tmp_path: Path) -> None:
    long = Words("ế" * 1000, "Nguyễn " * 9, "")
    work = job(tmp_path, encoded(upright()), words=long)
    (found,) = read(paths(work, develop(work))[0])
    assert found["IPTC:Caption-Abstract"] == "ế" * 666
    assert found["XMP:Description"] == long.caption
    assert "IPTC:CopyrightNotice" not in found


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG", "TIFF"])
def test_caption_and_credit_are_read_from_xmp(tmp_path: Path, kind: str) -> None:
    image = upright()
    options = {"xmp": xmp(SAID)} if kind in {"JPEG", "WEBP"} else {}
    data = encoded(image, kind, **options)
    if not options:
        file = tmp_path / f"x.{kind.lower()}"
        file.write_bytes(data)
        tags = [f"-XMP-dc:Description={SAID.caption}", f"-XMP-dc:Creator={SAID.credit}"]
        subprocess.run(["exiftool", "-q", "-overwrite_original", *tags, file], check=True)
        data = file.read_bytes()
    found = develop(job(tmp_path, data)).original
    assert found
    assert (found.caption, found.credit) == SAID[:2]


def test_caption_and_credit_are_read_from_iptc(tmp_path: Path) -> None:
    found = develop(job(tmp_path, encoded(upright(), extra=iptc(SAID)))).original
    assert found
    assert (found.caption, found.credit) == SAID[:2]


def test_a_copys_words_are_the_photos_own_where_nobody_typed_any(tmp_path: Path) -> None:
    work = job(tmp_path, encoded(upright(), xmp=xmp(SAID)), words=Words("", "", "© A"))
    (found,) = read(paths(work, develop(work))[0])
    assert (found["XMP:Description"], found["XMP:Creator"], found["XMP:Rights"]) == (*SAID[:2], "© A")


@pytest.mark.parametrize(
    "caption", ["OLYMPUS DIGITAL CAMERA", "DSC_0042", "SONY DSC", "Created with GIMP", "Processed with VSCO with f2"]
)
def test_what_a_camera_writes_by_itself_is_no_caption(tmp_path: Path, caption: str) -> None:
    found = develop(job(tmp_path, encoded(upright(), xmp=xmp(Words(caption, "", ""))))).original
    assert found
    assert found.caption == ""


@pytest.mark.parametrize(
    "packet",
    [
        b"<x",
        b"\xff\xfe",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
        b"<x>" * 5000,
        xmp(SAID).replace(b"Qu", b"\0Q"),
    ],
)
def test_odd_metadata_is_as_if_there_were_none(tmp_path: Path, packet: bytes) -> None:
    found = develop(job(tmp_path, encoded(upright(), xmp=packet))).original
    assert found
    assert (found.caption, found.credit) == ("", "")


def test_the_day_on_which_a_photo_was_taken_is_kept(tmp_path: Path) -> None:
    for typed, day in (("2020:02:11 15:31:00", "2020-02-11"), ("0000:00:00 00:00:00", ""), ("x", "")):
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = typed
        found = develop(job(tmp_path, encoded(upright(), exif=exif))).original
        assert found
        assert found.taken == day
