"""The laws of rebuilding: incremental equals clean, the cache is only speed, cost follows the change."""

from __future__ import annotations

import gc
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from plugins.bridge.job import ContentError
from plugins.bridge.resident import Resident
from plugins.engine.executor import SERIAL, Crew
from plugins.model.errors import NewsError
from tests.office import NOW, ROOT, Office
from tests.photos.pictures import encoded, upright

TABLES = tuple(f"tables/{name}" for name in ("sources", "listings", "outputs", "sheets", "rows"))
CACHE = ("state", *TABLES, "bodies", "sheets", "registry")
SLUGS = tuple(f"tin-{n}" for n in range(6))
CHANGES: dict[str, tuple[str, ...]] = {
    "title": ('"Tin một"', '"Tin hai"'),
    "date": ("2020-02-11 15:31", "11/03/2020", "2026-11-23 07:00", "2026-11-23 10:00"),
    "unit": ("van-phong", "phong", "[phong, van-phong]"),
    "category": ("tin-tuc", "thong-bao"),
    "term": ("2020-2025", '""'),
    "tags": ("[Đảo, đạo]", "[đảo]", "[]"),
    "status": ("published", "draft", "hidden"),
    "related": ("[tin-0]", "[tin-1, tin-2]", "[]"),
    "summary": ("Tóm tắt một.", "Tóm *tắt* hai."),
    "expires": ("2026-11-23 09:00", '""'),
    "pin": ("2026-11-24", '""'),
    "photos": (
        "[{file: anh/a.jpg, alt: Ảnh chụp}]",
        "[{file: anh/a.jpg, alt: Ảnh chụp, focus: 10 90}]",
        "[{file: anh/b.jpg, alt: Ảnh chụp}, {file: anh/a.jpg, alt: Ảnh khác}]",
        "[]",
    ),
    "aliases": ("[/cu/]", '["/x.aspx?id=1"]', "[]"),
    "documents": ("[01-qd-2020]", "[]"),
    "people": ("[{id: ong-a}]", "[]"),
    "lang": ("en", '""'),
}
PICTURES = (
    encoded(upright((400, 600))),
    encoded(upright((600, 400))),
    encoded(upright((400, 600)))[:900],
)
BODIES = (
    "Nội dung.",
    "Khác.\n\n![Cờ](anh/a.jpg)",
    "[Tin](/tin/2020/02/tin-0/)",
    "Xem [trang](../../../../pages/gioi-thieu.md).",
    "Cầu Bến Ngự khánh thành sáng nay sau hai năm thi công, nối hai bờ sông Lam. " * 3,
    "Sáng nay cầu Bến Ngự khánh thành, nối hai bờ sông Lam; thi công mất hai năm. " * 3,
)
REGISTRIES = {
    "units.yaml": (
        "- {id: van-phong, name: Văn phòng, classification: office}\n"
        "- {id: phong, name: Phòng, classification: department, parents: [{id: van-phong, tree: office}]}\n",
        "- {id: van-phong, name: Tên mới, classification: office, other_names: [{name: Văn phòng, end: '2020'}]}\n"
        "- {id: phong, name: Phòng, classification: department}\n",
    ),
    "categories.yaml": (
        "- {id: tin-tuc, name: Tin tức}\n- {id: thong-bao, name: Thông báo}\n",
        "- {id: thong-bao, name: Thông báo, description: Mới}\n- {id: tin-tuc, name: Tin}\n",
    ),
    "terms.yaml": (
        "- {unit: van-phong, label: 2020-2025, start: '2020', end: '2025'}\n",
        "- {unit: van-phong, label: 2020-2025, start: '2020', end: 2024-06, congress: {ordinal: 3}}\n",
    ),
    "people.yaml": (
        "- {id: ong-a, name: Ông A, memberships: [{unit: phong, role: Trưởng phòng}]}\n",
        "- {id: ong-a, name: Ông Á}\n",
    ),
    "documents.yaml": (
        "- {id: 01-qd-2020, number: 01/QĐ, title: Quyết định}\n",
        "- {id: 01-qd-2020, number: 01/QĐ, title: Quyết định mới, issued: '2020'}\n",
    ),
}


