"""The photos of an article: listed, placed, credited."""

import pytest

from plugins.model.article import PhotoSlot

HERE = "news/2020/02/dai-hoi"
LIST = """\
photos:
  - {file: a.jpg, alt: Ảnh a}
  - {file: b.jpg, alt: Ảnh b, caption: Chú thích b., credit: TTXVN, date: 2020-02-10}
  - {file: c.jpg, alt: Ảnh c}
"""


@pytest.fixture
def album(desk):
    desk.beside("a.jpg", "b.jpg", "c.jpg", "d.jpg")
    return desk


def places(reading):
    return [(photo.file.removeprefix(f"{HERE}/"), photo.place) for photo in reading.value.photos]


def test_the_first_photo_leads_one_in_the_text_is_body_the_rest_gallery(album):
    reading = album.article("Một.\n\n![](b.jpg)\n", LIST)
    assert places(reading) == [("a.jpg", "lead"), ("b.jpg", "body"), ("c.jpg", "gallery")]
    assert reading.value.body == ("<p>Một.</p>\n\n", PhotoSlot(1))


def test_the_first_photo_is_no_lead_where_the_text_names_it(album):
    assert places(album.article("![](a.jpg)", LIST))[0] == ("a.jpg", "body")


def test_a_place_that_was_typed_stays(album):
    typed = LIST.replace("c}", "c, place: lead}")
    assert places(album.article("![](c.jpg)", typed))[2] == ("c.jpg", "lead")


def test_a_photo_that_only_the_text_names_joins_with_its_alt_and_caption(album):
    reading = album.article('![Lễ  `khai` mạc](d.jpg "Khai mạc.")', LIST)
    photo = reading.value.photos[3]
    assert (photo.alt, photo.caption, photo.place) == ("Lễ khai mạc", "Khai mạc.", "body")
    assert reading.value.body == (PhotoSlot(3),)


def test_a_photo_that_only_the_text_names_needs_an_alt(desk, places):
    desk.beside("d.jpg")
    assert places(desk.article("Một.\n\n![](d.jpg)")) == [("missing-alt", 11, 5)]


def test_a_photo_may_stand_in_the_text_twice(desk):
    desk.beside("a.jpg")
    reading = desk.article("![Ảnh](a.jpg)\n\nMột.\n\n![](a.jpg)")
    assert reading.value.body == (PhotoSlot(0), "\n<p>Một.</p>\n\n", PhotoSlot(0))
    assert len(reading.value.photos) == 1


def test_the_photographer_of_the_byline_is_the_credit_of_photos_without_one(album):
    reading = album.article("![d](d.jpg)", LIST, byline="'Tin: A - Ảnh: B, C'")
    assert [photo.credit for photo in reading.value.photos] == ["B, C", "TTXVN", "B, C", "B, C"]


def test_without_a_photographer_nobody_is_named(album):
    assert album.article(more=LIST, byline="'Tin: A'").value.photos[0].credit == ""


def test_caption_and_date_arrive(album):
    photo = album.article(more=LIST).value.photos[1]
    assert (photo.caption, photo.date.at.day, photo.date.timed) == ("Chú thích b.", 10, False)


def test_a_photo_listed_twice_is_reported(album, codes):
    assert codes(album.article(more=LIST + "  - {file: ./a.jpg, alt: Ảnh}\n")) == ["duplicate-photo"]


def test_a_photo_for_the_text_that_the_text_does_not_name_is_reported(album, codes, places):
    reading = album.article(more="photos:\n  - file: a.jpg\n    alt: Ảnh\n    place: body\n")
    assert codes(reading) == ["photo-unplaced"]
    assert reading.value
    assert reading.diagnostics[0].line == 11


def test_an_article_without_photos_has_none(desk):
    assert desk.article().value.photos == ()


@pytest.mark.parametrize("place", ["", "body", "gallery"])
def test_a_missing_photo_is_placed_and_does_not_hide_the_next(album, places, place):
    more = "photos:\n  - file: khong.jpg\n    alt: Ảnh\n  - file: nua.jpg\n    alt: Ảnh nữa\n"
    assert places(album.article(more=more)) == [("missing-photo", 9, 11), ("missing-photo", 11, 11)]


