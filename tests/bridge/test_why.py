"""Which input made a page stale, and whether the output is what a clean build makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.bridge.job import Job
from plugins.bridge.verify import verify
from plugins.bridge.why import why
from tests.office import ROOT, Office

PAGE = "/tin/2020/02/mot/"
LIST = "/chuyen-muc/tin-tuc/"
Ask = Callable[..., list[str]]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.article("mot", "tags: [Đảo]\nrelated: [hai]")
    made.article("hai", "tags: [Đảo]")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    made.build(theme=tmp_path / "theme")
    return made


@pytest.fixture
def ask(office: Office, tmp_path: Path) -> Ask:
    def asked(url: str = PAGE, **more: object) -> list[str]:
        return why(office.job(theme=tmp_path / "theme", **more), url)

    return asked


def replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_nothing_makes_a_fresh_page_stale(ask: Ask) -> None:
    assert ask() == ask(LIST) == ask("https://x.example" + PAGE) == []


def test_its_own_text_does(office: Office, ask: Ask) -> None:
    replace(office.content / "news/2020/02/mot/index.md", "Nội dung.", "Nội dung mới.")
    assert ask() == ["đổi: news/2020/02/mot/index.md"]
    assert ask(LIST) == []


def test_an_item_that_it_shows_does(office: Office, ask: Ask) -> None:
    replace(office.content / "news/2020/02/hai/index.md", 'title: "Hai"', 'title: "Hai mới"')
    assert ask() == ["đổi: news/2020/02/hai/index.md"]
    assert ask(LIST) == ["đổi: news/2020/02/hai/index.md"]


def test_an_item_that_comes_or_goes_does(office: Office, ask: Ask) -> None:
    office.article("ba")
    assert ask(LIST) == ["thêm: news/2020/02/ba/index.md"]
    shutil.rmtree(office.content / "news/2020/02/ba")
    replace(office.content / "news/2020/02/mot/index.md", "category: tin-tuc", "category: tin-tuc\nstatus: draft")
    assert ask(LIST) == ["bớt: news/2020/02/mot/index.md"]
    assert ask() == ["không còn gì tạo ra trang này"]


def test_a_template_does(tmp_path: Path, ask: Ask) -> None:
    with (tmp_path / "theme/templates/components/card.html").open("a", encoding="utf-8") as card:
        card.write("{# #}")
    assert ask(LIST) == ["giao diện: components/card.html"]


def test_a_setting_and_a_registry_do(office: Office, ask: Ask) -> None:
    replace(office.content / "registry/units.yaml", "Văn phòng", "Văn phòng tỉnh")
    assert ask() == ["đổi: registry/ hoặc bản dịch giao diện"]
    replace(office.content / "registry/units.yaml", "Văn phòng tỉnh", "Văn phòng")
    assert "đổi: cài đặt" in ask(settings={"agency": "Văn phòng"})


def test_the_hand_of_somebody_does(office: Office, ask: Ask) -> None:
    (office.output / PAGE[1:] / "index.html").write_text("x")
    assert ask() == ["tệp trong thư mục kết quả bị đổi hoặc mất"]


def test_a_page_is_new_or_unknown(office: Office, ask: Ask) -> None:
    office.article("moi")
    assert ask("/tin/2020/02/moi/") == ["trang này mới có"]
    assert ask("/khong-co/") == ["cổng không có trang này"]


def test_a_lost_cache_does(office: Office, ask: Ask) -> None:
    (office.cache / "state").unlink()
    assert ask()[0].startswith("bộ nhớ đệm trống")


def test_asking_changes_nothing(office: Office, ask: Ask) -> None:
    replace(office.content / "news/2020/02/mot/index.md", "Nội dung.", "Nội dung mới.")
    before = office.files()
    assert ask() == ask()
    assert office.files() == before


def job(office: Office) -> Job:
    return office.job(theme=office.content.parent / "theme")


def test_an_honest_output_verifies(office: Office) -> None:
    replace(office.content / "news/2020/02/mot/index.md", "Nội dung.", "Nội dung mới.")
    office.build(theme=office.content.parent / "theme")
    assert verify(job(office)) == []


def test_any_byte_that_differs_is_found(office: Office) -> None:
    (office.output / "robots.txt").write_text("x")
    (office.output / "thua.html").write_text("x")
    (office.output / "404.html").unlink()
    assert verify(job(office)) == ["404.html", "robots.txt", "thua.html"]