class Rebuilding(RuleBasedStateMachine):
    """An office edited at random; after each edit its rebuilt output is compared with a clean build's."""

    spoilt = False
    """Whether photos were damaged in the cache, and so in the output, where they are linked: whoever watches the
    content does not look there, the next process does."""

    @initialize()
    def begin(self) -> None:
        """Start with three articles, a page and a theme of its own."""
        self.folder = Path(tempfile.mkdtemp())
        self.office = Office(self.folder)
        self.theme = self.folder / "theme"
        shutil.copytree(ROOT / "theme", self.theme)
        self.articles: dict[str, dict[str, str]] = {}
        self.now = NOW
        self.settings: dict[str, Any] = {"page_size": 2}
        self.program = b"one"
        self.older: dict[str, bytes] = {}
        for name, versions in REGISTRIES.items():
            self.office.write(f"registry/{name}", versions[0])
        self.office.write("pages/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n\nX\n")
        self.office.write("anh/a.jpg", (ROOT / "tests/bridge/photo.jpg").read_bytes())
        self.office.write("anh/b.jpg", PICTURES[0])
        for slug in SLUGS[:3]:
            self.add(slug)
        self.edited = True

    def teardown(self) -> None:
        """Remove the office, and what its builds have left in memory."""
        shutil.rmtree(self.folder, ignore_errors=True)
        gc.unfreeze()
        gc.collect()

    @rule(slug=st.sampled_from(SLUGS))
    def add(self, slug: str) -> None:
        """Add an article, or put it back as it first was."""
        self.articles[slug] = {"title": f'"{slug}"', "date": "2020-02-11 15:31", "unit": "van-phong"}
        self.articles[slug] |= {"category": "tin-tuc", "summary": "Tóm tắt.", "body": "Nội dung."}
        self._write(slug)

    @precondition(lambda self: self.articles)
    @rule(data=st.data(), key=st.sampled_from(sorted(CHANGES)))
    def change(self, data: st.DataObject, key: str) -> None:
        """Change one line of one article's front matter."""
        slug = data.draw(st.sampled_from(sorted(self.articles)))
        self.articles[slug][key] = data.draw(st.sampled_from(CHANGES[key]))
        self._write(slug)

    @precondition(lambda self: self.articles)
    @rule(data=st.data(), body=st.sampled_from(BODIES))
    def rewrite(self, data: st.DataObject, body: str) -> None:
        """Change one article's body."""
        slug = data.draw(st.sampled_from(sorted(self.articles)))
        self.articles[slug]["body"] = body
        self._write(slug)

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        """Delete an article with its folder."""
        slug = data.draw(st.sampled_from(sorted(self.articles)))
        del self.articles[slug]
        shutil.rmtree(self.office.content / "news/2020/02" / slug)
        self.edited = True

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        """Rename an article's folder; its front matter says the same."""
        slug = data.draw(st.sampled_from(sorted(self.articles)))
        folder = self.office.content / "news/2020/02"
        other = data.draw(st.sampled_from([s for s in (*SLUGS, "khac-1", "khac-2") if s not in self.articles]))
        shutil.rmtree(folder / other, ignore_errors=True)
        (folder / slug).rename(folder / other)
        self.articles[other] = self.articles.pop(slug)
        self.articles[other].setdefault("slug", slug)
        self.articles[other].setdefault("id", f"id-{slug}")
        self.edited = True

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        """Move an article to another folder and back again."""
        slug = data.draw(st.sampled_from(sorted(self.articles)))
        here, there = (self.office.content / f"news/{place}/{slug}" for place in ("2020/02", "2021/05"))
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(here, there)
        self.edited = True
        self.the_rebuilt_output_is_a_clean_builds()
        shutil.move(there, here)
        self.edited = True

    @rule(name=st.sampled_from(sorted(REGISTRIES)), version=st.sampled_from((0, 1)))
    def register(self, name: str, version: int) -> None:
        """Change a registry."""
        self.office.write(f"registry/{name}", REGISTRIES[name][version])
        self.edited = True

    @rule(lang=st.sampled_from(("vi", "en")))
    def speak(self, lang: str) -> None:
        """Change the language of the interface."""
        self.settings["default_lang"] = lang
        self.edited = True

    @rule()
    def translate(self) -> None:
        """Change a word of the English interface."""
        words = self.theme / "locale/en/LC_MESSAGES/messages.po"
        words.write_text(words.read_text("utf-8").replace('msgstr "Ne', 'msgstr "xNe', 1), "utf-8")
        self.edited = True

    @rule()
    def program_anew(self) -> None:
        """Change the program, as an edit of a plugin's code does."""
        self.program += b"+"
        self.edited = True

    @rule(file=st.sampled_from(("templates/list.html", "templates/components/card.html", "static/css/base.css")))
    def restyle(self, file: str) -> None:
        """Change a template, a macro's file or a style sheet."""
        path = self.theme / file
        path.write_text(path.read_text("utf-8") + ("/**/\n" if file.endswith("css") else "{# #}x\n"), "utf-8")
        self.edited = True

    @rule(size=st.sampled_from((1, 2, 3)))
    def resize(self, size: int) -> None:
        """Change a setting."""
        self.settings["page_size"] = size
        self.edited = True

    @rule(hours=st.sampled_from((1, 3)))
    def wait(self, hours: int) -> None:
        """Let time pass."""
        self.now += timedelta(hours=hours)
        self.edited = True

    @rule(names=st.lists(st.sampled_from(CACHE), min_size=1, unique=True))
    def outdate(self, names: list[str]) -> None:
        """Put files of the cache back as an earlier build left them, then remember those of now."""
        now = {name: path.read_bytes() for name in CACHE if (path := self.office.cache / name).exists()}
        for name in names:
            if name in self.older:
                (self.office.cache / name).write_bytes(self.older[name])
        self.older = now
        self.edited = True

    @rule(names=st.sets(st.sampled_from(("a.jpg", "b.jpg", "c.webp", "d.pdf"))), slug=st.sampled_from(SLUGS))
    def drop(self, names: set[str], slug: str) -> None:
        """Put files beside an article, or take them away."""
        for name in ("a.jpg", "b.jpg", "c.webp", "d.pdf"):
            path = self.office.content / f"news/2020/02/{slug}/{name}"
            if name in names and slug in self.articles:
                self.office.write(f"news/2020/02/{slug}/{name}", PICTURES[ord(name[0]) % 3])
            else:
                path.unlink(missing_ok=True)
        self.edited = True

    @rule(picture=st.sampled_from(range(3)))
    def retake(self, picture: int) -> None:
        """Change a photo in place: another one, the same again, or one that is broken."""
        self.office.write("anh/b.jpg", PICTURES[picture])
        self.edited = True

    @rule(names=st.lists(st.sampled_from((*CACHE, "photos/known")), min_size=1, unique=True), seed=st.integers(0, 99))
    def damage(self, names: list[str], seed: int) -> None:
        """Damage the cache."""
        for name in names:
            spoil(self.office.cache / name, seed)
        for path in sorted((self.office.cache / "photos").glob("*/*"))[:: seed % 5 + 1]:
            path.chmod(0o644)
            spoil(path, seed)
            self.spoilt = True
        self.edited = True

    @rule()
    def restore_elsewhere(self) -> None:
        """Copy content, cache and output to another folder, every time of every file new, as on another machine."""
        there = Path(tempfile.mkdtemp(dir=self.folder))
        for name in ("content", "output", "cache"):
            here = getattr(self.office, name)
            if here.exists():
                shutil.copytree(here, there / name, copy_function=shutil.copy)
            setattr(self.office, name, there / name)
            shutil.rmtree(here, ignore_errors=True)
        self.edited = True

    @invariant()
    def the_rebuilt_output_is_a_clean_builds(self) -> None:
        """Build both ways and compare: the same error, or the same bytes."""
        if not getattr(self, "edited", False):
            return
        self.edited = False
        options = {"theme": self.theme, "now": self.now, "settings": self.settings}
        before = self.office.files() if self.office.output.exists() else {}
        clean = Office.__new__(Office)
        clean.__dict__ |= self.office.__dict__ | {"output": self.folder / "clean", "cache": self.folder / "clean-cache"}
        for folder in (clean.output, clean.cache):
            shutil.rmtree(folder, ignore_errors=True)
        with patch("plugins.bridge.store.program", lambda: self.program):
            self._compare(clean, before, options)

    def _compare(self, clean: Office, before: dict[str, bytes], options: dict[str, Any]) -> None:
        if _fails(lambda: clean.build(crew=Crew(SERIAL), **options)):
            assert _fails(lambda: self.rebuild(**options))
            assert self.office.told == clean.told
            assert (self.office.files() if self.office.output.exists() else {}) == before
        else:
            self.rebuild(**options)
            assert self.office.told == clean.told
            assert self.office.files() == clean.files()

    def rebuild(self, **options: Any) -> None:
        """Build by what earlier builds have left in the cache."""
        self.office.build(**options)

    def _write(self, slug: str) -> None:
        values = dict(self.articles[slug])
        body = values.pop("body")
        lines = [f"{key}: {value}" for key, value in ({"id": f"id-{slug}", "slug": slug} | values).items()]
        text = "\n".join(["---", *lines, "---", "", body, ""])
        self.office.write(f"news/2020/02/{slug}/index.md", text)
        self.edited = True


