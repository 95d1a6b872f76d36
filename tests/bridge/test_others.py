"""Other Pelican plugins go on working: what they write is claimed, compared and pruned like everything else."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals
from pelican.settings import read_settings

from plugins.bridge.portal import Portal
from plugins.model.errors import NewsError
from tests.office import FEATURES, ROOT, Office

CONF = """\
import sys
sys.path[:0] = [{root!r}, {folder!r}]
from pelicanconf import *
SITEURL = "https://x.example"
THEME = {theme!r}
CACHE_PATH = {cache!r}
THEME_TEMPLATES_OVERRIDES = [{folder!r}]
SITEMAP = {{"format": "txt"}}
PLUGINS = [*PLUGINS, *{others!r}]
"""
SITEMAP = "pelican.plugins.sitemap"
COUNTING = """\
from pathlib import Path
from pelican.generators import Generator
from pelican.plugins import signals

class Counting(Generator):
    def generate_output(self, writer):
        note = Path(__file__).with_name("note.txt").read_text()
        writer.write_file("dem/index.html", self.get_template("dem"), self.context, note=note)

def add(pelican):
    return Counting

def register():
    signals.get_generators.connect(add)
"""
TEMPLATE = """\
{{ note }}
{% for a in articles %}{{ SITEURL }}/{{ a.url }} {{ a.title }} {{ a.category.url }} {{ a.tags | join(",") }}
{{ a.content }}
{% endfor %}"""


class Site:
    """An office, and other plugins beside its settings."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.office = Office(root)
        self.office.article("mot", "tags: [Đảo]", body="Chữ.")
        self.office.article("hai", body="Xem [tin một](../mot/index.md).")
        self.output = self.office.output

    def build(self, *others: str, options: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
        """Build in a process of its own with Pelican's command."""
        conf = self.root / "conf.py"
        folders = {"folder": str(self.root), "theme": str(ROOT / "theme"), "cache": str(self.office.cache)}
        conf.write_text(CONF.format(root=str(ROOT), others=others, **folders), "utf-8")
        command = [sys.executable, "-m", "pelican", str(self.office.content), "-o", str(self.output), "-s", str(conf)]
        command += options
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, timeout=100, check=False)

    def counts(self, *others: str) -> tuple[int, int]:
        """Build; return how many files were written and how many removed."""
        done = self.build(*others)
        assert (done.returncode, done.stderr) == (0, "")
        found = re.search(r"ghi (\d+), .*xóa (\d+);", done.stdout)
        assert found
        return int(found[1]), int(found[2])

    def times(self) -> dict[str, int]:
        """Return when each file of the portal was written."""
        return {path: (self.output / path).stat().st_mtime_ns for path in self.office.files() if path != ".cong-tin"}

    def plugin(self, code: str) -> str:
        """Write a plugin and return its name."""
        (self.root / "counting.py").write_text(code, "utf-8")
        (self.root / "dem.html").write_text(TEMPLATE, "utf-8")
        (self.root / "note.txt").write_text("Số một", "utf-8")
        return "counting"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_well_known_plugin_follows_the_articles_and_goes_with_its_name(site: Site) -> None:
    file = site.output / "sitemap.txt"
    assert site.counts(SITEMAP)[0] > 10
    first = ["https://x.example/tin/2020/02/hai/", "https://x.example/tin/2020/02/mot/"]
    assert file.read_text("utf-8").splitlines() == first
    times = site.times()
    assert site.counts(SITEMAP) == (0, 0)
    assert site.times() == times
    site.office.write("pages/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\nChữ.\n")
    assert site.counts(SITEMAP)[0] > 0
    assert file.read_text("utf-8").splitlines() == ["https://x.example/gioi-thieu/", *first]
    assert site.counts() == (0, 1)
    assert not file.exists()


def test_a_plugin_writes_pages_with_its_own_template_from_its_own_sources(site: Site) -> None:
    counting = site.plugin(COUNTING)
    site.counts(counting)
    page = site.output / "dem/index.html"
    assert page.read_text("utf-8").splitlines() == [
        "Số một",
        "https://x.example/tin/2020/02/hai/ Hai chuyen-muc/tin-tuc/ ",
        '<p>Xem <a href="https://x.example/tin/2020/02/mot/">tin một</a>.</p>',
        "https://x.example/tin/2020/02/mot/ Mot chuyen-muc/tin-tuc/ Đảo",
        "<p>Chữ.</p>",
    ]
    (site.root / "note.txt").write_text("Số hai", "utf-8")
    assert site.counts(counting) == (1, 0)
    assert page.read_text("utf-8").startswith("Số hai\n")
    site.office.article("mot", "tags: [Đảo]", body="Chữ khác.")
    assert site.counts(counting)[0] > 1
    assert "Chữ khác." in page.read_text("utf-8")


