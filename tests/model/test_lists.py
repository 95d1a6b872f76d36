"""Lists are numbered from the oldest page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.lists import paginate


def texts(count: int) -> list[str]:
    return [str(n) for n in range(count, 0, -1)]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, [0]), (1, [1]), (19, [19]), (20, [20]), (39, [39]), (40, [20, 20]), (59, [39, 20]), (60, [20, 20, 20])],
)
def test_the_newest_page_is_never_thin_and_the_others_are_full(count: int, sizes: list[int]) -> None:
    assert [len(page.items) for page in paginate(texts(count), "/x/", 20)] == sizes


def test_page_one_is_the_oldest_and_the_newest_has_the_lists_own_address() -> None:
    pages = paginate(texts(60), "/x/", 20)
    assert [page.url for page in pages] == ["/x/", "/x/trang/2/", "/x/trang/1/"]
    assert pages[-1].items[-1] == "1"
    assert pages[0].items[0] == "60"


def test_a_pager_leads_to_its_neighbours_and_to_both_ends() -> None:
    newest, middle, oldest = paginate(texts(60), "/x/", 20)
    assert (newest.pager.newer, newest.pager.older, newest.pager.oldest) == ("", "/x/trang/2/", "/x/trang/1/")
    assert (middle.pager.newer, middle.pager.older) == ("/x/", "/x/trang/1/")
    assert (oldest.pager.newer, oldest.pager.older, oldest.pager.oldest) == ("/x/trang/2/", "", "")


@given(st.integers(0, 200), st.integers(1, 9))
def test_one_more_item_changes_the_newest_page_and_at_most_the_next_one(count: int, size: int) -> None:
    before = {page.url: page for page in paginate(texts(count), "/x/", size)}
    after = {page.url: page for page in paginate(texts(count + 1), "/x/", size)}
    changed = [url for url, page in after.items() if before.get(url) != page]
    assert before.keys() <= after.keys()
    assert len(changed) <= 3
    assert all(before[url].items == after[url].items for url in before if url != "/x/")


@given(st.integers(0, 200), st.integers(1, 9))
def test_every_item_stands_on_exactly_one_page_in_order(count: int, size: int) -> None:
    assert [item for page in paginate(texts(count), "/x/", size) for item in page.items] == texts(count)
