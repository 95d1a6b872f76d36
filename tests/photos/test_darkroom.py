"""Photos between builds: recalled without reading, mended, pruned, and never a reason for other bytes."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from PIL import Image

from plugins.bridge.job import ContentError
from plugins.photos.io import develop as developing
from tests.office import Office
from tests.photos.pictures import encoded, upright

PHOTO = encoded(upright((900, 900)))
LIST = "photos: [{file: a.jpg, alt: Ảnh một}]"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.article("mot", LIST)
    made.write("news/2020/02/mot/a.jpg", PHOTO)
    return made


def photos(office: Office) -> dict[str, bytes]:
    return {path: data for path, data in office.files().items() if path.startswith("anh/")}


def settle() -> None:
    """Wait until the time of the last change is no longer too fresh to be trusted."""
    time.sleep(0.12)


def untouchable(*_: object) -> None:
    raise AssertionError("an original was read")


def test_a_known_photo_costs_one_look_at_its_times(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    settle()
    office.build()
    before = office.files()
    monkeypatch.setattr(developing, "_plainly", untouchable)
    report = office.build()
    assert (report.rendered, report.written) == (0, 0)
    assert office.files() == before
    assert len([path for path in before if path.startswith("anh/")]) == 2 * 3 + 2 * 3  # whole and cut for cards


def test_a_touched_photo_is_read_and_not_opened(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.build()
    os.utime(office.content / "news/2020/02/mot/a.jpg")
    monkeypatch.setattr(developing, "open_photo", untouchable)
    assert office.build().written == 0


def test_a_renamed_photo_is_not_opened(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.build()
    before = photos(office)
    (office.content / "news/2020/02/mot/a.jpg").rename(office.content / "news/2020/02/mot/b.jpg")
    office.article("mot", LIST.replace("a.jpg", "b.jpg"))
    monkeypatch.setattr(developing, "open_photo", untouchable)
    office.build()
    assert photos(office) == before


def test_a_photo_that_changes_in_place_is_made_again_and_its_old_copies_go(office: Office) -> None:
    office.build()
    before = photos(office)
    office.write("news/2020/02/mot/a.jpg", encoded(upright((900, 900)).rotate(180)))
    office.build()
    assert not photos(office).keys() & before.keys()
    stored = {path.name for path in (office.cache / "photos").glob("*/*") if path.suffix != ".sidecar"}
    assert stored == {path.rpartition("/")[2] for path in photos(office)}
    assert len(list((office.cache / "photos").glob("*/*.sidecar"))) == 1


def test_a_copy_is_kept_while_another_photo_has_the_same_bytes(office: Office) -> None:
    office.article("hai", LIST)
    second = office.write("news/2020/02/hai/a.jpg", PHOTO)
    office.build()
    before = photos(office)
    second.write_bytes(encoded(upright((500, 500))))
    office.build()
    assert before.keys() < photos(office).keys()


def test_a_copy_is_a_second_name_of_the_stored_file(office: Office) -> None:
    office.build()
    path = next(path for path in (office.output / "anh").rglob("*.webp"))
    assert path.samefile(next((office.cache / "photos").rglob(path.name)))


@pytest.mark.parametrize("way", ["damage", "remove", "remove with sidecar", "forget"])
def test_a_damaged_store_costs_only_time(office: Office, way: str) -> None:
    office.build()
    before = photos(office)
    for path in list((office.cache / "photos").rglob("*")):
        if path.is_file() and (path.name == "known") == (way == "forget"):
            if way == "damage":
                path.chmod(0o644)
                path.write_bytes(b"x")
            elif path.suffix != ".sidecar" or way != "remove":
                path.unlink()
    for path in (office.output / "anh").rglob("*"):
        if path.is_file():
            path.unlink()
    office.build()
    assert photos(office) == before


def test_a_copy_that_someone_changed_in_the_output_is_made_again(office: Office) -> None:
    office.build()
    before = photos(office)
    path = office.output / next(iter(before))
    path.chmod(0o644)
    path.write_bytes(b"broken")  # and with it the stored file, which is the same
    office.build()
    assert photos(office) == before


def test_feeds_tell_how_long_the_mended_copy_is(office: Office) -> None:
    office.build()
    before = office.files()
    for path in (office.cache / "photos").rglob("*.jpg"):
        path.chmod(0o644)
        path.write_bytes(b"x")
    (office.cache / "state").unlink()  # so that the feeds are made anew too
    office.build()
    assert office.files() == before


def test_settings_and_words_make_other_copies(office: Office) -> None:
    office.build()
    before = photos(office)
    office.build(settings={"photo_words": True})
    worded = photos(office)
    assert not worded.keys() & before.keys()
    office.article("mot", LIST.replace("Ảnh một", "Ảnh một, caption: Chú thích"))
    office.build(settings={"photo_words": True})
    assert not worded.keys() & photos(office).keys()
    office.build(settings={"photo_widths": (320,), "photo_formats": ("jpeg",)})
    assert {path.rpartition("-")[2] for path in photos(office)} == {"320.jpg"}


def test_a_broken_photo_leaves_the_article_and_says_so_every_time(office: Office) -> None:
    office.write("news/2020/02/mot/a.jpg", b"x" * 100)
    for _ in range(2):
        office.build()
        assert office.codes() == ["photo-broken"]
        problem = office.told[0]
        assert (problem.file, problem.line, problem.severity) == ("news/2020/02/mot/index.md", 9, "warning")
        assert "mot/a.jpg" in problem.message
    assert "tin/2020/02/mot/index.html" in office.files()


def test_the_strict_build_stops_at_a_broken_photo(office: Office) -> None:
    office.write("news/2020/02/mot/a.jpg", PHOTO[:2000])
    with pytest.raises(ContentError):
        office.build(settings={"strict": True})
    assert not office.output.exists() or not office.files()


def test_a_worker_that_dies_names_its_photo_and_the_others_are_made(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.article("hai", LIST)
    office.write("news/2020/02/hai/a.jpg", b"die")
    real = developing.open_photo

    def deadly(data: bytes, settings: object) -> Image.Image:
        if data == b"die":
            os.kill(os.getpid(), 9)
        return real(data, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(developing, "open_photo", deadly)
    office.build()
    assert [(d.code, d.file) for d in office.told] == [("photo-broken", "news/2020/02/hai/index.md")]
    assert photos(office)


def test_nothing_private_is_published(office: Office) -> None:
    """Judged by exiftool: no position, camera, owner, thumbnail, comment or profile in the whole output."""
    file = office.write("news/2020/02/mot/a.jpg", PHOTO)
    tags = ["GPSLatitude=11.94", "GPSLatitudeRef=N", "Make=SECRET", "SerialNumber=SECRET1", "OwnerName=SECRET"]
    tags += ["Artist=SECRET", "Comment=SECRET", "XMP:Creator=SECRET", "IPTC:By-line=SECRET", f"ThumbnailImage<={file}"]
    subprocess.run(["exiftool", "-q", "-overwrite_original", *(f"-{tag}" for tag in tags), file], check=True)
    assert file.read_bytes().count(b"SECRET") >= 6
    office.build()
    told = subprocess.run(["exiftool", "-r", "-G0", "-s", office.output], capture_output=True, text=True, check=False)
    groups = {line.partition("]")[0].strip("[") for line in told.stdout.splitlines() if line.startswith("[")}
    assert {"File", "RIFF", "JFIF"} <= groups
    assert not groups & {"EXIF", "GPS", "MakerNotes", "XMP", "IPTC", "Photoshop", "ICC_Profile", "MPF"}
    assert "SECRET" not in told.stdout
    assert "Comment" not in told.stdout
    assert not [path for path, data in office.files().items() if b"SECRET" in data and not path.endswith(".html")]
