"""Bylines in the forms that portals print."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.byline import Credit, parse, photographer, render

WROTE, SHOT, BOTH = ("text",), ("photo",), ("text", "photo")


@pytest.mark.parametrize(
    ("typed", "credits"),
    [
        ("Vân Giang", [("Vân Giang", WROTE)]),
        ("Tin: Lâm Như - Ảnh: Quang Vinh", [("Lâm Như", WROTE), ("Quang Vinh", SHOT)]),
        ("Tin, ảnh: Vân Giang", [("Vân Giang", BOTH)]),
        ("TIN - ẢNH: VÂN GIANG", [("VÂN GIANG", BOTH)]),
        ("Tin và ảnh: A và B", [("A", BOTH), ("B", BOTH)]),
        ("Tin ảnh: A & B", [("A", BOTH), ("B", BOTH)]),
        ("Tin/ảnh: A", [("A", BOTH)]),
        ("Tin bài: A; ảnh: T.H.", [("A", ("text", "story")), ("T.H.", SHOT)]),
        ("Tin, bài và ảnh: A", [("A", ("text", "story", "photo"))]),
        ("Bài: A, B", [("A", ("story",)), ("B", ("story",))]),
        ("Bài viết: A. Ảnh: B.", [("A", ("story",)), ("B", SHOT)]),
        ("Tin: A, B - Ảnh: A", [("A", BOTH), ("B", WROTE)]),
        ("Vân Giang - Ảnh: Minh", [("Vân Giang", WROTE), ("Minh", SHOT)]),
        ("Video: A | Đồ họa: B | Đồ hoạ: C", [("A", ("video",)), ("B", ("graphics",)), ("C", ("graphics",))]),
        ("Augustin: x", [("Augustin: x", WROTE)]),
        ("  Tin :   A\n- Ảnh:  B ", [("A", WROTE), ("B", SHOT)]),
        ("Tin:", []),
        ("", []),
    ],
)
def test_a_byline_tells_who_did_what(typed, credits):
    assert parse(typed) == tuple(Credit(name, does) for name, does in credits)


@pytest.mark.parametrize(
    ("credits", "printed"),
    [
        ([("A", WROTE), ("B", SHOT)], "Tin: A - Ảnh: B"),
        ([("A", BOTH), ("B", BOTH)], "Tin, ảnh: A, B"),
        ([("A", WROTE), ("B", SHOT), ("C", WROTE)], "Tin: A, C - Ảnh: B"),
        ([("A", ("story",)), ("B", SHOT)], "Bài: A - Ảnh: B"),
        ([], ""),
    ],
)
def test_people_with_the_same_work_share_a_label(credits, printed):
    assert render(tuple(Credit(name, does) for name, does in credits)) == printed


NAMES = st.sampled_from(["Vân Giang", "Quang Vinh", "T.H.", "Lâm Như", "Trần Thị Bảo-Ngọc", "TTXVN", "O'Neil"])
WORK = st.lists(st.sampled_from(["text", "story", "photo", "video", "graphics"]), min_size=1, unique=True).map(tuple)


@given(st.dictionaries(NAMES, WORK))
def test_a_printed_byline_is_read_back(work):
    credits = {Credit(name, does) for name, does in work.items()}
    assert set(parse(render(tuple(credits)))) == credits


@given(st.text(max_size=80))
def test_any_text_is_a_byline(typed):
    assert all(credit.name and credit.does for credit in parse(typed))


def test_photographers_are_joined_as_printed():
    assert photographer(parse("Tin: A - Ảnh: B, C")) == "B, C"
    assert photographer(parse("Tin: A")) == ""


@pytest.mark.parametrize("typed", [" " * 100_000, "- " * 50_000, "Tin, " * 20_000, "a" * 100_000])
def test_reading_a_byline_takes_linear_time(typed):
    start = time.process_time()
    parse(typed)
    assert time.process_time() - start < 2
