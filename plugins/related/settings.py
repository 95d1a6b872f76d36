"""How much each kind of kinship weighs, and how long a list may be."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.model.article import RELATED
from plugins.model.errors import NewsError

AMOUNTS = {"length": 100, "same_unit": 100}
"""Settings that say how many, and how many are the most."""
MOST = 1000
"""The largest weight: of so many traits as are kept of an article the sum has room in two bytes."""


@dataclass(frozen=True)
class RelatedSettings:
    """Sizes and weights of related news.

    A weight is what full agreement of that kind adds to a score; equal texts make about 1000.
    """

    length: int = RELATED
    """Items of a list at most, picks among them."""
    unit: int = 50
    term: int = 40
    document: int = 240
    person: int = 50
    tag: int = 160
    event: int = 240
    time: int = 60
    least: int = 125
    """Score below which nothing is related."""
    same_unit: int = 8
    """Items of one lead unit in a list, as long as others are at hand."""

    def __post_init__(self) -> None:
        """Raise NewsError for a value that cannot be meant."""
        for name, value in vars(self).items():
            least, most = (1, AMOUNTS[name]) if name in AMOUNTS else (0, MOST)
            if type(value) is not int or not least <= value <= most:
                raise NewsError(
                    f"plugins/related/settings.py: {name} = {value!r}: cần số nguyên từ {least} đến {most}."
                )
