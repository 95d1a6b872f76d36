"""The registries as files: read, placed, tied together."""

import time

import pytest

from plugins.model.dates import Partial, parse_partial
from plugins.model.diagnostic import diagnose
from plugins.model.records import (
    Category,
    Congress,
    Contact,
    Document,
    Membership,
    OtherName,
    Parent,
    Person,
    Term,
    TermSeat,
    Unit,
    UnitChange,
)
from plugins.model.registry import Registry
from plugins.reading.frontmatter import locate

FILE = "news/2020/02/dai-hoi/index.md"
UNITS = """\
# Đơn vị
- id: khoi
  name: Đảng bộ Khối
  classification: party-committee
- id: van-phong
  name: Văn phòng
  classification: office
  other_names:
    - {name: VP}
    - {name: Văn phòng cũ, start: 2010, end: 2019-06}
  parents:
    - {id: khoi, tree: party, start: 1997, end: 2025-02}
  covers: [khoi]
  founding_date: 1997-01
  dissolution_date: null
  contact: {address: Số 1, phone: 0273 1, email: vp@a.gov.vn, website: https://a.gov.vn}
"""
TERMS = """\
- unit: van-phong
  label: 2020 – 2025
  start: 2020-05-29
  end: 2025
  congress: {ordinal: 8, start: 2020-05-28, end: 2020-05-29}
  committee: {ordinal: 8, size: 9}
  memberships:
    - {person: nguyen-van-a, role: Bí thư, outcome: re-elected}
- {unit: van-phong, label: 2025-2030}
"""
CHANGES = "- {type: renamed, date: 2019-07, original: [van-phong], resulting: van-phong, note: Đổi tên.}\n"
PEOPLE = """\
- id: nguyen-van-a
  name: Nguyễn Văn A
  memberships: [{unit: van-phong, role: Chánh Văn phòng, start: 2019, as_of: 2020-01-01}]
  contact: {phone: 0273 2}
"""
DOCUMENTS = """\
- id: 05-ct-tw-2016
  number: 05-CT/TW
  aliases: [Chỉ thị 05]
  type: Chỉ thị
  issuer: Bộ Chính trị
  issued: 2016-05-15
  title: Về học tập
  files: [documents/05.pdf]
  status: in-force
"""
CATEGORIES = "- {id: tin-tuc, name: Tin tức, description: Tin trong ngày.}\n"


def day(text):
    return parse_partial(text)


def test_every_key_of_every_registry_arrives_typed(desk):
    desk.put("documents/05.pdf")
    registry, found = desk.registries(
        units=UNITS, terms=TERMS, changes=CHANGES, people=PEOPLE, documents=DOCUMENTS, categories=CATEGORIES
    )
    assert found == ()
    assert registry == Registry(
        units={
            "khoi": Unit("khoi", "Đảng bộ Khối", "party-committee"),
            "van-phong": Unit(
                "van-phong",
                "Văn phòng",
                "office",
                (OtherName("VP"), OtherName("Văn phòng cũ", day("2010"), day("2019-06"))),
                (Parent("khoi", "party", day("1997"), day("2025-02")),),
                ("khoi",),
                day("1997-01"),
                None,
                Contact("Số 1", "0273 1", "vp@a.gov.vn", "https://a.gov.vn"),
            ),
        },
        changes=(UnitChange("renamed", day("2019-07"), ("van-phong",), ("van-phong",), "Đổi tên."),),
        terms=(
            Term(
                "van-phong",
                "2020-2025",
                day("2020-05-29"),
                day("2025"),
                Congress(8, day("2020-05-28"), day("2020-05-29")),
                8,
                9,
                (TermSeat("nguyen-van-a", "Bí thư", "re-elected"),),
            ),
            Term("van-phong", "2025-2030", Partial(2025), Partial(2030)),
        ),
        people={
            "nguyen-van-a": Person(
                "nguyen-van-a",
                "Nguyễn Văn A",
                (Membership("van-phong", "Chánh Văn phòng", day("2019"), None, day("2020-01-01")),),
                Contact(phone="0273 2"),
            )
        },
        documents={
            "05-ct-tw-2016": Document(
                "05-ct-tw-2016",
                "05-CT/TW",
                "Về học tập",
                ("Chỉ thị 05",),
                "Chỉ thị",
                "Bộ Chính trị",
                day("2016-05-15"),
                ("documents/05.pdf",),
                "in-force",
            )
        },
        categories={"tin-tuc": Category("tin-tuc", "Tin tức", "Tin trong ngày.")},
    )


