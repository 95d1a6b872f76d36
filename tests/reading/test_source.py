"""Files that are no text, or not the text they should be."""

import os
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

FRONT = "---\nid: a\ntitle: Đại hội\ndate: 2020-02-11\nunit: b\ncategory: c\nsummary: d\n---\nThân bài.\n"


def only(reading):
    (found,) = reading.diagnostics
    assert reading.value is None
    return found.code, found.line, found.col


def test_a_file_that_does_not_exist_is_reported(desk):
    assert only(desk.read("news/không-có.md")) == ("unreadable", 0, 0)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le"])
def test_utf_16_is_refused_in_plain_words(desk, encoding):
    assert only(desk.raw(FRONT.encode(encoding))) == ("utf-16", 0, 0)


def test_bytes_that_are_not_utf_8_are_refused_where_they_begin(desk):
    assert only(desk.raw("---\ntitle: Đại ".encode() + b"\xff\xfe\n---\n")) == ("not-utf8", 2, 12)


def test_a_nul_is_refused_where_it_stands(desk):
    assert only(desk.raw("---\ntitle: a\0b\n---\n")) == ("nul", 2, 9)


def test_a_file_of_ten_megabytes_is_refused_unread(desk):
    assert only(desk.raw(FRONT + "a" * 10_000_000)) == ("too-large", 0, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + FRONT.encode(),
        FRONT.replace("\n", "\r\n").encode(),
        FRONT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", FRONT).encode(),
        FRONT.replace("Đ", "Ð").encode(),
        FRONT.replace("hội", "h\u00adội\u200b").encode(),
        FRONT.replace("Thân", "\u0007Thân\u2060").encode(),
    ],
    ids=["bom", "crlf", "cr", "nfd", "eth", "invisible", "control"],
)
def test_what_editors_programs_add_changes_nothing(desk, content):
    expected = desk.raw(FRONT).value
    assert desk.raw(content).value == expected
    assert expected.title == "Đại hội"


def test_lines_and_columns_are_right_behind_a_byte_order_mark_and_windows_line_ends(desk, places):
    text = FRONT.replace("title: Đại hội", "title: [Đại, hội]")
    for content in (text.encode(), b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()):
        assert places(desk.raw(content)) == [("not-text", 3, 8)]


def test_columns_count_characters_and_other_line_ends_count_as_none(desk, places):
    dirty = FRONT.replace("id: a", "id: \u200ba\u2028b\x85c\u0007").replace("summary: d", "summary: [Đ, ộ]")
    assert ("not-text", 7, 10) in places(desk.raw(dirty))


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_is_not_followed(desk, codes, tmp_path, kind):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.md").write_text(FRONT)
    if kind == "folder":
        (desk.root / "news").symlink_to(outside)
    else:
        (desk.root / "news").mkdir()
        (desk.root / "news/index.md").symlink_to(outside / "index.md")
    assert codes(desk.read("news/index.md")) == ["symlink"]


def test_a_fifo_is_never_opened(desk, codes):
    (desk.root / "news").mkdir()
    os.mkfifo(desk.root / "news/index.md")
    assert codes(desk.read("news/index.md")) == ["special-file"]


def test_a_folder_of_an_articles_name_is_no_article(desk, codes):
    (desk.root / "news/index.md").mkdir(parents=True)
    assert codes(desk.read("news/index.md")) == ["special-file"]


YAML = "title: date: unit: photos: file: alt: event: source: - [ ] { } , : # & * ! | > ' \" % @ ` ? ~ null 2020 a <<"
PIECES = st.sampled_from(
    [*YAML.split(), " ", "  ", "\n", "\n  ", "\n- ", "\t", "---\n", "...\n", "\\", "\u2028", "\x85", "\0", "\ufeff"]
)
LIMITED = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LIMITED
@given(st.binary(max_size=200) | st.lists(PIECES, max_size=30).map(lambda p: f"---\n{''.join(p)}\n---\nx".encode()))
@example(b"---\n? [a]\n: b\n---\n")
def test_whatever_a_file_holds_the_answer_is_a_reading(desk, content):
    for file in ("news/a.md", "pages/a.md"):
        reading = desk.raw(content, file)
        assert (reading.value is None) == any(d.severity == "error" for d in reading.diagnostics)
        lines = content.decode("utf-8", "replace").count("\n") + content.count(b"\r") + 1
        assert all(0 <= d.line <= lines and d.message and d.hint for d in reading.diagnostics)


@LIMITED
@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_a_registry_holds_it_is_read_or_told(desk, text):
    _, found = desk.registries(units=text, terms=text, changes=text, people=text, documents=text)
    lines = text.count("\n") + 1
    assert all(0 <= d.line <= lines and d.file.startswith("registry/") and d.hint for d in found)
