"""What is remembered of photos holds while they look as they did, and is unpacked only where it is asked for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from plugins.photos.io import known
from plugins.photos.io.darkroom import Darkroom
from plugins.photos.io.known import Known, Record
from plugins.photos.settings import PhotoSettings
from tests.photos.pictures import encoded, upright

FILES = [f"{n}.jpg" for n in range(4)]
FACTS = ("ab" * 16, 40, 30, "123", 1, "", "chú thích", "")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    for number, file in enumerate(FILES):
        (folder / file).write_bytes(encoded(upright((60 + number, 40))))
    time.sleep(0.12)
    return folder


@pytest.fixture
def memory(content: Path) -> Known:
    looks = known.looks(content, FILES)
    return Known.of({file: Record(*look, None, b"k", FACTS) for file, look in zip(FILES, looks, strict=True)})


@pytest.mark.parametrize("order", [FILES, FILES[::-1], FILES[1:3]])
def test_known_photos_hold_in_any_order(content: Path, memory: Known, order: list[str]) -> None:
    assert known.recall(content, dict.fromkeys(order), memory) == []


@pytest.mark.parametrize("order", [FILES, FILES[::-1]])
def test_what_changed_in_place_or_is_asked_otherwise_or_is_gone_is_stale(
    content: Path, memory: Known, order: list[str]
) -> None:
    (content / "0.jpg").write_bytes((content / "0.jpg").read_bytes())
    (content / "2.jpg").unlink()
    wanted = dict.fromkeys(order) | {"3.jpg": ((None,), None)}
    assert sorted(known.recall(content, wanted, memory)) == ["0.jpg", "2.jpg", "3.jpg"]
    (content / "new.jpg").write_bytes(b"x")
    assert known.recall(content, {"1.jpg": None, "new.jpg": None}, memory) == ["new.jpg"]


def test_what_is_saved_is_what_is_loaded(tmp_path: Path, memory: Known) -> None:
    lost = Record(1, 2, 3, 4, None, b"l", ("", "photo-broken", (("reason", "hỏng"),)))
    told = Known.of(memory.records | {"lost.jpg": lost})
    known.save(tmp_path / "known", "1", told)
    again = known.load(tmp_path / "known", "1")
    assert again.records == told.records
    assert again.keys["lost.jpg"] == b"l"
    assert again.lost == {"lost.jpg": ("photo-broken", {"reason": "hỏng"})}
    assert again.words["0.jpg"] == ("chú thích", "")
    assert list(again.shelves) == ["ab"]
    assert known.load(tmp_path / "known", "2").files == []


def test_a_build_of_known_photos_unpacks_none_of_their_facts(content: Path, tmp_path: Path) -> None:
    def darkroom() -> Darkroom:
        made = Darkroom(content, tmp_path / "store", PhotoSettings(), lambda work, jobs, _: [work(job) for job in jobs])
        made.develop(dict.fromkeys(FILES))
        return made

    first, second = darkroom(), darkroom()
    assert (first.opened, second.opened) == (4, 0)
    keys = [(shelf.path, shelf.key) for shelf in second.shelves()]
    assert keys == [(shelf.path, shelf.key) for shelf in first.shelves()]
    assert second.key("0.jpg") == first.key("0.jpg")
    assert second.shows("0.jpg")
    assert "records" not in vars(second.known)
    assert second.renditions("0.jpg") == first.renditions("0.jpg")
