"""A list for each article: what editors picked, then what is akin; twins of the same text stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from plugins.model.article import Article

ALIKE = 600
"""Likeness of texts, in thousandths, from which two may have the same content."""
EQUAL = 985
"""Likeness that needs no further proof."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may stand in another one's list: its row, lead unit and marks of its sentences."""

    row: int
    unit: str
    marks: frozenset[int]


def shares_text(mine: Set[int], other: Set[int]) -> bool:
    """Tell by marks of sentences whether most of the shorter text stands in the other one too.

    One release of two offices differs in title, lead and a sentence or two; two reports after one pattern share
    words, but few whole sentences.
    """
    fewer = min(len(mine), len(other))
    return fewer >= 2 and 5 * len(mine & other) >= 3 * fewer


def is_twin(likeness: int, mine: Set[int], other: Set[int]) -> bool:
    """Tell whether two texts have the same content, by their likeness and by marks of their sentences."""
    if likeness >= EQUAL:
        return bool(mine and other)  # with hardly any text everything is alike
    return likeness >= ALIKE and shares_text(mine, other)


def choose(found: Iterable[Candidate], length: int, most: int) -> list[Candidate]:
    """Return the first of what was found, best first: of each text one, of one unit at most `most`.

    At most `length`. The order stays; where others are too few, more of a unit come in after all.
    """
    taken: list[Candidate] = []
    spare: list[Candidate] = []
    units: dict[str, int] = {}
    order: dict[int, int] = {}
    for one in found:
        if any(shares_text(one.marks, other.marks) for other in (*taken, *spare)):
            continue
        order[one.row] = len(order)
        units[one.unit] = units.get(one.unit, 0) + 1
        (taken if units[one.unit] <= most else spare).append(one)
        if len(taken) == length:
            break
    return sorted([*taken, *spare[: length - len(taken)]], key=lambda one: order[one.row])


def picks(articles: Sequence[Article], shown: Set[str]) -> dict[str, tuple[str, ...]]:
    """Return what editors picked for each article, in their order, then the articles that picked it, newest first.

    Only what lists show; a pick that says `related_one_way` does not lead back. `articles` come newest first.
    """
    chosen = {a.id: dict.fromkeys(i for i in a.related if i in shown) for a in articles}
    for a in articles:
        if a.id in shown and not a.related_one_way:
            for other in a.related:
                if other in chosen:
                    chosen[other].setdefault(a.id)
    return {article: tuple(found) for article, found in chosen.items() if found}


def join(picked: Sequence[str], found: Sequence[str], length: int) -> tuple[str, ...]:
    """Return one list: all picks, then what was found, until there are `length`."""
    room = max(0, length - len(picked))
    return (*picked, *[one for one in found if one not in picked][:room])
