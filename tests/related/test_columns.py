"""What was found, asked for by article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.bridge.feature import Workshop
from plugins.model.around import kin_key
from plugins.model.article import Article
from plugins.model.site import Findings
from plugins.related.columns import ByName
from plugins.related.kin import picks
from plugins.related.plugin import amend, find
from plugins.related.roll import Roll
from tests.builders import article, moment, serially, site
from tests.related.test_memory import NEWS, UNITS, look

ROWS = {"id-a": 0, "id-b": 1, "id-c": 2}
NAMES = [f"id-{n}" for n in range(8)]


def workshop(cache: Path) -> Workshop:
    return Workshop(Path(), cache, Path(), serially)


def keys(items: list[Article], found: Findings) -> dict[str, bytes]:
    """Return the key of each article as a build comes by it."""
    whole = site(*items, registry=UNITS, digest="x")
    return {one.id: kin_key(whole, found, one) for one in whole.articles}


def made_anew(items: list[Article], found: Findings) -> dict[str, bytes]:
    return keys(items, replace(found, kin_keys={}))


def test_it_is_a_mapping_of_those_of_whom_something_is_found() -> None:
    asked: list[int] = []
    found = ByName(ROWS, lambda row: (asked.append(row), "" if row == 1 else f"of {row}")[1])
    assert found["id-a"] == "of 0"
    assert asked == [0]
    assert found == {"id-a": "of 0", "id-c": "of 2"}
    assert (len(found), "id-b" in found, found.get("id-b"), found.get("id-x", "none")) == (2, False, None, "none")
    for name in ("id-b", "id-x"):
        with pytest.raises(KeyError):
            found[name]


def picked(articles: list[Article], shown: set[str]) -> dict[str, list[str]]:
    """Return picks by the rule as told, for each article: its own, then those that picked it, newest first."""
    found = {a.id: [name for name in a.related if name in shown] for a in articles}
    for a in articles:
        for other in a.related:
            if other in found and a.id in shown and not a.related_one_way:
                found[other].append(a.id)
    return {name: list(dict.fromkeys(some)) for name, some in found.items()}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_picks_are_those_of_the_rule(data: st.DataObject) -> None:
    some = st.lists(st.sampled_from([*NAMES, "id-unknown"]), max_size=4, unique=True)
    items = [
        article(
            name.removeprefix("id-"),
            date=moment(f"2020-03-{20 - n:02}"),
            related=tuple(data.draw(some)),
            related_one_way=data.draw(st.booleans()),
            status=data.draw(st.sampled_from(["published", "published", "hidden"])),
        )
        for n, name in enumerate(NAMES)
    ]
    whole = replace(site(), articles=tuple(items))
    roll = Roll.of(whole)
    starts, found = picks(roll.picking(), len(roll.listed))
    lists = {name: found[starts[row] : starts[row + 1]].tolist() for name, row in roll.rows.items()}
    names = {name: [roll.names[row] for row in rows] for name, rows in lists.items()}
    assert names == picked(items, {a.id for a in whole.listed})


def test_a_face_that_changes_changes_the_keys_of_those_who_show_it(tmp_path: Path) -> None:
    before = look(tmp_path, NEWS)
    shown = NEWS[30]
    now = [replace(a, title=f"{a.title} nữa") if a is shown else a for a in NEWS]
    found = look(tmp_path, now)
    assert found.kin_keys == made_anew(now, found)
    changed = {name for name in found.kin_keys if found.kin_keys[name] != before.kin_keys[name]}
    assert changed == {name for name, some in found.related.items() if shown.id in some}


def test_what_an_edit_moves_has_no_key_until_all_is_found_again(tmp_path: Path) -> None:
    before, old = look(tmp_path, NEWS), NEWS[20]
    edited = replace(old, digest="edited", body=("<p>Lũ trên sông Nguyệt lên nhanh.</p>",))
    after = [edited if a is old else a for a in NEWS]
    whole = site(registry=UNITS, digest="x")
    moved = amend(whole, workshop(tmp_path), {old.digest: edited}, Findings(marks=before.marks))
    assert moved is not None
    assert moved.related
    assert {**before.related, **moved.related} == look(tmp_path / "clean", after).related
    found = look(tmp_path, after)
    assert set(found.kin_keys) == {a.id for a in after} - set(moved.related)
    assert keys(after, found) == made_anew(after, found)
    later = look(tmp_path, after[:-1])
    assert later.kin_keys == made_anew(after[:-1], later)


def test_a_copy_of_what_is_picked_stands_in_no_list_as_long_as_it_is_one(tmp_path: Path) -> None:
    first = NEWS[30]
    copy = replace(first, id="id-copy", digest="copy", file="news/copy.md", slug="copy", units=("van-phong",))
    items = sorted([copy, *NEWS], key=lambda a: a.date.at, reverse=True)
    found = look(tmp_path / "unpicked", items)
    who, listed = next(
        (who, name) for who, some in found.related.items() for name in some if name in {first.id, copy.id}
    )
    other = ({first.id, copy.id} - {listed}).pop()
    picking = [replace(a, related=(other,), digest="picking") if a.id == who else a for a in items]
    before = look(tmp_path, picking)
    assert before.related[who][0] == other
    assert listed not in before.related[who]
    edited = replace(copy, digest="edited", body=("<p>Lũ trên sông Nguyệt lên nhanh.</p>",))
    whole = site(registry=UNITS, digest="x")
    moved = amend(whole, workshop(tmp_path), {copy.digest: edited}, Findings(marks=before.marks))
    assert moved is not None
    after = [edited if a is copy else a for a in picking]
    assert {**before.related, **moved.related} == look(tmp_path / "clean", after).related


def test_nothing_is_found_where_there_is_nothing(tmp_path: Path) -> None:
    found = find(site(), workshop(tmp_path))
    assert (dict(found.related), dict(found.same_content), dict(found.kin_keys)) == ({}, {}, {})
