"""The wall: what browsers would run never leaves, and nothing disappears in silence."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.reading.sanitise import ATTRIBUTES, BLOCK, INLINE

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.vn/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<IMG SRC=javascript:alert(1)>",
    '<img src="x" `onerror=alert(1)`>',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='https://a.vn' onclick=alert(1) style='x:expression(1)'>x</a>",
    "<p style='background:url(javascript:alert(1))' onmouseover=alert(1)>x</p>",
    "<div class='admin' id='search'>x</div>",
    "<base href='https://x.vn'>",
    "<meta http-equiv=refresh content='0;url=https://x.vn'>",
    "<link rel=stylesheet href=https://x.vn/a.css>",
    "<style>@import 'https://x.vn'; * {display: none}</style>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<template><script>alert(1)</script></template>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE html SYSTEM 'x'><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](JaVaScRiPt&colon;alert(1))",
    '[x](https://a.vn "title\\" onmouseover=alert(1)")',
    '![x" onerror="alert(1)](https://a.vn/a.jpg)',
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "`<script>`<script>alert(1)</script>",
    "**<b onclick=alert(1)>x**</b>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "[^<img src=x onerror=alert(1)>]\n\n[^<img src=x onerror=alert(1)>]: y",
    "*[x]: <script>alert(1)</script>\n\nx",
    "<div><p>x</div></p><table><tr><script>alert(1)</script>",
    "<x onclick=alert(1)>y",
    "<a href='/x' target=_blank rel=opener ping=//x.vn>y</a>",
    "<img usemap=#x><map name=x><area href=javascript:alert(1)></map>",
    '<p><a href="https://a.vn/\'&#34;><script>alert(1)</script>">x</a>',
    "<isindex type=image src=1 onerror=alert(1)>",
    "<plaintext><script>alert(1)</script>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
]


class Judge(HTMLParser):
    """Collects every element, attribute and address that the lists do not hold."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag not in INLINE | BLOCK:
            self.faults.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()) | {"rel"}:
                self.faults.append(f"{tag} {name}")
            if name == "href" and not re.match(r"(?:https?://|mailto:|tel:|/(?!/)|#fn|[^:]*$)", value):
                self.faults.append(value)
            if name in {"id", "class"} and not re.fullmatch(r"fn(?:ref\d*)?-[\w-]+|footnote(?:-ref|-backref)?", value):
                self.faults.append(value)


def faults(text):
    judge = Judge()
    judge.feed(text)
    judge.close()
    return judge.faults


@pytest.fixture
def body(desk, monkeypatch):
    """Return what a body's HTML would be, whatever was reported."""
    from plugins.reading.markdown import renderer
    from plugins.reading.names import Names

    return lambda text: renderer().body(text, Names(desk.root, "news/a.md")).html


def test_the_judge_sees_planted_faults():
    planted = "<script></script><p onclick=x style=y></p><a href='javascript:x'></a><p id=x></p>"
    assert {"script", "p onclick", "p style", "javascript:x"} <= set(faults(planted))


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_that_runs_leaves_a_body(body, vector):
    assert faults(body(vector)) == []
    assert faults(body(f"Một {vector} hai")) == []


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_that_runs_leaves_a_summary(vector):
    from plugins.reading.markdown import renderer

    assert faults(renderer().lead(" ".join(vector.split()))[0]) == []


WORDS = "< > script / img onerror= javascript: href= ' \" ` ]( [ ! <!-- --> - | &#106; \\ * <p> </p> <b style x đ ( )"
PIECES = st.sampled_from([*WORDS.split(), "\n\n", "    ", " ", "> ", "https://a.vn", " x="])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_mixture_of_pieces_gets_through(body, text):
    assert faults(body(text)) == []


@pytest.mark.parametrize(
    "vector", [v for v in VECTORS if v.startswith("<") and not v.startswith(("<!", "<?", "<j", "<x ", "<p><a"))]
)
def test_html_that_was_taken_away_is_always_reported(desk, vector):
    assert desk.article(vector).diagnostics


@pytest.mark.parametrize(
    ("typed", "what", "place"),
    [
        ("Một\n\n<center>hai</center>", "<center>", (11, 1)),
        ("Một <font color=red>hai</font>", "<font>", (9, 5)),
        ("<P STYLE='x'>hai</P>", "<p style=…>", (9, 1)),
        ("Một <b onclick=x>hai</b>", "<b onclick=…>", (9, 5)),
        ("![x](a.jpg)\n\n<img src=a.jpg>", "<img>", (11, 1)),
    ],
)
def test_a_tag_that_was_removed_is_named_where_it_stands(desk, typed, what, place):
    desk.put("a.jpg")
    reading = desk.article(typed)
    (found,) = reading.diagnostics
    assert (found.code, found.severity, found.line, found.col) == ("html-removed", "warning", *place)
    assert what in found.message
    assert reading.value


@pytest.mark.parametrize(
    ("typed", "lost"),
    [
        ("Ông <Nguyễn Văn A> nói.", "Nguyễn Văn A"),
        ("Giá <b và c> d.", "b và c"),
        ("Email <Văn phòng>", "Văn phòng"),
        ("<abc> và <def>", "abc def"),
    ],
)
def test_honest_text_between_angles_is_never_swallowed_in_silence(desk, typed, lost):
    reading = desk.article(typed)
    assert [d.code for d in reading.diagnostics] == ["text-swallowed"]
    assert lost in reading.diagnostics[0].message
    assert reading.value is None


@pytest.mark.parametrize(
    "typed",
    [
        "a < b và c > d",
        "Từ <5 đến >10",
        "Một <!-- ghi chú --> hai",
        "<div>Một <b>hai</b></div>\n\nba",
        "<table><tr><td>một</td></tr></table>",
        "<p>Một<br>hai</p>",
        "x &lt;b&gt; y",
    ],
)
def test_text_that_stays_is_not_reported(desk, typed):
    assert not desk.article(typed).diagnostics


def test_text_of_a_removed_element_stays(desk):
    reading = desk.article("<details><summary>Một</summary>hai</details>\n\n<center>ba</center> <iframe>bốn</iframe>")
    assert {d.code for d in reading.diagnostics} == {"html-removed"}
    assert all(word in "".join(reading.value.body) for word in ("Một", "hai", "ba", "bốn"))
