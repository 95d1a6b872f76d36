"""Series of pages: those that stand are not declared, all others are."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.engine.series import unfold, without
from plugins.model.artifact import Page, Redirect, Series, Text
from tests.builders import moment

LIST = (("a/index.html", ""), ("a/trang/1/index.html", ""))


def series(key: bytes, declared: list[bytes]) -> Series:
    def declare() -> Iterator[Page]:
        declared.append(key)
        yield from (Page.of(path, "x.html", None) for path, _ in LIST)

    return Series("a", key, declare)


def test_a_series_whose_key_is_as_it_was_is_not_declared() -> None:
    declared: list[bytes] = []
    found = unfold([series(b"1", declared), Text("b", "")], {"a": (b"1", LIST)})
    assert declared == []
    assert [output.path for output in found.outputs] == ["b"]
    assert found.standing == dict(LIST)
    assert found.series == {"a": (b"1", LIST)}


def test_a_series_with_a_new_key_is_declared_and_remembered() -> None:
    declared: list[bytes] = []
    redirect = Redirect("/cu/", "/a/")
    found = unfold([series(b"2", declared), redirect], {"a": (b"1", ()), "gone": (b"1", (("g", ""),))})
    assert declared == [b"2"]
    assert [output.path for output in found.outputs] == [path for path, _ in LIST]
    assert (found.standing, found.redirects) == ({}, [redirect])
    assert found.series == {"a": (b"2", LIST)}


def test_what_the_site_map_says_is_remembered() -> None:
    pages = (
        Page("a", "x.html", b"", object, modified=moment("2020-02-11")),
        Page("b", "x.html", b"", object, listed=False),
    )
    found = unfold([Series("s", b"", lambda: pages)], {})
    assert found.series["s"] == (b"", (("a", moment("2020-02-11").at.isoformat()), ("b", None)))


def test_a_series_of_which_a_page_was_made_anew_is_forgotten() -> None:
    remembered = {"a": (b"1", LIST), "b": (b"1", (("b/index.html", ""),))}
    assert without(remembered, {"a/trang/1/index.html"}) == {"b": remembered["b"]}
