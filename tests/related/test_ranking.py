"""What is akin to what, and the laws that lists keep."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.article import Article
from plugins.model.dates import Moment
from plugins.model.errors import NewsError
from plugins.model.registry import Registry
from plugins.related import renewal
from plugins.related.lists import choose
from plugins.related.ranking import OLDER, Searcher, look_through
from plugins.related.renewal import renew
from plugins.related.roll import by_age, key_of
from plugins.related.settings import RelatedSettings
from plugins.related.sheaf import Sheaf
from plugins.related.shelf import Shelf, arrange
from plugins.related.table import common, commonly
from plugins.related.terms import MARKS, NO_MARK, PASSAGE, Terms, count
from plugins.related.vectors import WIDTH, Statistics, is_measured, milestone
from tests.bench.news import Newsroom
from tests.bench.related import articles_of, halves, ndcg, ours, reciprocal
from tests.builders import article, change, moment, registry, unit

RULES = RelatedSettings()


@cache
def terms(one: Article) -> Terms:
    return count(one.title, one.lead_text, [str(part) for part in one.body])


@cache
def news(size: int) -> tuple[Article, ...]:
    """Made news, oldest first, each with a digest of its own."""
    return tuple(replace(a, digest=a.id) for a in by_age(articles_of(Newsroom(3).items(size))))


def renewed(old: Shelf, articles: Sequence[Article], source: Counted) -> Shelf | None:
    by_key = {key_of(a): a for a in articles}
    return renew(old, tuple(by_key), by_key.__getitem__, Registry(), RULES, source)


def shelve(articles: list[Article], known: Registry | None = None) -> Shelf:
    ordered = by_age(articles)
    return arrange(ordered, [terms(a) for a in ordered], known or Registry(), RULES)


def lists(articles: list[Article], known: Registry | None = None) -> dict[str, list[str]]:
    ids = [a.id for a in by_age(articles)]
    return {
        ids[row]: [ids[o] for o in chosen if o >= 0]
        for row, chosen in enumerate(shelve(articles, known).chosen.tolist())
    }


# Terms


def test_title_and_lead_count_more_and_hold_pairs_of_folded_syllables() -> None:
    assert set(count("Đại hội", "", []).terms) & set(count("DAI HOI", "", []).terms)
    assert not set(count("Đại", "", []).terms) & set(count("DAI", "", []).terms)
    assert count("Đảng", "", []).counts.tolist() == [2]


def test_tags_and_entities_of_the_body_are_no_words() -> None:
    assert np.array_equal(count("", "", ["<p>lũ <b>sông</b></p>"]).terms, count("", "", ["lũ&nbsp;sông"]).terms)


def test_marks_of_passages_are_the_same_wherever_the_passage_stands() -> None:
    words = " ".join(f"từ{n}" for n in range(20))
    found, later = count("", "", [words]).marks, count("", "", [f"trước đó {words}"]).marks
    assert set(found[found < NO_MARK]) <= set(later)


@given(st.lists(st.integers(0, 30), max_size=600))
def test_marks_are_the_smallest_of_the_passages_that_a_text_has_once(words: list[int]) -> None:
    said = [f"từ{n}" for n in words]
    passages = Counter(" ".join(said[n : n + PASSAGE]) for n in range(len(said) - PASSAGE + 1))
    every = (count("", "", [passage]).marks[0] for passage, often in passages.items() if often == 1)
    marks = count("", "", [" ".join(said)]).marks
    assert marks[marks < NO_MARK].tolist() == sorted(every)[:MARKS]


def test_foreign_words_are_known_by_their_beginning() -> None:
    def terms_of(word: str) -> list[int]:
        return list(count("", "", [word]).terms.tolist())

    assert terms_of("responsible") == terms_of("Responsibility")
    assert terms_of("nghiêng") != terms_of("nghiêm")


# Laws


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_the_order_of_the_input_changes_nothing(data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(news(80)), unique=True, min_size=2, max_size=30))
    assert lists(some) == lists(data.draw(st.permutations(some)))


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_a_list_holds_others_once_and_no_more_than_its_length(data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(news(80)), unique=True, max_size=40))
    for owner, found in lists(some).items():
        assert owner not in found
        assert len(found) == len(set(found)) <= RULES.length


def test_neither_the_hash_seed_nor_the_process_changes_a_list() -> None:
    code = "from tests.related.test_ranking import *; print(lists(list(news(60))))"
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True,
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(outputs) == 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 40), unique=True), st.integers(1, 10), st.integers(1, 10), st.integers(1, 6))
def test_no_unit_has_more_than_its_places_while_others_are_left(
    found: list[int], length: int, most: int, kinds: int
) -> None:
    units = [str(n % kinds) for n in range(41)]
    chosen = choose(found, units, list(range(41)), length, most)
    assert len(chosen) == min(length, len(found))
    assert chosen == [one for one in found if one in chosen]
    for name in set(units):
        if sum(units[one] == name for one in chosen) > most:
            assert all(units[one] == name for one in set(found) - set(chosen)) or all(
                sum(units[o] == other for o in chosen) >= most
                for other in {units[one] for one in set(found) - set(chosen)} - {name}
            )


def test_of_one_text_a_list_holds_one() -> None:
    assert choose([3, 1, 2], ["a"] * 4, [0, 1, 1, 3], 10, 10) == [3, 1]


def test_a_copy_of_a_copy_stands_in_no_list_with_that() -> None:
    texts = [0, 0, 1, 3]  # 2 copies 1, which copies 0
    units = ["a", "b", "c", "d"]
    assert choose([1, 0, 3], units, texts, 10, 10, own=2) == [0, 3]
    assert choose([2, 0, 3], units, texts, 10, 10, own=1) == [3]
    for found in ([2, 1], [1, 2], [0, 1], [1, 0]):
        assert choose(found, units, texts, 10, 10, own=3) == found[:1]


def test_a_table_turned_round_finds_what_looking_through_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.related.ranking.GROUPS", 50)
    table = shelve(list(news(200))).table
    searcher = Searcher(table.compact())
    for start, stop in ((0, 16), (16, 17), (20, 60), (190, 200)):
        turned, looked = searcher.older(start, stop), look_through(table, range(start, stop))
        assert all(map(np.array_equal, vars(turned).values(), vars(looked).values()))


# Kinds of kinship


def test_what_newer_ones_have_of_an_article_is_what_it_has_of_theirs_from_there() -> None:
    table = shelve(list(news(90))).table
    rows = [3, 0, 41, 42, 43, 89]
    found = list(commonly(table, rows * 8))
    for row, (newer, shared) in zip(rows * 8, found, strict=True):
        assert newer == slice(row + 1, None)
        one = np.array([row])
        assert shared.tolist() == [common(table, other, one)[0] for other in range(row + 1, 90)]
    assert any(shared.any() for _, shared in found)


def test_a_title_helps_even_where_the_other_text_has_none() -> None:
    cut = halves(Newsroom(1).items(300))
    untitled = reciprocal(ours([replace(item, title="", lead="") for item in cut], whole=True))[0]
    assert reciprocal(ours(cut, whole=True))[0] > untitled + 0.01


def test_words_of_one_text_alone_leave_room_for_those_of_others() -> None:
    others_too, alone = "<p>xoài mận ổi cam quýt</p>", " ".join(f"riêng{n} riêng{n}" for n in range(2 * WIDTH))
    found = Sheaf.of([count("", "", [others_too]), count("", "", [others_too, alone])])
    kept = Statistics.of(found, 1).weights().vectors(found)[0]
    assert set(found[0].terms.tolist()) <= set(kept[1].tolist())


def test_halves_of_texts_find_each_other() -> None:
    cut = halves(Newsroom(1).items(300))
    assert reciprocal(ours(cut, whole=True))[0] > 0.975


def test_events_are_found_far_better_than_by_tags_alone() -> None:
    items = Newsroom(5).items(300)
    assert ndcg(ours(items, whole=False), [item.event for item in items]) > 0.9


def bland(slug: str, **values: object) -> Article:
    """An article that shares no word with others."""
    return article(slug, title=f"{slug}x", lead_text=f"{slug}y", body=(f"<p>{slug}z</p>",), **{"units": (), **values})


@pytest.mark.parametrize(
    "shared",
    [{"documents": ("18-nq-tw",)}, {"tags": ("Chủ đề hiếm",)}],
)
def test_what_the_front_matter_shares_is_enough(shared: dict[str, object]) -> None:
    far = Moment(moment().at - timedelta(days=3000))
    others = [bland(f"khac{n}") for n in range(20)]
    found = lists([bland("mot", **shared), bland("hai", date=far, **shared), *others])
    assert found["id-mot"] == ["id-hai"]


def test_texts_are_enough() -> None:
    bare = {"units": (), "tags": (), "terms": (), "documents": (), "people": (), "event": None}
    assert all(lists([replace(one, **bare) for one in news(20)]).values())


def test_a_successor_is_kin_of_the_unit_that_it_took_over() -> None:
    known = registry(unit("cu"), unit("moi"), unit("la"), changes=(change("merged", "2019-01", "cu", "moi"),))
    fillers = [bland(f"khac{n}", units=("la",)) for n in range(10)]
    shelf = shelve([bland("a", units=("cu",)), bland("b", units=("moi",)), *fillers], known)
    a, b, c = (next(n for n, key in enumerate(shelf.keys) if key.startswith(f"id-{s}\0")) for s in ("a", "b", "khac0"))
    rest = shelf.table.score(np.array([a]), np.array([[b, c]]))[1][0]
    assert rest[0] > rest[1]


def test_one_release_of_two_offices_is_a_twin_and_no_related_news() -> None:
    base = list(news(100))
    copy = replace(base[50], id="z", digest="z", title="Tựa khác hẳn", units=("don-vi-9",))
    shelf = shelve([*base, copy])
    rows = {key.partition("\0")[0]: row for row, key in enumerate(shelf.keys)}
    twins = shelf.twins()
    assert twins[rows["z"]] == rows[base[50].id]
    assert twins[rows[base[50].id]] == rows["z"]
    assert np.count_nonzero(twins >= 0) == 2
    for chosen in shelf.chosen.tolist():
        assert not {rows["z"], rows[base[50].id]} <= set(chosen)
    assert rows["z"] not in shelf.chosen[rows[base[50].id]]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"length": 0}, "length = 0"),
        ({"length": 101}, "length = 101"),
        ({"same_unit": 0}, "same_unit = 0"),
        ({"unit": -1}, "unit = -1"),
        ({"document": 1001}, "document = 1001"),
        ({"time": 0.5}, "time = 0.5"),
        ({"least": "125"}, "least = '125'"),
        ({"tag": True}, "tag = True"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named(values: dict[str, Any], names: str) -> None:
    with pytest.raises(NewsError, match=names):
        RelatedSettings(**values)


def test_the_largest_weights_do_not_run_over() -> None:
    most = dict.fromkeys(("unit", "term", "document", "person", "tag", "event", "time", "least"), 1000)
    rules = RelatedSettings(**most)
    labels = {"tags": tuple(f"t{n}" for n in range(40)), "documents": tuple(f"d{n}" for n in range(40))}
    some = by_age([bland("a", **labels), bland("b", **labels), *(bland(f"khac{n}") for n in range(200))])
    shelf = arrange(some, [terms(a) for a in some], Registry(), rules)
    rows = [shelf.keys.index(key_of(one)) for one in some if one.id in {"id-a", "id-b"}]
    assert shelf.pairs.rest[max(rows), 0] > 12_000
    assert shelf.chosen[min(rows), 0] == max(rows)


# Stability


@settings(max_examples=200)
@given(st.integers(0, 100_000))
def test_statistics_stand_still_for_an_eighth(size: int) -> None:
    assert milestone(size) <= size < milestone(size) * 9 / 8 + 1
    assert milestone(milestone(size)) == milestone(size)


def test_of_many_articles_an_even_sample_is_counted() -> None:
    lots = np.arange(20_000)
    assert 4_000 < np.count_nonzero(is_measured(18_432, lots)) <= 8_192
    assert np.count_nonzero(is_measured(8_192, lots)) == 8_192


def test_as_many_are_looked_at_where_few_are_counted() -> None:
    found = Sheaf.of([terms(one) for one in news(64)])
    all_counted, one_in_four = (Statistics.of(found, stride).weights().spread for stride in (1, 4))
    assert (one_in_four == 4 * all_counted).all()


def test_a_new_article_reaches_only_those_that_it_is_paired_with() -> None:
    *before, new = news(330)
    assert milestone(329) == milestone(330)
    old, now = lists(before), lists([*before, new])
    changed = {owner for owner in old if old[owner] != now[owner]}
    assert all(new.id in now[owner] for owner in changed)
    assert len(changed) <= OLDER


class Counted:
    """Terms by key, counting how many were asked for."""

    def __init__(self, articles: list[Article]) -> None:
        self.known = {key_of(a): terms(a) for a in articles}
        self.asked = 0

    def __call__(self, keys: object) -> list[Terms]:
        found = [self.known[key] for key in keys]  # type: ignore[attr-defined]
        self.asked += len(found)
        return found


def test_a_new_article_costs_its_own_terms_and_at_most_its_pairs_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    *before, new = news(330)
    old, source, written = shelve(before), Counted([*news(330)]), []
    original = Shelf.write_lists
    monkeypatch.setattr(
        Shelf, "write_lists", lambda shelf, rows, *rest: (written.extend(rows), original(shelf, rows, *rest))[1]
    )
    found = renewed(old, [*before, new], source)
    assert found is not None
    assert source.asked == 1
    assert 0 < len(written) <= OLDER + 1


def same(one: Shelf, other: Shelf) -> bool:
    pairs = zip(vars(one.pairs).values(), vars(other.pairs).values(), strict=True)
    columns = [*pairs, (one.chosen, other.chosen), (one.crowded, other.crowded), (one.table.terms, other.table.terms)]
    return one.keys == other.keys and all(np.array_equal(a, b) for a, b in columns)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_what_is_brought_up_to_date_is_what_is_made_anew(data: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renewal, "MOST_MOVED", 10**6)
        patch.setattr("plugins.related.ranking.CANDIDATES", data.draw(st.sampled_from([4, 12, 64])))
        patch.setattr("plugins.related.ranking.FEW", data.draw(st.sampled_from([0, 24])))
        patch.setattr("plugins.related.ranking.GROUPS", 64)
        pool = list(news(90))
        now = pool[: data.draw(st.integers(60, 80))]
        shelf = shelve(now)
        ever = [*pool]
        for number in range(4):
            index = data.draw(st.integers(0, len(now) - 1))
            step = data.draw(st.sampled_from(["add", "remove", "edit", "tag", "copy"]))
            if step == "add":
                now = [*now, *[a for a in pool if a.id not in {b.id for b in now}][:1]]
            elif step == "remove":
                now = [*now[:index], *now[index + 1 :]]
            elif step == "copy":
                last, body = now[-1], now[-1].body if number % 2 else now[index].body
                copy = replace(
                    last, id=f"{last.id}-{number}", digest=f"copy{number}", body=(*body[1:], f"<p>{number}</p>")
                )
                now = [*now, copy]
            else:
                old = now[index]
                more = {"body": (*old.body, "<p>ngua thia gư</p>")} if step == "edit" else {"tags": ("chu-de-1",)}
                now = [*now[:index], replace(old, digest=f"{old.digest}{step}", **more), *now[index + 1 :]]
            ordered = by_age(now)
            ever += ordered
            found = renewed(shelf, ordered, Counted(ever))
            anew = shelve(now)
            if found is not None:
                assert same(found, anew)
            shelf = anew
