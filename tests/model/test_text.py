"""Vietnamese text: cleaned, folded, slugged."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.model.text import clean, fold, fold_case, is_clean, nearest, slugify, squeeze


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("plain", "plain"),
        ("a\tb\n", "a\tb\n"),
        ("Đảng", "Đảng"),
        (unicodedata.normalize("NFD", "Đại hội"), "Đại hội"),
        ("Ðảng bộ, ðồng chí", "Đảng bộ, đồng chí"),
        ("mềm\u00admại zero\u200bwidth\u2060\ufeff", "mềmmại zerowidth"),
        ("a\u200b\u0301", "á"),
        ("a\u00a0\u00a0b", "a b"),
        ("a \u00a0 \u00a0 b", "a b"),
        ("a\u202f\u202fb", "a b"),
        ("5\u00a0km", "5\u00a0km"),
        ("a  b\u00a0c", "a  b\u00a0c"),
        ("a\x00\x07\x0b\x1b\x7f\x9fb", "ab"),
        ("a\ufdd0\ufffe\U0001ffff\U0010fffe\ud800b", "ab"),
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("👩‍💻 giữ", "👩‍💻 giữ"),
    ],
)
def test_text_is_cleaned_of_what_nobody_meant_to_type(typed, cleaned):
    assert clean(typed) == cleaned


AWKWARD = st.text(st.one_of(st.characters(), st.sampled_from("aĐÐð\u0301\u0323\u200b\u00a0\u202f \ufdd0\u2028\r\n")))


@given(AWKWARD)
@example("a\u0301\u200b\u0323")
def test_cleaning_twice_changes_nothing_more(typed):
    once = clean(typed)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(AWKWARD)
def test_what_is_called_clean_is_clean(typed):
    if is_clean(typed):
        assert "\r" not in typed
        assert not any(unicodedata.category(c) in {"Cc", "Cs", "Cn"} and c != "\n" for c in typed)
        assert clean(typed) == typed


@pytest.mark.parametrize("typed", [" " * 300_000 + "é", "\u00a0 " * 150_000, "é" + "\u200b" * 300_000, "ð" * 300_000])
def test_cleaning_takes_linear_time(typed):
    start = time.process_time()
    clean(typed)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(("typed", "squeezed"), [(" a \n\t b\u00a0c ", "a b c"), ("", ""), ("\u2003", "")])
def test_white_space_is_squeezed(typed, squeezed):
    assert squeeze(typed) == squeezed


def test_folding_case_keeps_tones_apart():
    assert fold_case("ĐẠO  đức") == fold_case(unicodedata.normalize("NFD", "Đạo đức"))
    assert fold_case("đạo") != fold_case("đảo")


def test_folding_for_search_drops_case_and_accents():
    assert fold("ĐẢNG BỘ  Khối") == fold("dang bo khoi") == "dang bo khoi"


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Đảng bộ Văn phòng UBND tỉnh Đại hội lần thứ VIII", "dang-bo-van-phong-ubnd-tinh-dai-hoi-lan-thu-viii"),
        ("  Ðiều; lệ/“Đảng” ", "dieu-le-dang"),
        ("???", ""),
    ],
)
def test_a_title_becomes_an_address_without_accents(typed, slug):
    assert slugify(typed) == slug


def test_a_slug_is_cut_between_words():
    slug = slugify("đại hội " * 50)
    assert len(slug) <= 120
    assert slug.endswith("hoi")


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("titel", ["title", "tags"], "title"),
        ("Van-Phòng", ["van-phong", "phong"], "van-phong"),
        ("xyz", ["title", "tags"], None),
        ("a", [], None),
    ],
)
def test_the_nearest_known_word_is_found(word, known, expected):
    assert nearest(word, known) == expected


def test_looking_for_a_very_long_word_is_cheap():
    start = time.process_time()
    assert nearest("a" * 1_000_000, [f"tin-{n}" for n in range(1000)]) is None
    assert time.process_time() - start < 1
