"""Whatever is typed, no page runs it, and nothing is read or written outside."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plugins.bridge.job import ContentError
from tests.office import Office

ATTACK = """\\"><script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>{{ 7*7 }}"""
VECTORS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    '[a](http://x.example"onmouseover=alert(1)//)',
    "<iframe src=//x.example></iframe>",
    "<form action=//x.example><button>x</button></form>",
    "<style>*{background:url(//x.example)}</style>",
    "<p style='position:fixed'>x</p>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
    "<base href=//x.example>",
    "<details open ontoggle=alert(1)>x</details>",
    "<math><mtext><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "`</code><script>alert(1)</script>`",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "*[x]: <script>alert(1)</script>\n\nx",
)


class Watcher(HTMLParser):
    """Collects what a page would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        values = {name: value or "" for name, value in attrs}
        if tag in {"iframe", "object", "embed", "base", "form", "style"} or "style" in values:
            self.found.append(self.get_starttag_text() or tag)
        if any(name.startswith("on") for name in values):
            self.found.append(self.get_starttag_text() or tag)
        for name in ("src", "href", "srcset", "action"):
            address = values.get(name, "").strip().lower()
            if address.startswith(("javascript:", "data:", "vbscript:", "//")):
                self.found.append(f"{tag} {name}={address}")
        if tag in {"script", "img"} and not values.get("src", "").startswith(("/theme/", "/anh/")):
            self.found.append(self.get_starttag_text() or tag)


def dangers(office: Office) -> Iterator[str]:
    """Return what any page of an office's output would run or load."""
    for path, data in office.files().items():
        if path.endswith(".html"):
            watcher = Watcher()
            watcher.feed(data.decode())
            yield from (f"{path}: {found}" for found in watcher.found)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_the_watcher_sees_planted_faults(office: Office) -> None:
    office.article("a")
    office.build()
    page = office.output / "index.html"
    page.write_text(page.read_text("utf-8") + "".join(VECTORS[:5]), "utf-8")
    assert len(list(dangers(office))) >= 4


def test_no_vector_in_a_body_reaches_a_page(office: Office) -> None:
    for number, vector in enumerate(VECTORS):
        office.article(f"a-{number}", body=f"Trước.\n\n{vector}\n\nSau.")
    try:
        office.build()
    except ContentError:
        refused = {problem.file for problem in office.told if problem.severity == "error"}
        for file in refused:
            (office.content / file).unlink()
        office.build()
    assert list(dangers(office)) == []
    assert sum(path.startswith("tin/") for path in office.files()) >= 10


def test_text_keys_are_text_in_every_page(office: Office) -> None:
    keys = ("byline", "dateline", "source")
    lines = [f'{key}: "{ATTACK}"' for key in keys]
    lines += [f'tags: ["{ATTACK}"]', f'event: {{start: 2020-02-10, place: "{ATTACK}"}}']
    lines += [f'changes: [{{date: 2020-03-01, note: "{ATTACK}", level: minor}}]']
    office.article("a", "\n".join(lines), title=ATTACK)
    office.write("registry/units.yaml", f'- {{id: van-phong, name: "{ATTACK}", classification: office}}\n')
    office.write("registry/categories.yaml", f'- {{id: tin-tuc, name: "{ATTACK}", description: "{ATTACK}"}}\n')
    office.build()
    assert list(dangers(office)) == []
    assert b"{{ 7*7 }}" in office.files()["tin/2020/02/a/index.html"]
    assert b"&lt;script&gt;" in office.files()["tin/2020/02/a/index.html"]


@pytest.mark.parametrize(
    "body",
    ["[x](../../../../secret.txt)", "![x](../../../../secret.jpg)", "[x](/etc/passwd)", "[x]({static}/../secret.txt)"],
)
def test_a_path_out_of_the_content_is_refused(office: Office, body: str) -> None:
    (office.content.parent / "secret.txt").write_text("SECRET")
    office.article("a", body=body)
    try:
        office.build()
    except ContentError:
        return
    assert not [path for path, data in office.files().items() if b"SECRET" in data or b"root:" in data]
    assert "secret" not in " ".join(office.files())


def test_a_link_out_of_the_content_is_refused(office: Office) -> None:
    (office.content.parent / "secret.jpg").write_bytes(b"SECRET")
    office.article("a", "photos: [{file: b.jpg, alt: Ảnh chụp}]")
    (office.content / "news/2020/02/a/b.jpg").symlink_to(office.content.parent / "secret.jpg")
    with pytest.raises(ContentError):
        office.build()
    assert {problem.file for problem in office.told} <= {"news/2020/02/a/index.md", "news/2020/02/a/b.jpg"}