class Watching(Rebuilding):
    """The same office under a watcher's eyes, rebuilt by one process that is told what has changed."""

    resident: Resident | None = None
    hasty = False

    @rule(hasty=st.booleans())
    def hurry(self, hasty: bool) -> None:
        """Build in haste from now on, and what that leaves afterwards; or not."""
        self.hasty = hasty

    @rule()
    def rest(self) -> None:
        """Let the process write down what it knows."""
        if self.resident:
            with patch("plugins.bridge.store.program", lambda: self.program):
                self.resident.rest(self.last)

    @rule()
    def build_elsewhere(self) -> None:
        """Let another process build meanwhile."""
        with patch("plugins.bridge.store.program", lambda: self.program):
            _fails(lambda: self.office.build(theme=self.theme, now=self.now, settings=self.settings))

    def rebuild(self, **options: Any) -> None:
        """Build in the process that lives on; other settings, programs and places start another one."""
        self.office.told = []
        job = self.office.job(**options)
        inputs = (self.program, dict(self.settings), self.office.content)
        now = _looks(self.office.content) | _looks(self.theme)
        changed = None
        if self.resident is None or inputs != self.inputs or self.spoilt:
            self.resident, self.spoilt = Resident(), False
        else:
            changed = [path for path in now.keys() | self.looks.keys() if now.get(path) != self.looks.get(path)]
        self.inputs, self.looks, self.last = inputs, now, job
        if self.resident.build(job, self.office.told.extend, changed, hasty=self.hasty).owes:
            self.office.told = []
            assert not self.resident.build(job, self.office.told.extend, ()).owes