def test_registries_that_are_not_there_are_empty(desk):
    assert desk.registries() == (Registry(), ())
    assert desk.registries(units="", terms="# chưa có\n", people="[]") == (Registry(), ())


UNIT = "- {{id: a, name: A, classification: office, {}}}\n"


@pytest.mark.parametrize(
    ("code", "name", "text", "at"),
    [
        ("not-list", "units", "id: a\n", (1, 1)),
        ("not-mapping", "units", "- a\n", (1, 3)),
        ("missing-key", "units", "\n- id: a\n  name: A\n", (2, 3)),
        ("unknown-key", "units", "- {id: a, name: A, classification: office, parent: [x]}\n", (1, 44)),
        ("bad-choice", "units", "- {id: a, name: A, classification: phòng}\n", (1, 36)),
        ("bad-choice", "units", UNIT.format("parents: [{id: a, tree: đảng}]"), (1, 68)),
        ("bad-slug", "units", "- {id: Văn phòng, name: A, classification: office}\n", (1, 8)),
        ("bad-slug", "categories", "- {id: ../x, name: A}\n", (1, 8)),
        ("bad-slug", "people", "- {id: trang, name: A}\n", (1, 8)),
        ("bad-partial", "units", UNIT.format("founding_date: 2021-13"), (1, 59)),
        ("bad-email", "units", UNIT.format("contact: {email: 'a b@c'}"), (1, 61)),
        ("bad-email", "units", UNIT.format("contact: {email: '<script>@a.vn'}"), (1, 61)),
        ("bad-url", "units", UNIT.format("contact: {website: 'javascript:x'}"), (1, 63)),
        ("end-before-start", "units", UNIT.format("founding_date: 2021, dissolution_date: 2020"), (1, 83)),
        ("end-before-start", "units", UNIT.format("other_names: [{name: B, start: 2020, end: 2019}]"), (1, 86)),
        ("end-before-start", "terms", "- {unit: a, label: 2020-2025, start: 2025-02, end: 2025-01}\n", (1, 52)),
        ("bad-term", "terms", "- {unit: a, label: '2025'}\n", (1, 20)),
        ("bad-number", "terms", "- {unit: a, label: 2020-2025, committee: {size: chín}}\n", (1, 49)),
        ("change-without-result", "changes", "- {type: merged, date: 2020, original: [a]}\n", (1, 10)),
        ("change-with-result", "changes", "- {type: abolished, date: 2020, original: [a], resulting: [b]}\n", (1, 59)),
        ("missing-key", "changes", "- {type: abolished, date: 2020, original: []}\n", (1, 43)),
        ("missing-file", "documents", "- {id: a, number: A, title: T, files: [khong.pdf]}\n", (1, 40)),
        ("path-outside", "documents", "- {id: a, number: A, title: T, files: [../x.pdf]}\n", (1, 40)),
        ("path-outside", "documents", "- {id: a, number: A, title: T, files: [registry/documents.yaml]}\n", (1, 40)),
        ("attachment-type", "documents", "- {id: a, number: A, title: T, files: [documents/a.html]}\n", (1, 40)),
        ("duplicate-entry", "categories", "- {id: a, name: A}\n- {id: a, name: B}\n", (2, 8)),
        ("duplicate-key", "categories", "- {id: a, name: A, name: B}\n", (1, 20)),
        ("yaml-colon", "categories", "- id: a\n  name: A: B\n", (2, 10)),
        ("yaml-documents", "categories", "---\n- {id: a, name: A}\n---\n- {id: b, name: B}\n", (3, 1)),
        ("yaml-anchor", "categories", "- &a {id: a, name: A}\n- *a\n", (1, 3)),
        (
            "unknown-reference",
            "units",
            "- {id: b, name: B, classification: office}\n" + UNIT.format("covers: [b, x]"),
            (2, 56),
        ),
        ("parent-cycle", "units", UNIT.format("parents: [{id: a, tree: office}]"), (1, 53)),
    ],
)
def test_a_mistake_in_a_registry_is_placed(desk, places, code, name, text, at):
    desk.put("documents/a.html")
    _, found = desk.registries(**{name: text})
    assert (code, *at) in places(found)
    assert len([d for d in found if d.code != "unknown-reference"] or found) == 1


def test_every_key_of_one_entry_and_every_entry_is_checked(desk, codes):
    _, found = desk.registries(categories="- {id: A, nam: b}\n- {id: b, name: B}\n- {id: C, name: C}\n")
    assert codes(found) == ["bad-slug", "unknown-key", "bad-slug"]


