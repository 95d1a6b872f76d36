"""Front matter as YAML: what is refused, where, and with which words."""

import time

import pytest


def test_a_file_without_front_matter_is_told_so(desk, places):
    assert places(desk.raw("Chỉ có chữ.\n")) == [("no-frontmatter", 1, 1)]
    assert places(desk.raw("")) == [("no-frontmatter", 1, 1)]


def test_front_matter_that_never_ends_is_told_so(desk, places):
    assert places(desk.raw("---\ntitle: a\n")) == [("open-frontmatter", 1, 1)]
    assert places(desk.raw("---\ntitle: a\n----\n ---\n")) == [("open-frontmatter", 1, 1)]


def test_the_lines_around_front_matter_may_end_in_spaces(desk):
    assert (
        desk.raw("---  \nid: a\ntitle: b\ndate: 2020-02-11\nunit: c\ncategory: d\nsummary: e\n---\t").value.body == ()
    )


@pytest.mark.parametrize(
    ("line", "code", "at", "shown"),
    [
        ("title: Đại hội: thành công", "yaml-colon", (2, 15), 'title: "Đại hội: thành công"'),
        ('title: Nói "không": được', "yaml-colon", (2, 19), "title: 'Nói \"không\": được'"),
        ('title: "Đại hội', "yaml-quote", (2, 8), 'title: "Đại hội"'),
        ('title: "Dân vận" khéo', "yaml-quote", (2, 8), "title: '\"Dân vận\" khéo'"),
        ("title: 'it's'", "yaml-quote", (2, 8), 'title: "it\'s"'),
        ("title: @vanphong", "yaml-start", (2, 8), 'title: "@vanphong"'),
        ("title: `mã`", "yaml-start", (2, 8), 'title: "`mã`"'),
        ("title: %a", "yaml-start", (2, 8), 'title: "%a"'),
        ("title: > 50 người", "yaml-start", (2, 10), 'title: "> 50 người"'),
        ("\ttitle: a", "yaml-tab", (2, 1), ""),
        ("photos:\n\t- file: a", "yaml-tab", (3, 1), ""),
        ("title: a\n  unit: b", "yaml-indent", (3, 7), ""),
        ("  - file: a\n   alt: b", "yaml-indent", (3, 4), ""),
        ("title:Đại hội", "yaml-space", (2, 1), ""),
        ("title: a\ncategory:tin-tuc", "yaml-space", (3, 1), ""),
        ("title: a\nchỉ có chữ", "yaml-no-colon", (3, 1), "dòng trên"),
        ("photos:\n  - file: a\n    caption: Đại biểu\nbỏ phiếu", "yaml-no-colon", (5, 1), "dòng trên"),
        ("photos:\n  - file: a\n    caption: Đại biểu\nbỏ phiếu\n    alt: x", "yaml-no-colon", (5, 1), "dòng trên"),
        ("title: [a, b", "yaml-bracket", (2, 8), 'title: "[a, b"'),
        ("title: {a", "yaml-bracket", (2, 8), 'title: "{a"'),
        ("title: ]", "yaml-bracket", (2, 8), ""),
        ("title: *Đại hội*", "yaml-anchor", (2, 8), ""),
        ("title: &a b", "yaml-anchor", (2, 8), ""),
        ("title: !gấp", "yaml-anchor", (2, 8), ""),
        ("tags: [&a b, *a]", "yaml-anchor", (2, 8), ""),
        ("title: a\n...\nunit: b", "yaml-documents", (4, 1), ""),
        ("{a: b}: c", "yaml-syntax", (2, 1), ""),
    ],
)
def test_a_mistake_in_yaml_is_placed_and_shown_corrected(desk, line, code, at, shown):
    (found,) = desk.raw(f"---\n{line}\ndate: 2020-02-11\n---\n").diagnostics
    assert (found.code, found.line, found.col) == (code, *at)
    assert shown in found.hint


def test_what_is_shown_corrected_is_right(desk):
    for line in ("title: Đại hội: tốt", 'title: Nói "không": được', 'title: "A" và B', "title: 'it's'", "title: @a"):
        (found,) = desk.raw(f"---\n{line}\n---\n").diagnostics
        fixed = found.hint[found.hint.index("title:") :]
        assert desk.raw(f"---\n{fixed}\nid: a\ndate: 2020-02-11\nunit: a\ncategory: b\nsummary: c\n---\n").value


