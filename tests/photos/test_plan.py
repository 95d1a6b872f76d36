"""Copies are named before a pixel is touched."""

from __future__ import annotations

import pytest

from plugins.model.errors import NewsError
from plugins.model.settings import SiteSettings
from plugins.photos.embed import Words
from plugins.photos.plan import Original, Sheet, crop, endings, files, plan, plan_crop, scale, stamp
from plugins.photos.settings import PhotoSettings, photo_settings
from plugins.photos.tones import colour, tone

SETTINGS = PhotoSettings(widths=(640, 1280))


def photo(width: int, height: int, digest: str = "ab") -> Original:
    return Original(digest * 16, width, height, "123")


@pytest.mark.parametrize(
    ("width", "widths"),
    [(4000, [640, 1280]), (1280, [640, 1280]), (1000, [640, 1000]), (640, [640]), (320, [320]), (1, [1])],
)
def test_nothing_is_scaled_up(width: int, widths: list[int]) -> None:
    assert [r.width for r in plan(photo(width, width), SETTINGS, "m")] == widths


def test_copies_keep_the_shape() -> None:
    assert [(r.width, r.height) for r in plan(photo(4000, 3000), SETTINGS, "m")] == [(640, 480), (1280, 960)]
    assert plan(photo(5000, 1), SETTINGS, "m")[0].height == 1


def test_a_copy_is_a_jpeg_with_lighter_formats_beside_it() -> None:
    (copy,) = plan(photo(640, 480), PhotoSettings(formats=("avif", "webp", "jpeg")), "m")[1:]
    assert list(files([copy])) == [copy.url, copy.in_format("avif"), copy.in_format("webp")]
    assert copy.url.endswith("-m-640.jpg")
    assert copy.in_format("webp").endswith("-m-640.webp")
    assert (copy.formats, copy.tone) == (("avif", "webp"), "123")


@pytest.mark.parametrize("size", [(4000, 3000), (700, 7000), (1, 1)])
def test_the_endings_are_those_of_the_plan(size: tuple[int, int]) -> None:
    urls = list(files(plan(photo(*size), SETTINGS, "m")))
    assert urls == [urls[0].rpartition("-")[0] + end for end in endings(*size, SETTINGS.widths, SETTINGS.formats)]


def test_an_address_changes_with_the_bytes_the_recipe_the_encoder_and_the_words() -> None:
    marks = {
        stamp(SETTINGS, "Pillow 13"),
        stamp(SETTINGS, "Pillow 14"),
        stamp(PhotoSettings(webp_quality=90), "Pillow 13"),
        stamp(SETTINGS, "Pillow 13", Words("a", "", "")),
    }
    assert len(marks) == 4
    one, other = (plan(photo(2000, 1000, digest), SETTINGS, "m")[0].url for digest in ("ab", "cd"))
    assert one != other
    assert one.startswith("/anh/ab/abababababababababab-m-")


@pytest.mark.parametrize(
    ("size", "focus", "box"),
    [
        ((3000, 2000), (50, 38), (0, 0, 3000, 2000)),
        ((2000, 3000), (50, 38), (0, 473, 2000, 1807)),  # upright: faces stand in the upper part
        ((2000, 3000), (50, 0), (0, 0, 2000, 1333)),
        ((2000, 3000), (50, 100), (0, 1667, 2000, 3000)),
        ((6000, 2000), (50, 38), (1500, 0, 4500, 2000)),
        ((6000, 2000), (0, 0), (0, 0, 3000, 2000)),
        ((6000, 2000), (100, 50), (3000, 0, 6000, 2000)),
    ],
)
def test_a_crop_has_the_shape_of_cards_and_stays_within_the_photo(
    size: tuple[int, int], focus: tuple[int, int], box: tuple[int, ...]
) -> None:
    assert [round(side) for side in crop(*size, focus)] == list(box)


def test_a_photo_that_fits_a_card_as_it_is_gets_no_crop() -> None:
    assert plan_crop(photo(1600, 1066), SETTINGS, "m", None) is None
    assert plan_crop(photo(1600, 1040), SETTINGS, "m", None) is None
    assert plan_crop(photo(100_000, 1), SETTINGS, "m", (0, 0))
    sheet = plan_crop(photo(4000, 3000), SETTINGS, "m", (20, 30))
    assert sheet
    assert [(r.width, r.height) for r in sheet.renditions] == [(320, 213), (640, 427), (1280, 853)]
    assert sheet.renditions[0].url.endswith("-m-20x30-320.jpg")


def test_a_photo_is_decoded_as_large_as_its_largest_copy_needs() -> None:
    wide = photo(6000, 1500)
    whole = Sheet(plan(wide, SETTINGS, "m"))
    part = plan_crop(wide, SETTINGS, "m", None)
    assert part
    assert scale(wide, [whole]) == 1280 / 6000
    assert scale(wide, [whole, part]) == 1280 / 2250
    small = photo(300, 200)
    assert scale(small, [Sheet(plan(small, SETTINGS, "m"))]) == 1


def test_the_tone_is_the_colour_that_most_of_a_photo_has() -> None:
    assert tone([(255, 255, 255), (70, 10, 200), (100, 60, 255), (0, 0, 0)]) == "103"
    assert colour("103") == "#6020e0"
    assert colour(tone([(0, 0, 0), (255, 255, 255)])) == "#202020"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("photo_widths", ()),
        ("photo_widths", (640, 320)),
        ("photo_widths", (0, 320)),
        ("photo_widths", ("320",)),
        ("photo_formats", ("webp",)),
        ("photo_formats", ("jpeg", "gif")),
    ],
)
def test_settings_that_make_no_plan_are_refused(name: str, value: object) -> None:
    with pytest.raises(NewsError, match=name.upper()):
        photo_settings(SiteSettings(**{name: value}))  # type: ignore[arg-type]


def test_the_offices_settings_arrive() -> None:
    found = photo_settings(SiteSettings(photo_widths=(500,), photo_formats=("jpeg",), photo_words=True))
    assert (found.widths, found.formats, found.words) == ((500,), ("jpeg",), True)