def test_laws_are_placed_though_entries_before_them_are_broken(desk, places):
    units = "- {id: a, name: A, classification: office}\n"
    terms = "- {unit: a}\n- {unit: a, label: 2015-2020}\n- {unit: a, label: x}\n- {unit: a, label: 2018-2023}\n"
    _, found = desk.registries(units=units, terms=terms)
    assert ("terms-overlap", 4, 3) in places(found)


def test_who_refers_to_a_broken_entry_is_not_to_blame(desk, codes):
    units = "- {id: a, name: A, classification: sai}\n- {id: b, name: B, classification: office, covers: [a]}\n"
    assert codes(desk.registries(units=units)[1]) == ["bad-choice"]


def test_a_registry_that_is_a_link_is_refused(desk, codes, tmp_path):
    (tmp_path / "x.yaml").write_text(CATEGORIES)
    (desk.root / "registry").mkdir()
    (desk.root / "registry/categories.yaml").symlink_to(tmp_path / "x.yaml")
    registry, found = desk.registries()
    assert (registry.categories, codes(found)) == ({}, ["symlink"])


def test_a_tower_and_a_circle_of_two_thousand_units_are_checked_in_time(desk, codes):
    entry = "- {{id: u{0}, name: U{0}, classification: office, parents: [{{id: u{1}, tree: office}}]}}\n"
    units = "".join(entry.format(n, (n + 1) % 2000) for n in range(2000))
    start = time.process_time()
    assert codes(desk.registries(units=units)[1]) == ["parent-cycle"]
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (("title",), (3, 8)),
        (("unit", 0), (5, 7)),
        (("related", 1), (8, 14)),
        (("people", 1, "id"), (11, 9)),
        (("photos", 3), (2, 1)),
    ],
)
def test_a_problem_found_across_files_gets_its_place_in_the_article(desk, key, place):
    desk.article(more="related: [a, b]\npeople:\n  - id: a\n  - id: b")
    found = diagnose("unknown-unit", FILE, key=key, id="a", hint="b")
    located = locate(desk.root, found)
    assert (located.line, located.col) == place
    assert located.at(0, 0) == found


@pytest.mark.parametrize(("target", "place"), [("khac/index.md", (12, 12)), ("xa.md", (12, 31)), ("không.md", (0, 0))])
def test_a_link_that_the_whole_site_finds_broken_gets_its_place_in_the_body(desk, target, place):
    desk.article("Một.\n\nXem [a](../khac/index.md) [b](xa.md)", more="tags: [khac]")
    found = diagnose("unknown-link", FILE, key=("body", f"news/2020/02/{target}"), target=target, hint="")
    located = locate(desk.root, found)
    assert (located.line, located.col) == place


def test_a_problem_found_across_files_gets_its_place_in_a_registry(desk):
    desk.registries(units=UNITS)
    found = diagnose("unknown-unit", "registry/units.yaml", key=("van-phong", "parents", 0, "id"), id="a", hint="b")
    assert (locate(desk.root, found).line, locate(desk.root, found).col) == (12, 12)


@pytest.mark.parametrize("content", [None, "không có gì", "---\ntitle: [\n---\n", "---\n---\n", b"\xff"])
def test_a_problem_that_cannot_be_placed_stays_as_it_is(desk, content):
    if content is not None:
        desk.put("news/a.md", content)
    found = diagnose("unknown-unit", "news/a.md", key=("unit",), id="a", hint="b")
    assert locate(desk.root, found) == found


def test_a_problem_that_has_its_place_or_no_key_is_left_alone(desk):
    desk.article()
    placed = diagnose("unknown-unit", FILE, line=1, col=1, key=("unit",), id="a", hint="b")
    assert locate(desk.root, placed) is placed
    keyless = diagnose("unknown-unit", FILE, id="a", hint="b")
    assert locate(desk.root, keyless) is keyless


UNREADABLE = ["- id: van-phong\n\tname: Văn phòng\n", "id: van-phong\n", b"\xff", "- nam: Văn phòng\n"]


@pytest.mark.parametrize("units", UNREADABLE)
def test_who_refers_to_a_registry_that_cannot_be_read_is_not_to_blame(desk, codes, units):
    _, found = desk.registries(units=units, terms=TERMS, changes=CHANGES, people=PEOPLE)
    assert {d.file for d in found} == {"registry/units.yaml"}


@pytest.mark.parametrize("people", ["- id: nguyen-van-a\n\tname: A\n", "- name: A\n"])
def test_who_names_people_of_a_registry_that_cannot_be_read_is_not_to_blame(desk, people):
    assert {d.file for d in desk.registries(units=UNITS, terms=TERMS, people=people)[1]} == {"registry/people.yaml"}
