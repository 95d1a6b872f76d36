"""Findings that may still be being found."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.model.awaited import Awaited
from plugins.model.site import Findings, merge

LISTS: Mapping[str, tuple[str, ...]] = {"id-a": ("id-b", "id-c"), "id-b": ()}


def test_nobody_waits_before_something_is_asked() -> None:
    waits: list[str] = []

    def wait() -> Mapping[str, tuple[str, ...]]:
        waits.append("")
        return LISTS

    found = merge([Findings(), Findings(related=Awaited(wait)), Findings(feeds={})])
    assert not waits
    assert found.related.get("id-a", ()) == ("id-b", "id-c")
    assert found.related.get("id-x", ()) == ()
    assert found.related["id-b"] == ()
    assert waits == [""]


def test_it_is_the_mapping_that_was_waited_for() -> None:
    found = Awaited(lambda: LISTS)
    assert found == LISTS
    assert [*found.items()] == [*LISTS.items()]
    assert (len(found), "id-a" in found, "id-x" in found) == (2, True, False)


def test_what_two_have_found_is_joined() -> None:
    parts = [Findings(related=Awaited(lambda: LISTS)), Findings(related={"id-c": ("id-a",)})]
    assert merge(parts).related == {**LISTS, "id-c": ("id-a",)}