def _looks(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return all that a watcher would see of each file."""
    seen = ((str(path), path.lstat()) for path in folder.rglob("*") if not path.is_dir())
    return {path: (s.st_mode, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for path, s in seen}


def _fails(build: Callable[[], object]) -> bool:
    try:
        build()
    except ContentError:
        return True
    return False


def spoil(path: Path, seed: int) -> None:
    """Truncate a file, flip some of its bits, empty it, or remove it."""
    if not path.exists():
        return
    data, dice = bytearray(path.read_bytes()), random.Random(seed)
    way = dice.choice(("truncate", "flip", "empty", "remove"))
    if way == "remove":
        path.unlink()
        return
    for _ in range(dice.randint(1, 5) if way == "flip" and data else 0):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    kept = {"truncate": len(data) // 2, "empty": 0, "flip": len(data)}[way]
    path.write_bytes(data[:kept])


SCRIPTS = settings(
    max_examples=int(os.environ.get("REBUILD_SCRIPTS", "6")),
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestRebuilding, TestWatching = Rebuilding.TestCase, Watching.TestCase
TestRebuilding.settings = TestWatching.settings = SCRIPTS


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    for number in range(30):
        made.article(f"tin-{number}", f"tags: [T{number % 3}]", date=f"2020-02-{number % 28 + 1:02d} 08:00")
    made.build()
    for path in made.content.rglob("*"):
        os.utime(path, (1, 1))
    return made


def edit(office: Office, slug: str, old: str, new: str) -> None:
    path = office.content / f"news/2020/02/{slug}/index.md"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_nothing_changed_costs_nothing(office: Office) -> None:
    report = office.build()
    assert (report.parsed, report.rendered, report.written, report.pruned) == (0, 0, 0, 0)


def test_an_edited_body_renders_its_page_alone(office: Office) -> None:
    edit(office, "tin-3", "Nội dung.", "Nội dung mới.")
    report = office.build()
    assert (report.parsed, report.rendered) == (1, 1)


def test_an_edited_body_is_in_the_feeds_that_hold_it_at_once(office: Office) -> None:
    time.sleep(0.2)  # then all files are old enough for the next build to be sure of them
    office.build()
    edit(office, "tin-27", "Nội dung.", "Nội dung mới.")
    office.build()
    for name in ("rss.xml", "atom.xml", "feed.json"):
        assert "Nội dung mới." in office.files()[name].decode()
        assert "Nội dung mới." in office.files()[f"don-vi/van-phong/{name}"].decode()


def test_an_edited_body_that_moves_related_news_takes_no_full_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = "Cầu Bến Ngự khánh thành sáng nay, nối hai bờ sông Lam. "
    office, subjects = Office(tmp_path), (bridge, "Học sinh lớp năm thi đọc sách. ", "Nông dân thu hoạch lúa mùa. ")
    for number in range(12):
        day = f"2020-02-{number + 1:02d} 08:00"
        office.article(f"tin-{number}", date=day, body=subjects[number % 3] + f"Điều riêng {number}. " * 3)
    office.build()
    time.sleep(0.2)  # then all files are old enough for the next build to be sure of them
    office.build()
    before = office.files()
    with monkeypatch.context() as patched:
        patched.delattr("plugins.bridge.whole.load")
        edit(office, "tin-4", subjects[1], bridge)
        report = office.build()
    now = {path for path, data in office.files().items() if before[path] != data}
    assert {f"tin/2020/02/tin-{n}/index.html" for n in (1, 3, 4)} <= now
    assert {"rss.xml", "don-vi/van-phong/atom.xml"} <= now
    assert report.rendered <= 12  # no page of a list
    clean = Office(tmp_path / "clean")
    clean.content = office.content
    clean.build()
    assert office.files() == clean.files()


def test_of_two_articles_with_one_id_always_the_same_one_is_told(office: Office) -> None:
    folder = office.content / "news/2020/02"
    (folder / "tin-0").rename(folder / "tin-99")
    office.build()
    office.article("tin-0", date="2020-02-01 08:00")
    told = []
    for time_of_file in (1, 2):
        os.utime(folder / "tin-0/index.md", (time_of_file, time_of_file))
        office.told = []
        with pytest.raises(ContentError):
            office.build()
        told.append([(problem.file, problem.code) for problem in office.told])
    assert told == [[("news/2020/02/tin-99/index.md", "duplicate-id")]] * 2


def test_an_article_that_was_moved_and_moved_back_is_found_where_it_is(office: Office) -> None:
    here, there = office.content / "news/2020/02/tin-3", office.content / "news/2021/05/tin-3"
    there.parent.mkdir(parents=True)
    for old, new in ((here, there), (there, here)):
        old.rename(new)
        office.build()
    time.sleep(0.2)
    office.build()
    for name in ("tin-4", "tin-3"):
        edit(office, name, "Nội dung.", "Cầu Bến Ngự khánh thành.")
        office.build()
    clean = Office(office.content.parent / "clean")
    clean.content = office.content
    clean.build()
    assert office.files() == clean.files()


def test_a_feed_that_does_not_hold_what_was_said_before_takes_a_full_build(office: Office) -> None:
    time.sleep(0.2)
    office.build()
    feed = office.output / "rss.xml"
    stat = feed.stat()
    feed.write_bytes(feed.read_bytes().replace("Nội dung.".encode(), "Nội dung!".encode()))
    os.utime(feed, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    edit(office, "tin-27", "Nội dung.", "Nội dung mới.")
    office.build()
    assert b"dung!" not in feed.read_bytes()


def test_a_tag_that_an_older_article_renames_has_that_name_in_every_feed(office: Office) -> None:
    office.article("cu", "tags: [Khác]", date="2019-01-01 08:00")
    office.build()
    office.article("cu", "tags: [t0]", date="2019-01-01 08:00")
    office.build()
    assert b">t0</category>" in office.files()["rss.xml"]
    clean = Office(office.content.parent / "clean")
    clean.content = office.content
    clean.build()
    assert office.files() == clean.files()


def test_an_edited_title_renders_the_lists_that_show_it(office: Office) -> None:
    edit(office, "tin-3", 'title: "Tin 3"', 'title: "Tin ba"')
    report = office.build()
    assert report.parsed == 1
    assert 5 <= report.rendered <= 12


def test_a_new_article_renders_itself_and_the_newest_pages_of_its_lists(office: Office) -> None:
    office.article("moi", date="2020-03-01")
    report = office.build()
    assert report.parsed == 1
    assert report.rendered <= 12


def test_an_edit_that_keeps_size_and_time_is_seen(office: Office) -> None:
    path = office.content / "news/2020/02/tin-3/index.md"
    before = path.stat()
    edit(office, "tin-3", "Nội dung.", "Nội dunh.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    office.build()
    assert "Nội dunh.".encode() in office.files()["tin/2020/02/tin-3/index.html"]


def test_a_file_that_someone_changed_in_the_output_is_made_again(office: Office) -> None:
    page = office.output / "tin/2020/02/tin-3/index.html"
    whole = page.read_bytes()
    page.write_bytes(b"broken")
    office.build()
    assert page.read_bytes() == whole
    page.unlink()
    office.build()
    assert page.read_bytes() == whole


def test_what_a_build_cut_short_left_behind_goes(office: Office) -> None:
    (office.output / "tin/half").mkdir()
    (office.output / "tin/half/index.html").write_text("x")
    (office.output / ".cong-tin").write_text("")
    office.build()
    assert not (office.output / "tin/half").exists()


def test_a_cache_of_another_output_is_no_reason_to_leave_this_one_empty(office: Office, tmp_path: Path) -> None:
    before = office.files()
    office.build(output=tmp_path / "other")
    office.output = tmp_path / "other"
    assert office.files() == before


def test_two_builds_never_share_a_cache_at_once(office: Office) -> None:
    from plugins.engine.state import locked

    with locked(office.cache), pytest.raises(NewsError, match=str(os.getpid())):
        office.build()


def test_an_attachment_that_changes_in_place_is_copied_again(office: Office) -> None:
    office.article("kem", body="[Tệp](a.pdf)")
    office.write("news/2020/02/kem/a.pdf", b"one")
    office.build()
    office.write("news/2020/02/kem/a.pdf", b"two!")
    office.build()
    assert office.files()["tin/2020/02/kem/a.pdf"] == b"two!"


def test_a_photo_that_vanishes_is_told_though_the_article_is_the_same(office: Office) -> None:
    office.article("anh", body="![Cờ](a.jpg)")
    photo = office.write("news/2020/02/anh/a.jpg", (ROOT / "tests/bridge/photo.jpg").read_bytes())
    office.build()
    photo.unlink()
    office.build()
    assert office.codes() == ["missing-photo"]
    with pytest.raises(ContentError):
        office.build(settings={"strict": True})