def test_a_plugin_that_fails_is_named_and_nothing_is_written(site: Site) -> None:
    site.counts()
    before = site.office.files()
    site.office.article("ba")
    counting = site.plugin(COUNTING.replace("note = ", "1 / 0; note = "))
    done = site.build(counting, SITEMAP)
    assert done.returncode == 1
    told = " ".join((done.stdout + done.stderr).split())
    assert "Phần bổ trợ counting" in told
    assert "PLUGINS bị lỗi (counting.py:7): ZeroDivisionError: division by zero" in told
    assert "Traceback" not in told
    assert site.office.files() == before


def test_a_plugin_cannot_take_the_place_of_a_page(site: Site) -> None:
    counting = site.plugin(COUNTING.replace("dem/index.html", "tin/2020/02/mot/index.html"))
    done = site.build(counting)
    assert done.returncode == 1
    assert "news/2020/02/mot/index.md:4" in done.stderr
    assert "counting" in done.stderr
    assert not site.output.exists()


def test_their_files_are_verified_and_explained_like_all_others(site: Site) -> None:
    site.counts(SITEMAP)
    assert "không có gì đổi" in site.build(SITEMAP, options=("-e", 'WHY="/sitemap.txt"')).stdout
    assert "Đúng từng byte" in site.build(SITEMAP, options=("-e", "VERIFY=true")).stdout
    site.office.article("ba")
    assert "nội dung tệp đã đổi" in site.build(SITEMAP, options=("-e", 'WHY="/sitemap.txt"')).stdout
    assert site.counts(SITEMAP)[0] > 0


def test_a_portal_without_them_knows_nothing_of_them(site: Site) -> None:
    code = (
        "import sys\nfrom pelican import main\nmain(sys.argv[1:])\n"
        "sys.exit(any(name in sys.modules for name in ('plugins.bridge.others', 'plugins.bridge.counterparts')))"
    )
    options = [str(site.office.content), "-o", str(site.output), "-s", str(ROOT / "pelicanconf.py")]
    command = [sys.executable, "-c", code, *options, "--cache-path", str(site.office.cache)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, timeout=100, check=False).returncode == 0


class Notes:
    """A plugin that takes notes."""

    def __init__(self) -> None:
        self.writes = "ghi-chu.txt"
        self.articles: Any = None
        self.pages: Any = None
        self.ended: list[str] = []
        self.read: Callable[[Any], object] = str

    def register(self) -> None:
        signals.all_generators_finalized.connect(self.look)
        signals.finalized.connect(self.end)

    def look(self, generators: list[Any]) -> None:
        self.articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
        self.pages = next(g for g in generators if isinstance(g, PagesGenerator))
        self.read(self)

    def end(self, pelican: Portal) -> None:
        self.ended.append(pelican.output_path)
        Path(pelican.settings["OUTPUT_PATH"], self.writes).write_text("Ghi chú", "utf-8")


class Onlooker(Notes):
    """A plugin that only waits for the end."""

    def register(self) -> None:
        signals.finalized.connect(self.end)


@pytest.fixture
def load(site: Site) -> Iterator[Callable[..., Portal]]:
    def loaded(*others: object) -> Portal:
        settings = read_settings(str(ROOT / "pelicanconf.py"))
        folders = {"PATH": site.office.content, "OUTPUT_PATH": site.output, "CACHE_PATH": site.office.cache}
        settings |= {name: str(path) for name, path in folders.items()}
        settings |= {"PLUGINS": [*(f"plugins.{name}" for name in FEATURES), *others], "SITEMAP": {"format": "txt"}}
        return Portal(settings)

    yield loaded
    loaded()


def test_builds_in_one_process_do_not_add_up(site: Site, load: Callable[..., Portal]) -> None:
    portal = load(SITEMAP)
    for more in ("ba", "bon"):
        site.office.article(more)
        portal.run()
    lines = (site.output / "sitemap.txt").read_text("utf-8").splitlines()
    assert [line.rsplit("/", 2)[1] for line in lines] == ["ba", "bon", "hai", "mot"]
    assert portal.settings["OUTPUT_PATH"] == portal.output_path == str(site.output)
    load().run()
    assert not (site.output / "sitemap.txt").exists()
    assert not signals.content_written.receivers


