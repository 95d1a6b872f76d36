"""What readers see where a photo cannot be shown, and of photos that nobody listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.bridge.job import ContentError
from plugins.photos.embed import Words, iptc
from tests.office import Office
from tests.photos.pictures import encoded, upright

PHOTO = encoded(upright((900, 600)))
GAP = "Ảnh chưa hiển thị được"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def page(office: Office, slug: str = "mot") -> str:
    return office.files()[f"tin/2020/02/{slug}/index.html"].decode()


def test_a_gap_stands_in_the_photos_place_with_its_words(office: Office) -> None:
    lead = "  - {file: hong.jpg, alt: Đại biểu bỏ phiếu, caption: Chú thích một., credit: Quế Anh}\n"
    more = f"photos:\n{lead}  - {{file: b.jpg, alt: Hội trường}}\n  - {{file: khong.jpg, alt: Cờ}}"
    office.article("mot", more, body="Một.\n\n![](khong.jpg)")
    office.write("news/2020/02/mot/hong.jpg", PHOTO[:500])
    office.write("news/2020/02/mot/b.jpg", PHOTO)
    office.build()
    text = page(office)
    assert text.count(GAP) == 2
    assert text.index("Đại biểu bỏ phiếu") < text.index("Một.") < text.index("Cờ") < text.index('alt="Hội trường"')
    assert "Chú thích một." in text
    assert "Ảnh: Quế Anh" in text
    assert [(d.code, d.line) for d in office.told] == [("missing-photo", 12), ("photo-broken", 10)]
    assert 'content="https://x.example/anh/' in text  # the photo that can be shown is the one for sharing
    assert 'class="card__photo"' in office.files()["index.html"].decode()


def test_without_the_feature_photos_are_left_out_without_a_word(office: Office) -> None:
    office.article("mot", "photos: [{file: b.jpg, alt: Hội trường}]")
    office.write("news/2020/02/mot/b.jpg", PHOTO)
    office.build("portal", "units")
    assert GAP not in page(office)


def test_the_strict_build_stops_at_a_missing_photo(office: Office) -> None:
    office.article("mot", "photos: [{file: b.jpg, alt: Hội trường}]")
    with pytest.raises(ContentError):
        office.build(settings={"strict": True})
    assert [(d.code, d.severity) for d in office.told] == [("missing-photo", "error")]


def test_a_photo_that_nobody_listed_speaks_for_itself(office: Office) -> None:
    office.article("mot", 'byline: "Ảnh: Vân Giang"')
    said = Words("Quang cảnh Đại hội", "Quế Anh", "")
    office.write("news/2020/02/mot/anh-1.jpg", encoded(upright((900, 600)), extra=iptc(said)))
    office.write("news/2020/02/mot/anh-2.jpg", PHOTO)
    office.build()
    text = page(office)
    assert re.findall(r'figure__caption">([^<]+)<', text) == ["Quang cảnh Đại hội"]
    assert re.findall(r'figure__credit">Ảnh: ([^<]+)<', text) == ["Quế Anh", "Vân Giang"]
    assert text.count('aria-label="Mở ảnh"') == 2
    assert office.codes() == ["photo-undescribed"]


def test_what_an_editor_typed_goes_before_what_the_photo_says(office: Office) -> None:
    office.article("mot", "photos: [{file: a.jpg, alt: Hội trường}]")
    said = Words("Quang cảnh", "Quế Anh", "")
    office.write("news/2020/02/mot/a.jpg", encoded(upright((900, 600)), extra=iptc(said)))
    office.build()
    assert "Quang cảnh" not in page(office)


def test_a_picture_put_beside_an_article_is_shown_by_the_next_build(office: Office) -> None:
    office.article("mot")
    office.build()
    assert "<img" not in page(office).partition("<main")[2]
    office.write("news/2020/02/mot/a.jpg", PHOTO)
    report = office.build()
    assert "<img" in page(office).partition("<main")[2]
    assert report.parsed == 1
    assert office.build().parsed == 0
