"""The corpus is the same on every machine, and the same for every generator."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import photos
from tests.bench.corpus import AFTER, NEVER_PICKED, SPAN, START, TERMS, UNITS, Corpus, item, items, lineage
from tests.bench.formats import HUGO, OWN, PELICAN, Format, address, write_item, write_registries
from tests.bench.generators import ROOT
from tests.bench.steps import STEPS, Edit, mark

CORPUS = Corpus(200)


def test_an_item_depends_on_its_number_alone() -> None:
    backwards = [item(CORPUS, number) for number in reversed(range(CORPUS.size))]
    assert list(items(CORPUS)) == backwards[::-1]
    first = item(CORPUS, 7)
    assert (first.slug, first.term) == ("tin-000007", "2010-2015")
    assert (
        first.title == "Thi tỉnh kiểm cơ phòng quyết đạo doanh tỉnh hiện dân"
    )  # Random has kept its word since Python 3.2


def test_items_come_in_the_order_of_their_dates_and_new_ones_after_all() -> None:
    dates = [one.date for one in items(CORPUS)]
    assert dates == sorted(set(dates))
    assert dates[0] == START
    assert dates[-1] < START + SPAN <= item(CORPUS, CORPUS.size).date < AFTER


def test_items_point_at_older_ones_that_are_never_deleted() -> None:
    picks = [(one, pick) for one in items(CORPUS) for pick in one.related]
    assert len(picks) > CORPUS.size / 2
    assert all(pick.number < one.number and pick.number % NEVER_PICKED for one, pick in picks)
    assert all(pick.date == item(CORPUS, pick.number).date for _, pick in picks)


def test_terms_cover_all_dates() -> None:
    assert {one.term for one in items(CORPUS)} <= set(TERMS)


def test_every_unit_stands_under_the_first() -> None:
    for unit in range(len(UNITS)):
        line = lineage(unit)
        assert line[0] == unit
        assert line[-1] == 0
        assert len(set(line)) == len(line)


@pytest.mark.parametrize("generator_format", [OWN, HUGO, PELICAN])
def test_every_format_holds_the_same_texts(generator_format: Format) -> None:
    for one in items(CORPUS):
        text = generator_format.text(one)
        for shared in (one.title, one.summary, one.body, one.term, *(pick.slug for pick in one.related)):
            assert shared in text


def test_no_two_items_share_a_file_or_an_address() -> None:
    for path in (OWN.path, HUGO.path, PELICAN.path, address):
        assert len({path(one) for one in items(CORPUS)}) == CORPUS.size


def test_the_project_reads_the_corpus_without_a_remark(tmp_path: Path) -> None:
    write_registries(tmp_path, OWN)
    for one in items(CORPUS):
        write_item(tmp_path, OWN, one)
    check = [sys.executable, "-m", "plugins.tools", "check", str(tmp_path / "content")]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(CORPUS.size) in done.stdout


def test_photos_go_round_and_are_placed_without_a_copy(tmp_path: Path) -> None:
    with_photos = Corpus(20, photos=3)
    assert [one.photo for one in items(with_photos)][:5] == [0, 1, 2, 0, 1]
    assert "anh-1.jpg" in OWN.text(item(with_photos, 1))
    original = tmp_path / "original.jpg"
    original.write_bytes(b"photo")
    photos.place(original, tmp_path / "a/b.jpg")
    assert (tmp_path / "a/b.jpg").samefile(original)


def test_a_photo_is_the_same_for_the_same_number() -> None:
    assert photos.photo(1).tobytes() == photos.photo(1).tobytes() != photos.photo(2).tobytes()


@pytest.mark.parametrize("size", [20, 1000])
def test_edits_differ_from_turn_to_turn_and_delete_nothing_that_others_need(size: int) -> None:
    corpus = Corpus(size)
    for step in STEPS:
        edits = [step.edit(corpus, turn) for turn in range(2)]
        touched = [one.number for edit in edits for one in (*edit.write, *edit.delete)]
        assert edits[0] != edits[1] or edits[0] in (Edit(), Edit(template=True))
        assert all(number < size for number in touched) or step.name == "new"
        assert all(one.number % NEVER_PICKED == 0 for edit in edits for one in edit.delete)


def test_an_edited_body_ends_with_its_mark_and_keeps_its_title() -> None:
    (step,) = (step for step in STEPS if step.name == "body")
    (edited,) = step.edit(CORPUS, 3).write
    assert edited.body.endswith(mark(3))
    assert edited.title == item(CORPUS, edited.number).title
    assert re.fullmatch(r"tin/\d{4}/\d{2}/tin-\d{6}/index\.html", address(edited))
