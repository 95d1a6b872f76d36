"""Bodies and leads: Markdown in, parts of safe HTML out."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.article import LinkSlot, PhotoSlot
from plugins.reading.markdown import Renderer, renderer
from plugins.reading.names import Names
from plugins.reading.plain import prose


def html(reading):
    """Return a body as one text, its slots in brackets."""
    return "".join(part if isinstance(part, str) else f"[{part}]" for part in reading.value.body)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Một **đậm** và *nghiêng*.", "<p>Một <strong>đậm</strong> và <em>nghiêng</em>.</p>"),
        ('Ba chấm... và "ngoặc" -- gạch', '<p>Ba chấm... và "ngoặc" -- gạch</p>'),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("- một\n- hai", "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>"),
        ("3. ba\n4. bốn", '<ol start="3">\n<li>ba</li>\n<li>bốn</li>\n</ol>'),
        ("# A\n\n## B", "<h2>A</h2>\n<h3>B</h3>"),
        ("## A\n\n#### B", "<h2>A</h2>\n<h4>B</h4>"),
        ("#### A", "<h2>A</h2>"),
        ("# A\n\n###### F", "<h2>A</h2>\n<h6>F</h6>"),
        ("A\n===\n\nB\n---", "<h2>A</h2>\n<h3>B</h3>"),
        ("*[HĐND]: Hội đồng\n\nHĐND", '<p><abbr title="Hội đồng">HĐND</abbr></p>'),
        ("Từ\n:   Nghĩa", "<dl>\n<dt>Từ</dt>\n<dd>Nghĩa</dd>\n</dl>"),
        ("    <script>", "<pre><code>&lt;script&gt;\n</code></pre>"),
        ("`<b>`", "<p><code>&lt;b&gt;</code></p>"),
        ("đậm{: #main .x onclick=y}", "<p>đậm{: #main .x onclick=y}</p>"),
        ("H<sub>2</sub>O, m<sup>2</sup><br>dòng", "<p>H<sub>2</sub>O, m<sup>2</sup><br>dòng</p>"),
        ("5&nbsp;km &copy;", "<p>5 km ©</p>"),
    ],
)
def test_markdown_becomes_plain_html(desk, typed, expected):
    reading = desk.article(typed)
    assert not reading.diagnostics
    assert html(reading) == expected


def test_a_table_keeps_its_cells_and_no_style(desk):
    body = html(desk.article("| a | b |\n|---|--:|\n| 1 | 2 |"))
    assert body.count("<td>") == 2
    assert "style" not in body


def test_footnotes_lead_there_and_back(desk):
    body = html(desk.article("Một[^1] hai[^ghi chú].\n\n[^1]: Chú.\n[^ghi chú]: Thích."))
    for place in (
        'id="fnref-1"',
        'href="#fn-1"',
        'id="fn-1"',
        'href="#fnref-1"',
        'id="fn-ghi-chú"',
        'href="#fn-ghi-chú"',
    ):
        assert body.count(place) == 1
    assert "Jump back" not in body


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("![x](a.jpg)", "[0]"),
        ("Một ![x](a.jpg) hai.", "<p>Một  hai.</p>\n[0]\n"),
        ("![x](a.jpg) ![y](b.jpg)", "[0]\n[1]\n"),
        ("Một ![x](a.jpg) ![y](b.jpg)\n\nHai", "<p>Một  </p>\n[0]\n[1]\n<p>Hai</p>"),
        ("**Một ![x](a.jpg)**", "<p><strong>Một </strong></p>\n[0]\n"),
        ("[![x](a.jpg)](https://a.vn)", "[0]\n"),
        ("# Một ![x](a.jpg)", "<h2>Một </h2>\n[0]\n"),
        ("- một ![x](a.jpg) hai\n- ba", "<ul>\n<li>một  hai[0]\n</li>\n<li>ba</li>\n</ul>"),
        ("- một\n\n    ![x](a.jpg)\n", "<ul>\n<li>\n<p>một</p>\n[0]\n</li>\n</ul>"),
        ("> ![x](a.jpg)", "<blockquote>\n[0]\n</blockquote>"),
        ("| a |\n|---|\n| ![x](a.jpg) |", "<td>[0]\n</td>"),
    ],
)
def test_a_photo_stands_between_blocks_never_in_a_paragraph(desk, typed, expected):
    desk.beside("a.jpg", "b.jpg")
    body = desk.article(typed).value.body
    text = "".join(f"[{part.index}]" if isinstance(part, PhotoSlot) else part for part in body)
    assert " ".join(expected.split()) in " ".join(text.split())
    assert "<figure" not in text
    assert "<p></p>" not in text


def test_a_link_to_an_article_is_a_slot_inside_the_address(desk):
    reading = desk.article("Xem [bài](../hoi-nghi/index.md#x 'Tên') và [trang]({filename}/pages/gioi-thieu.md).")
    assert reading.value.body == (
        '<p>Xem <a href="',
        LinkSlot("news/2020/02/hoi-nghi/index.md"),
        '" title="Tên">bài</a> và <a href="',
        LinkSlot("pages/gioi-thieu.md"),
        '">trang</a>.</p>',
    )


def test_a_link_to_a_folder_means_its_article(desk):
    desk.put("news/2020/02/khac/index.md")
    assert LinkSlot("news/2020/02/khac/index.md") in desk.article("[bài](../khac/)").value.body


def test_a_link_to_an_attachment_keeps_its_name_alone(desk):
    desk.beside("bao cao.pdf")
    desk.put("van-ban/qd.pdf")
    reading = desk.article("[a](bao%20cao.pdf) [b](<bao cao.pdf>) [c]({static}/van-ban/qd.pdf)")
    assert html(reading).count('href="bao%20cao.pdf"') == 2
    assert 'href="qd.pdf"' in html(reading)
    assert reading.value.attachments == ("news/2020/02/dai-hoi/bao cao.pdf", "van-ban/qd.pdf")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("[a](https://a.vn/?b=1&c=2)", '<a rel="noopener" href="https://a.vn/?b=1&amp;c=2">a</a>'),
        ("<https://a.vn>", '<a rel="noopener" href="https://a.vn">https://a.vn</a>'),
        ("[a](/rss/)", '<a href="/rss/">a</a>'),
        ("[a](tel:0273)", '<a href="tel:0273">a</a>'),
        ("<a@b.vn>", '<a href="mailto:a@b.vn">a@b.vn</a>'),
    ],
)
def test_other_addresses_stay_and_those_outside_get_noopener(desk, typed, expected):
    assert html(desk.article(typed)) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//a.vn",
        "#muc-1",
        "ftp://a",
    ],
)
def test_an_address_that_leads_nowhere_safe_is_refused_where_it_stands(desk, places, address):
    assert places(desk.article(f"Một.\n\nXem [a]({address}).")) == [("bad-link", 11, 9)]


@pytest.mark.parametrize("typed", ["[a](java&#10;script:x)", "[a](&#106;avascript:x)", "[a](https://[x)"])
def test_an_address_in_disguise_is_refused_too(desk, codes, typed):
    assert codes(desk.article(typed)) == ["bad-link"]


def test_a_relative_link_to_a_missing_file_is_placed(desk, places):
    assert places(desk.article("Một.\n\nXem [tệp](khong-co.pdf).")) == [("missing-file", 11, 11)]


def test_a_problem_that_stands_in_a_body_many_times_is_told_once(desk, codes):
    assert codes(desk.article("[a](b.pdf) [a](b.pdf) ![x](c.jpg) ![x](c.jpg)")) == ["missing-file", "missing-photo"]


@pytest.mark.parametrize(
    "reference", ["&#xFDD0;", "&#64976;", "&#8;", "&#x1F;", "&#xFFFE;", "&shy;", "&#8203;", "&#xD800;"]
)
def test_characters_that_references_smuggle_in_do_not_reach_the_page(desk, reference):
    body = html(desk.article(f"a{reference}b <b title='{reference}'>c</b> [d](/x 'y{reference}z')"))
    assert not any(c in body for c in "\ufdd0\x08\x1f\ufffe\u00ad\u200b")


def test_a_placeholder_cannot_be_forged(desk):
    desk.beside("a.jpg")
    reading = desk.article(
        "![x](a.jpg)\n\n&#xFDD0;P0&#xFDD1; [y](/z '&#xFDD0;P:0&#xFDD1;') wzxhzdk:0 \x02wzxhzdk:0\x03"
    )
    assert sum(isinstance(part, PhotoSlot) for part in reading.value.body) == 1


@pytest.mark.parametrize(
    ("typed", "summary", "lead"),
    [
        ("Ngày 10-2, Đại hội.", "Ngày 10-2, Đại hội.", "Ngày 10-2, Đại hội."),
        ("'a < b & c'", "a &lt; b &amp; c", "a < b & c"),
        (
            "'Một **đậm** [hai](https://a.vn)'",
            'Một <strong>đậm</strong> <a rel="noopener" href="https://a.vn">hai</a>',
            "Một đậm hai",
        ),
        ("'# Không là *đề mục*'", "# Không là <em>đề mục</em>", "# Không là đề mục"),
        ("'1. *không* là danh sách'", "1. <em>không</em> là danh sách", "1. không là danh sách"),
        ("|\n  Hai\n\n  đoạn", "Hai đoạn", "Hai đoạn"),
        ("'&amp; &lt;b&gt;'", "&amp; &lt;b&gt;", "& <b>"),
        ("'a\\*b'", "a*b", "a*b"),
    ],
)
def test_a_summary_is_one_line_of_inline_markdown(desk, typed, summary, lead):
    value = desk.article(summary=typed).value
    assert (value.summary, value.lead_text) == (summary, lead)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("'[a](bai.md)'", ["bad-link"]),
        ("'![a](b.jpg)'", ["summary-photo"]),
        ("'a <script>x</script>'", ["html-removed"]),
        ("'<Nguyễn Văn A> nói'", ["text-swallowed"]),
    ],
)
def test_what_a_summary_cannot_hold_is_reported_at_its_place(desk, places, typed, expected):
    assert places(desk.article(summary=typed)) == [(code, 7, 10) for code in expected]


def test_an_article_read_after_another_is_not_touched_by_it(desk):
    desk.beside("a.jpg")
    alone = desk.article("Hai[^1] [x].\n\n[^1]: Chú").value
    desk.article("![x](a.jpg)\n\n[x]: https://a.vn\n\n*[Hai]: y\n\nMột[^1]\n\n[^1]: Khác <b>x</b>")
    assert desk.article("Hai[^1] [x].\n\n[^1]: Chú").value == alone


MARKS = "một * ** _ ` < > [ ] ( ) ! & &amp; \\ \\* # - 1. > | : HĐND https://a.vn a@b.vn <https://a.vn> ~ ^ [^1] \" '"
TEXTS = st.lists(
    st.sampled_from([*MARKS.split(), " ", "  \n", "\n", "\n\n", "    ", "*[HĐND]: Hội đồng\n\n"]), max_size=30
)


SLOW = Renderer()._body
SLOW.treeprocessors.deregister("plain")


@settings(max_examples=200, deadline=None)
@given(TEXTS.map("".join))
def test_sparing_plain_texts_the_search_for_markup_changes_nothing(text):
    assert SLOW.reset().convert(text) == renderer()._body.reset().convert(text)


def test_one_renderer_serves_a_process():
    assert renderer() is renderer()


@pytest.mark.parametrize("space", ["\u00a0", " \u00a0", "\u00a0 ", "\u202f", "&nbsp;", "&#160;", "&#xA0;"])
def test_a_no_break_space_that_was_pasted_between_words_is_a_space(desk, space):
    (html,) = desk.article(f"Đại{space}hội.").value.body
    assert html == "<p>Đại hội.</p>"


@pytest.mark.parametrize("blank", ["\u00a0", "&nbsp;", "<p>&nbsp;</p>"])
def test_a_paragraph_of_no_break_spaces_is_none(desk, blank):
    (html,) = desk.article(f"Một.\n\n{blank}\n\nHai.").value.body
    assert html.split() == ["<p>Một.</p>", "<p>Hai.</p>"]


def test_a_no_break_space_written_as_code_stays(desk):
    assert desk.article("`&nbsp;`").value.body == ("<p><code>&amp;nbsp;</code></p>",)


def test_the_way_back_from_a_note_stays_with_its_last_word(desk):
    assert "nguồn&nbsp;<a" in desk.article("Một.[^1]\n\n[^1]: nguồn").value.body[0]


@pytest.mark.parametrize(
    "typed",
    ["<o:p>Hà Nội</o:p>", "Hà Nội<o:p>&nbsp;</o:p>", '<st1:place w:st="on">Hà Nội</st1:place>', "<w:r>Hà</w:r> Nội"],
)
def test_tags_of_a_text_processor_leave_only_their_words(desk, typed):
    reading = desk.article(typed)
    assert ([part.replace(" <", "<") for part in reading.value.body], reading.diagnostics) == (["<p>Hà Nội</p>"], ())


def test_a_call_of_a_note_that_is_not_there_is_told(desk, places):
    assert places(desk.article("Một.\n\nHai.[^1] Ba.[^9]\n\n[^1]: nguồn")) == [("footnote-missing", 11, 13)]
    assert not desk.article("Mã `[^9]`.").diagnostics


PIECES = [*"aĐ1 .,:;-–+=~^#!?'\"“”()[]{}<>&*_`|\\/@%$ệ\u3000\n", "\n\n", "12. ", "a:\n", "một hai", "\n\n## a", "# "]
SENTENCES = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@settings(max_examples=1000, deadline=None)
@given(SENTENCES)
def test_prose_comes_out_as_markdown_would_make_it(text):
    found = prose(text)
    if found is not None:
        assert renderer().body(text, Names(Path(), "x.md")).html == found


@pytest.mark.parametrize(
    "typed",
    [
        "Một đoạn.",
        "\n“Trích dẫn”, ông nói: “Được”.\n\nĐoạn hai\ncó hai dòng (15:30, 5.000 đồng; 50% - 60%).\n",
        "2020 là năm của đại hội.\n\n(Ảnh: Vân Giang)",
        "# 1. Khai mạc\n\nMột đoạn.\n\n### Lời chào: “Kính thưa”\n\n## Bế mạc",
    ],
)
def test_most_news_are_prose(typed):
    assert prose(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "*a*",
        "a\n===",
        "- a",
        "1. a",
        "12) a",
        "    a",
        "a  \nb",
        "a\n: b",
        "#a",
        "# ",
        "# a #",
        "# a\nb",
        "a\n# b",
        "> a",
        "a | b",
        "a\n---",
        "a\tb",
    ],
)
def test_anything_else_is_markdowns_work(typed):
    assert prose(typed) is None


def test_prose_is_told_in_linear_time():
    begun = time.process_time()
    for text in ("# " + "a" * 90_000 + "\n*", "a b " * 20_000 + "\n*", ("a" * 50 + "\n") * 1500 + " *"):
        assert prose(text) is None
    assert time.process_time() - begun < 1