def test_a_failure_leaves_nothing_to_the_next_build_of_a_watch(
    site: Site, load: Callable[..., Portal], monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = Notes()
    portal = load(notes, SITEMAP)
    notes.writes = "khong/co.txt"
    with pytest.raises(NewsError, match=r"test_others.*FileNotFoundError"):
        portal.run()
    assert not site.output.exists()
    notes.writes = "ghi-chu.txt"
    monkeypatch.setattr("plugins.bridge.portal.wait_for_changes", lambda *_: None)
    portal.run()
    assert len((site.output / "sitemap.txt").read_text("utf-8").splitlines()) == 2


def test_plugins_see_what_lists_show_apart_from_what_they_hide(site: Site, load: Callable[..., Portal]) -> None:
    office = site.office
    office.article("an", "status: hidden")
    office.article("two", "lang: en\ntranslation_of: id-hai")
    office.article("ky", "byline: 'Tin: Lê Hà, Lê Hạ - Ảnh: An'\ntags: [Đạo, Đảo]", title="<b> & c")
    addresses: list[str] = []
    notes = Notes()
    notes.read = lambda notes: addresses.extend(tag.save_as for tag in notes.articles.tags)
    load(notes).run()
    found = notes.articles
    assert {a.slug for a in found.articles} == {"mot", "hai", "ky"}
    assert [(a.slug, a.translations[0].slug) for a in found.translations] == [("two", "hai")]
    assert [a.slug for a in found.hidden_articles] == ["an"]
    assert [(c.slug, c.name, len(items)) for c, items in found.categories] == [("tin-tuc", "Tin tức", 3)]
    assert sorted((t.name, len(items)) for t, items in found.tags.items()) == [("Đạo", 1), ("Đảo", 2)]
    assert [author.name for author, _ in found.authors] == ["Lê Hà", "Lê Hạ"]
    ky = next(a for a in found.articles if a.slug == "ky")
    assert (ky.title, ky.author.name, ky.status) == ("&lt;b&gt; &amp; c", "Lê Hà", "published")
    assert (ky.date.isoformat(), ky.save_as) == ("2020-02-11T15:31:00+07:00", "tin/2020/02/ky/index.html")
    assert len(addresses) == 2
    assert all((site.output / address).is_file() for address in addresses)


def test_photos_in_a_text_are_those_that_the_portal_publishes(site: Site, load: Callable[..., Portal]) -> None:
    site.office.write("news/2020/02/anh/a.jpg", (ROOT / "tests/bridge/photo.jpg").read_bytes())
    site.office.article("anh", body="Trên.\n\n![Cờ & hoa](a.jpg)\n\nDưới.")
    notes = Notes()
    portal = load(notes)
    portal.run()
    text = next(a for a in notes.articles.articles if a.slug == "anh").content
    found = re.search(r'<img src="([^"]+)" alt="Cờ &amp; hoa" width="\d+" height="\d+">', text)
    assert found
    assert (site.output / found[1].removeprefix(portal.settings["SITEURL"] + "/")).is_file()


def test_who_makes_pages_ends_before_the_portal_is_written_and_who_does_not_after(
    site: Site, load: Callable[..., Portal]
) -> None:
    notes = Notes()
    load(notes).run()
    assert notes.ended != [str(site.output)]
    assert (site.output / "ghi-chu.txt").read_text("utf-8") == "Ghi chú"
    onlooker = Onlooker()
    load(onlooker).run()
    assert onlooker.ended == [str(site.output)]
    assert (site.output / "ghi-chu.txt").is_file()


def test_nothing_of_a_build_stays_in_memory(load: Callable[..., Portal]) -> None:
    kept: list[weakref.ref[Any]] = []

    def read(notes: Notes) -> None:
        article = notes.articles.articles[0]
        assert article.content
        assert article.summary
        kept.append(weakref.ref(article))
        notes.articles = notes.pages = None

    notes = Notes()
    notes.read = read
    load(notes).run()
    gc.unfreeze()  # as the next build does
    gc.collect()
    assert [reference() for reference in kept] == [None]


def test_a_mistake_of_ours_is_not_put_on_a_plugin(load: Callable[..., Portal], monkeypatch: pytest.MonkeyPatch) -> None:
    notes = Notes()
    notes.read = lambda notes: [article.content for article in notes.articles.articles]
    monkeypatch.setattr("plugins.bridge.counterparts.LinkSlot", bytes)
    with pytest.raises(AttributeError, match="LinkSlot"):
        load(notes).run()
