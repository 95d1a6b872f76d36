"""Lists in pages numbered from the oldest, so that a full page never changes when news comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from plugins.model.urls import numbered_url
from plugins.model.views import Pager

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """One page of a list: its address, its items newest first, and where the list goes on."""

    url: str
    items: tuple[T, ...]
    pager: Pager


def paginate(items: Sequence[T], base: str, size: int) -> list[ListPage[T]]:
    """Cut items, newest first, into pages; the newest one comes first and has the list's own address.

    Page 1 holds the oldest `size` items, page 2 the next, and so on. The newest page holds what is left, between
    `size` and `2 * size - 1` items, so that it is never thin: a numbered page appears only when it is full.
    """
    full = max(0, len(items) // size - 1)
    cut = len(items) - full * size
    pages = [ListPage(base, tuple(items[:cut]), _pager(0, full, base))]
    for number in range(full, 0, -1):
        start = cut + (full - number) * size
        pages.append(
            ListPage(numbered_url(base, number), tuple(items[start : start + size]), _pager(number, full, base))
        )
    return pages


def _pager(number: int, full: int, base: str) -> Pager:
    if not full:
        return Pager()
    if number == 0:
        return Pager(older=numbered_url(base, full), oldest=numbered_url(base, 1))
    return Pager(
        number=number,
        newer=numbered_url(base, number + 1) if number < full else base,
        older=numbered_url(base, number - 1) if number > 1 else "",
        newest=base,
        oldest=numbered_url(base, 1) if number > 1 else "",
    )
