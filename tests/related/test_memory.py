"""What is kept between builds is only speed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from plugins.bridge.feature import Workshop
from plugins.engine.aside import Beside, Work
from plugins.model.around import kin_key
from plugins.model.article import Article
from plugins.model.site import Findings
from plugins.related.io import memory
from plugins.related.io.texts import TermsFile
from plugins.related.plugin import find
from plugins.related.sheaf import Sheaf
from plugins.related.terms import count
from plugins.tools.__main__ import main
from tests.builders import registry, serially, site, unit
from tests.office import Office
from tests.related.test_ranking import news, terms

UNITS = registry(*(unit(f"don-vi-{n}") for n in range(60)), unit("van-phong"))


def plain(one: Article) -> Article:
    """The same article without what only a registry of its own could resolve."""
    return replace(one, category="tin-tuc", terms=(), documents=(), people=())


NEWS = [plain(one) for one in news(60)]


def look(cache: Path, items: list[Article], beside: Beside | None = None) -> Findings:
    return find(site(*items, registry=UNITS, digest="x"), Workshop(Path(), cache, Path(), serially, beside=beside))


def test_nothing_is_counted_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(memory, "count", lambda title, *rest: (calls.append(title), count(title, *rest))[1])
    numbers = [0]
    for items in (NEWS[:-1], NEWS[:-1], NEWS):
        look(tmp_path, items)
        numbers.append(len(calls))
    assert numbers == [0, 59, 59, 60]


def test_an_unchanged_site_is_not_ranked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = look(tmp_path, NEWS)
    monkeypatch.delattr(memory, "ranked")
    assert look(tmp_path, NEWS) == first


def test_a_changed_site_is_ranked_as_if_nothing_had_been_kept(tmp_path: Path) -> None:
    look(tmp_path / "a", NEWS)
    edited = replace(NEWS[20], digest="new", body=("<p>Lũ trên sông Nguyệt lên nhanh.</p>",))
    after = [*NEWS[:20], edited, *NEWS[22:]]
    assert look(tmp_path / "a", after) == look(tmp_path / "b", after)


def test_what_is_known_is_renewed_beside_and_waited_for_when_it_is_asked(tmp_path: Path) -> None:
    begun: list[Work] = []
    waited: list[Work] = []

    def beside(work: Work) -> Work:
        begun.append(work)
        return lambda: (waited.append(work), work())[1]

    look(tmp_path, NEWS[:-1], beside)
    assert not begun
    found = look(tmp_path, NEWS, beside)
    assert (len(begun), len(waited)) == (1, 0)
    clean = look(tmp_path / "clean", NEWS)
    assert (found.related, found.same_content) == (clean.related, clean.same_content)
    whole = site(*NEWS, registry=UNITS, digest="x")
    assert found.kin_keys == {one.id: kin_key(whole, replace(clean, kin_keys={}), one) for one in NEWS}
    assert len(waited) == 1


@pytest.mark.parametrize("name", ["lists", "shelf", "terms"])
@pytest.mark.parametrize("way", ["gone", "empty", "cut", "garbled"])
def test_damage_costs_only_time(tmp_path: Path, name: str, way: str) -> None:
    look(tmp_path, NEWS[:-2])
    file = tmp_path / "related" / name
    data = bytearray(file.read_bytes())
    if way == "gone":
        file.unlink()
    else:
        for _ in range(50 if way == "garbled" else 0):
            data[Random(name).randrange(len(data))] ^= 0x55
        file.write_bytes({"empty": b"", "cut": data[: len(data) // 2], "garbled": data}[way])
    for items in (NEWS[:-2], NEWS, NEWS[5:]):
        assert look(tmp_path, items) == look(tmp_path / f"clean-{len(items)}", items)


def test_terms_of_texts_that_left_are_dropped_once_they_are_the_most(tmp_path: Path) -> None:
    file = tmp_path / "terms"
    TermsFile(file).add([f"d{n}" for n in range(300)], Sheaf.of([terms(news(60)[0])] * 300))
    before, kept = file.stat().st_size, TermsFile(file)
    kept.get(["d1"])
    kept.keep({"d1", "d2"})
    assert file.stat().st_size * 100 < before
    assert TermsFile(file).missing(["d1", "d2", "d3"]) == [2]
    assert len(TermsFile(file).get(["d2", "d1"])) == 2


# The command


def test_the_command_explains_a_list_and_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = Office(tmp_path)
    for n in range(12):
        office.article(f"viec-{n}", body=f"Chuyện riêng số {n} của ngày thứ {n}.", title=f"Chuyện {n}")
    flood = "Nước sông Nguyệt vượt báo động ba, dân ven sông dời đi trong đêm mưa lớn."
    office.article("lu-mot", "related: [viec-1]", body=flood, title="Lũ đêm đầu")
    office.article("lu-hai", "tags: [Lũ]", body=f"{flood} Hôm sau nước rút.", title="Lũ hôm sau")
    office.article("nhap", "status: draft", title="Bài nháp")
    assert main(["related", str(office.content), "--article", "lu-mot"]) == 0
    shown = capsys.readouterr().out
    assert "biên tập viên chọn" in shown
    assert "Lũ hôm sau" in shown
    assert "cùng đơn vị Văn phòng" in shown
    for other, why in (("nhap", "là bài nháp"), ("viec-5", "dưới mức thấp nhất"), ("lu-hai", "ở chỗ 2")):
        assert main(["related", str(office.content), "--article", "lu-mot", "--other", other]) == 0
        assert why in capsys.readouterr().out


def ask(office: Office, capsys: pytest.CaptureFixture[str], article: str, other: str = "") -> str:
    more = ["--other", other] if other else []
    assert main(["related", str(office.content), "--article", article, *more]) == 0
    return capsys.readouterr().out


def test_the_command_tells_scores_of_picks_and_why_a_pick_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(tmp_path)
    names = [f"viec-{n:02d}" for n in range(12)]
    for n, name in enumerate(names):
        office.article(name, body=f"Chuyện riêng số {n}.", title=f"Chuyện {n}", date=f"2020-01-{n + 1:02d}")
    office.article("chon", f"related: [{', '.join(names)}]", title="Bài chọn")
    office.article("mot-chieu", "related: [viec-00]\nrelated_one_way: true", title="Một chiều", body="Riêng.")
    assert "biên tập viên chọn; điểm" in ask(office, capsys, "chon")
    assert "bài ấy chọn bài này; điểm" in ask(office, capsys, "viec-03")
    assert "ở chỗ 3: biên tập viên chọn; điểm" in ask(office, capsys, "chon", "viec-02")
    assert "được chọn nhưng hết chỗ" in ask(office, capsys, "chon", "viec-11")
    assert "chọn bài này một chiều" in ask(office, capsys, "viec-00", "mot-chieu")
    assert "là chính bài này" in ask(office, capsys, "chon", "chon")


def test_the_command_tells_what_two_articles_share_in_readers_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(tmp_path)
    office.write("registry/terms.yaml", "- {unit: van-phong, label: 2020-2025}\n")
    more = "term: 2020-2025\ntags: [Lũ Lớn]\nevent: {start: 2020-02-10, place: Nhà Văn hóa}"
    for n in range(3):
        office.article(f"bai-{n}", more, title="Đại hội", body=f"Chuyện {n}.")
        office.article(f"khac-{n}", body=f"Lạ {n}.", title=f"Lạ {n}")
    shown = ask(office, capsys, "bai-0")
    for score, parts in re.findall(r"điểm (\d+): (.*)", shown):
        assert sum(int(number) for number in re.findall(r" (\d+)(?: \(giống \d+/1000\))?(?:;|$)", parts)) == int(score)
    for words in ("nhiệm kỳ 2020-2025 của Văn phòng ", "chủ đề lũ lớn ", "sự kiện ngày 10/02/2020 tại nhà văn hóa "):
        assert f"cùng {words}" in shown


def test_the_command_tells_which_found_one_made_room_for_picks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(tmp_path)
    for n in range(10):
        office.article(f"chon-{n}", body=f"Khác hẳn {n}.", title=f"Xa {n}", date=f"2010-01-{n + 1:02d}")
        office.article(f"xa-{n}", body=f"Lạ {n}.", title=f"Lạ {n}", date=f"2011-01-{n + 1:02d}")
    office.article("gan", "tags: [Lũ]", title="Lũ hôm sau")
    office.article("bai", f"tags: [Lũ]\nrelated: [{', '.join(f'chon-{n}' for n in range(10))}]", title="Lũ đêm đầu")
    assert "nhường chỗ cho tin được chọn; điểm" in ask(office, capsys, "bai", "gan")


def test_the_command_tells_the_one_copy_that_is_linked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = Office(tmp_path)
    body = "Nước sông Nguyệt vượt báo động ba, dân ven sông dời đi trong đêm mưa lớn, trường học đóng cửa."
    for n in range(3):
        office.article(f"lu-{n}", body=body, title="Lũ đêm đầu", date=f"2020-01-0{n + 1}")
    assert "ở dòng Cùng nội dung" in ask(office, capsys, "lu-0", "lu-1")
    assert "dòng Cùng nội dung đã dẫn tới một bài khác" in ask(office, capsys, "lu-0", "lu-2")
    office.article("khac", body="Không dính dáng gì.", title="Xyz", date="1990-01-01", summary="Qwe")
    assert ask(office, capsys, "lu-0", "khac").rstrip().endswith(("so kỹ", "1"))


def test_the_command_lists_the_picks_of_what_lists_leave_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(tmp_path)
    office.article("dai-hoi")
    office.article("an", "status: hidden\nrelated: [dai-hoi]")
    shown = ask(office, capsys, "an")
    assert "là bài ẩn, nên chỉ có tin được chọn" in shown
    assert "1. 11/02/2020  Dai hoi\n    biên tập viên chọn\n" in shown


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"more": "status: draft"}, "là bài nháp"),
        ({"more": "status: hidden"}, "là bài ẩn"),
        ({"date": "2099-01-01"}, "chưa tới giờ đăng"),
        ({"more": 'expires: "2020-03-01 08:00"'}, "đã hết hạn"),
        ({"more": "lang: en\ntranslation_of: dai-hoi"}, "là bản dịch của tin khác"),
    ],
)
def test_the_command_says_why_an_article_has_no_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: dict[str, str], why: str
) -> None:
    office = Office(tmp_path)
    office.article("dai-hoi")
    office.article("mot", **more)
    assert main(["related", str(office.content), "--article", "mot"]) == 1
    assert f"bài này {why}, nên" in capsys.readouterr().err


@pytest.mark.parametrize(
    "name",
    [
        "dai-hoi",
        "id-dai-hoi",
        "content/news/2020/02/dai-hoi/index.md",
        "./content/news/2020/02/dai-hoi",
        "/tin/2020/02/dai-hoi/",
        "https://x.example/tin/2020/02/dai-hoi/",
        "Đại hội lần thứ VI",
        "dai hoi lan thu vi",
    ],
)
def test_the_command_takes_whatever_names_an_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    office = Office(tmp_path)
    office.article("dai-hoi", title="Đại hội lần thứ VI")
    assert "Đại hội lần thứ VI" in ask(office, capsys, name)


def test_the_command_asks_which_article_is_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = Office(tmp_path)
    text = office.article("mot").read_text("utf-8")
    office.write("news/2021/mot.md", text.replace("id-mot", "id-hai").replace("2020-02-11", "2021-02-11"))
    assert main(["related", str(office.content), "--article", "mot"]) == 1
    assert "Ghi id của tin muốn chọn: " in capsys.readouterr().err
    assert main(["related", str(office.content), "--article", ""]) == 1
    assert "Hãy thêm ARTICLE=…" in capsys.readouterr().err


def test_the_command_proposes_the_nearest_slug(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = Office(tmp_path)
    office.article("dai-hoi")
    assert main(["related", str(office.content), "--article", "dai-hoy"]) == 1
    assert "“dai-hoi”" in capsys.readouterr().err