def test_front_matter_that_is_a_list_is_refused_and_nothing_else_is_said(desk, places):
    assert places(desk.raw("---\n- title: a\n---\n")) == [("not-mapping", 2, 1)]


def test_a_key_given_twice_names_the_first_line(desk):
    (found,) = desk.article(more="unit: khac").diagnostics
    assert (found.code, found.line) == ("duplicate-key", 8)
    assert "dòng 5" in found.message


def test_a_key_given_twice_inside_a_photo_is_found_too(desk, codes):
    desk.beside("a.jpg")
    assert codes(desk.article(more="photos:\n  - {file: a.jpg, alt: a, alt: b}")) == ["duplicate-key"]


def test_text_behind_a_hash_is_not_dropped_in_silence(desk):
    (found,) = desk.article(title="Chương trình #vìcộngđồng").diagnostics
    assert (found.code, found.severity, found.line, found.col) == ("yaml-comment", "warning", 3, 21)
    assert "#vìcộngđồng" in found.message


@pytest.mark.parametrize("title", ['"Chương trình #một"', "Văn bản số#5", "'a # b'"])
def test_a_hash_that_yaml_keeps_is_not_reported(desk, title):
    reading = desk.article(title=title)
    assert not reading.diagnostics
    assert "#" in reading.value.title


@pytest.mark.parametrize("typed", ["", '""', "[]", "null", "~", "''", '" "', "{}", "['', \"\"]", '"\\u200b"'])
def test_what_is_empty_counts_as_absent(desk, typed):
    reading = desk.article(more=f"tags: {typed}\ndateline: {typed}\nphotos: {typed}\nsource: {typed}")
    assert not reading.diagnostics
    assert (reading.value.tags, reading.value.dateline, reading.value.photos) == ((), "", ())


@pytest.mark.parametrize("typed", ["22:09", "NO", "010", "1e3", "2020-02-11", "true", "0x1f", "1_000", "=", "<<"])
def test_scalars_stay_what_was_typed(desk, typed):
    assert desk.article(title=typed, more="slug: a").value.title == typed


def test_escapes_in_quotes_are_cleaned_like_any_text(desk):
    assert desk.article(title=r'"a\u0007\u200b\ufdd0 \u0110\u0061\u0323i\u00a0\u00a0b"').value.title == "a Đại b"


def alias_bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("bomb", "code"),
    [
        (alias_bomb(30), "yaml-anchor"),
        ("tags: " + "[" * 200_000, "yaml-deep"),
        ("tags: " + "{a: " * 100_000, "yaml-deep"),
        ("tags:\n" + "- " * 200_000 + "a", "yaml-deep"),
        ("? " * 200_000, "yaml-deep"),
        ("\n".join(" " * n + "a:" for n in range(1300)), "yaml-deep"),
        ("title: " + "\\" * 500_000, "missing-key"),
        ("a" * 900_000, "not-mapping"),
        ("title: " + "# " * 400_000, "missing-key"),
        ('title: "' + "a\n" * 300_000, "yaml-quote"),
        ("title: a: b" + " : c" * 200_000, "yaml-colon"),
    ],
    ids=["aliases", "lists", "maps", "dashes", "keys", "indent", "backslashes", "word", "hashes", "quote", "colons"],
)
def test_a_yaml_bomb_costs_nothing(desk, codes, bomb, code):
    start = time.process_time()
    found = codes(desk.raw(f"---\n{bomb}\n---\n"))
    assert code in found
    assert time.process_time() - start < 3


def test_a_deep_but_honest_registry_is_read(desk):
    units = "".join(f"- {{id: u{n}, name: U{n}, classification: office, covers: [u0]}}\n" for n in range(500))
    registry, found = desk.registries(units=units)
    assert (len(registry.units), found) == (500, ())


def test_a_no_break_space_in_front_matter_is_a_space(desk):
    text = "---\u00a0\ntitle:\u00a0Đại\u00a0hội\ndate: 2020-02-11\nid: a\nunit: a\ncategory:\u202fb\nsummary: c\n---\n"
    reading = desk.raw(text.replace("summary", "status: draft\nsummary"))
    assert (reading.value.title, reading.value.category, reading.diagnostics) == ("Đại hội", "b", ())
