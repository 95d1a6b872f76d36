"""How much each kind of kinship weighs, and how long a list may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RelatedSettings:
    """Sizes and weights of related news; a weight is what full agreement of that kind adds to a score."""

    length: int = 10
    """Items of a list at most, picks aside."""
    text: int = 1000
    unit: int = 60
    term: int = 60
    document: int = 240
    person: int = 60
    tag: int = 200
    event: int = 240
    time: int = 40
    least: int = 150
    """Score below which nothing is related."""
    same_unit: int = 7
    """Items of one lead unit in a list, as long as others are at hand."""
