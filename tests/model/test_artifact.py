"""Every output path belongs to one artifact."""

from __future__ import annotations

import pytest

from plugins.model.artifact import Copy, Text, claim, is_apart


def test_different_paths_are_all_claimed_in_order() -> None:
    claimed, problems = claim([Text("b", ""), Text("a/c", "")])
    assert list(claimed) == ["a/c", "b"]
    assert problems == []


def test_two_articles_with_one_address_are_reported_with_both_files() -> None:
    _, problems = claim([Text("tin/a/index.html", "1", "news/1.md"), Text("tin/a/index.html", "2", "news/2.md")])
    (problem,) = problems
    assert (problem.code, problem.severity) == ("clash", "error")
    assert "news/1.md" in str(problem)
    assert "news/2.md" in str(problem)


def test_paths_that_differ_only_in_case_clash() -> None:
    assert claim([Text("a/B", "", "x"), Text("a/b", "", "y")])[1]


def test_a_file_cannot_be_where_another_one_needs_a_folder() -> None:
    assert claim([Text("a", "", "x"), Text("a/b", "", "y")])[1]


def test_the_same_copy_may_be_asked_for_twice() -> None:
    claimed, problems = claim([Copy("anh/1.jpg", "/s/1.jpg"), Copy("anh/1.jpg", "/s/1.jpg")])
    assert len(claimed) == 1
    assert problems == []


def test_a_page_of_the_portal_itself_wins_no_clash_silently() -> None:
    (problem,) = claim([Text("rss.xml", "feed"), Text("rss.xml", "mine", "pages/rss.md")])[1]
    assert problem.file == "pages/rss.md"


@pytest.mark.parametrize("path", ["a/B/index.html", "a/b", "A", "a/b/index.html/c"])
def test_paths_that_want_one_place_are_not_apart(path: str) -> None:
    assert not is_apart([path], ["a/b/index.html"])
    assert not is_apart(["a/b/index.html"], [path])


def test_paths_that_share_a_folder_are_apart() -> None:
    assert is_apart(["a/b/c.html", "x"], ["a/b/index.html"])