def test_images_of_the_text_are_matched_though_a_photos_alt_is_missing(album, codes):
    assert codes(album.article("![](a.jpg)", "photos: [{file: a.jpg}]")) == ["missing-alt"]


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        (LIST + "title: a: b", "yaml-colon"),
        (LIST.replace("b.jpg", "bb.jpg"), "missing-photo"),
        (LIST.replace("photos:", "photo:"), "unknown-key"),
        (LIST.replace("- {file: b.jpg,", "- {fil: b.jpg,"), "unknown-key"),
    ],
)
def test_a_mistake_in_front_matter_is_not_told_again_for_each_photo_of_the_body(album, codes, slip, code):
    found = codes(album.article("![](a.jpg)\n\n![](b.jpg)\n\n![](c.jpg)", slip))
    assert code in found
    assert "missing-alt" not in found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (LIST.replace("Ảnh b", "Ảnh A"), "repeated-alt"),
        (LIST.replace("Ảnh b", "chú thích b"), "alt-is-caption"),
        (LIST.replace("Ảnh b", "IMG_0042"), "useless-alt"),
        (LIST.replace("Ảnh b", "DSC01234.JPG"), "useless-alt"),
        (LIST.replace("Ảnh b", "Ảnh 2"), "useless-alt"),
        (LIST.replace("Ảnh b", "hop-chi-bo.jpg"), "useless-alt"),
        (LIST.replace("Ảnh c", "Ảnh c, caption: Chú thích b"), "repeated-caption"),
    ],
)
def test_a_photo_described_in_vain_is_told_and_shown(album, typed, code):
    reading = album.article(more=typed)
    assert [(d.code, d.severity) for d in reading.diagnostics] == [(code, "warning")]
    assert reading.value


def test_an_alt_that_stands_on_all_photos_is_told_once(album, codes):
    typed = LIST.replace("Ảnh b", "Hội trường").replace("Ảnh c", "Hội trường").replace("Ảnh a", "Hội trường")
    assert codes(album.article(more=typed)) == ["repeated-alt"]
    assert codes(album.article(more=typed.replace("Hội trường", "Đại hội"))) == ["alt-is-title", "repeated-alt"]


def test_what_is_odd_about_a_photo_of_the_text_is_placed_in_the_text(desk, places):
    desk.beside("d.jpg")
    assert places(desk.article("Một.\n\n![IMG_1](d.jpg)")) == [("useless-alt", 11, 10)]


@pytest.mark.parametrize("typed", ["40 25", "40% 25%", "'40, 25'", "[40, 25]", "40x25"])
def test_the_focus_is_two_percentages(album, typed):
    photo = album.article(more=f"photos: [{{file: a.jpg, alt: Ảnh, focus: {typed}}}]").value.photos[0]
    assert photo.focus == (40, 25)


@pytest.mark.parametrize("typed", ["40", "giữa", "40 101", "1 2 3", "[40]", "-1 5", "40 25 %%"])
def test_a_focus_that_is_no_point_is_reported(album, codes, typed):
    assert codes(album.article(more=f"photos: [{{file: a.jpg, alt: Ảnh, focus: {typed}}}]")) == ["bad-focus"]


def test_a_missing_photo_leaves_a_gap_where_it_was_to_stand(album, codes):
    reading = album.article(
        "Một.\n\n![](khong.jpg)\n\n![](b.jpg)\n\n![Cờ](nua.jpg)", LIST.replace("a.jpg", "khong.jpg")
    )
    assert codes(reading) == ["missing-photo", "missing-photo"]
    assert [d.severity for d in reading.diagnostics] == ["warning"] * 2
    assert places(reading) == [("", "body"), ("b.jpg", "body"), ("c.jpg", "gallery"), ("", "body")]
    assert [part for part in reading.value.body if isinstance(part, PhotoSlot)] == [
        PhotoSlot(0),
        PhotoSlot(1),
        PhotoSlot(3),
    ]


def test_without_a_list_every_picture_beside_the_article_is_in_the_gallery(desk, codes):
    desk.beside("anh-10.jpg", "anh-9.JPG", "co.webp", ".an.jpg", "bang.pdf", "con/x.jpg")
    reading = desk.article("![Cờ](co.webp)", byline="'Tin: A - Ảnh: B'")
    assert places(reading) == [("co.webp", "body"), ("anh-9.JPG", "gallery"), ("anh-10.jpg", "gallery")]
    assert [(p.credit, p.found) for p in reading.value.photos] == [("B", False), ("B", True), ("B", True)]
    assert codes(reading) == ["photo-undescribed"]
    assert reading.diagnostics[0].message.startswith("2 ảnh")
    assert "anh-9.JPG, anh-10.jpg" in reading.diagnostics[0].message


def test_a_list_says_which_pictures_are_shown(album):
    assert len(album.article(more="photos: [{file: a.jpg, alt: Ảnh}]").value.photos) == 1


def test_an_article_without_a_folder_of_its_own_gathers_no_pictures(desk):
    desk.put("news/2020/02/a.jpg")
    assert desk.article(file="news/2020/02/tin.md").value.photos == ()


def test_what_lies_beside_the_article_is_part_of_what_it_depends_on(desk):
    desk.beside("a.jpg")
    before = dict(desk.article().looked)
    desk.beside("b.jpg", "c.pdf")
    after = dict(desk.read().looked)
    assert before[f"{HERE}/"] != after[f"{HERE}/"]
    desk.beside("d.pdf")
    assert dict(desk.read().looked) == after
