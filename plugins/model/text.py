"""Vietnamese text: cleaned, folded, slugged, and the nearest known word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from slugify import slugify as _slugify

_ETH = str.maketrans("Ðð", "Đđ")
_ETH_WORD = re.compile(r"[^\W\d_]*[Ðð][^\W\d_]*")
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_UNWANTED = re.compile(f"[{_INVISIBLE}{_CONTROL}]+")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_NBSP_RUN = re.compile("[ \u00a0\u202f]{2,}")


def clean(text: str) -> str:
    """Normalise typed text: NFC, `Đ` for eth, no invisible or control characters, runs of no-break spaces to one space.

    What is removed goes first, since it may part a letter from its accent. Cleaning twice changes nothing more.
    """
    if is_clean(text):
        return text
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", _UNWANTED.sub("", text)))
    if "Ð" in text or "ð" in text:
        text = _ETH_WORD.sub(lambda found: found[0].translate(_ETH), text)
    return _NBSP_RUN.sub(_one_space, text) if "\u00a0" in text or "\u202f" in text else text


def printable(text: str) -> str:
    """Take out of a text what no XML and no screen can show; of what was cleaned nothing is left to take out."""
    return text if is_clean(text) else _UNWANTED.sub("", text)


def is_clean(text: str) -> bool:
    """Tell, quickly, that cleaning would change nothing; False may be too careful."""
    visible = text.replace("\n", "").isprintable()  # no control, no separator but the plain space, nothing unassigned
    return visible and not ("Ð" in text or "ð" in text) and unicodedata.is_normalized("NFC", text)


def _one_space(run: re.Match[str]) -> str:
    return " " if len(run[0].replace(" ", "")) > 1 else run[0]


def squeeze(text: str) -> str:
    """Fold every run of white space, line ends included, into one space."""
    return " ".join(text.split())


@lru_cache(maxsize=65536)
def fold_case(text: str) -> str:
    """Fold case and form for comparing tags and names; tones stay, so `đạo` is not `đảo`."""
    return squeeze(unicodedata.normalize("NFC", text).casefold())


def fold(text: str) -> str:
    """Fold case and accents for searching: `Đảng bộ` gives `dang bo`."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("ð", "d"))
    return squeeze("".join(c for c in plain if not unicodedata.combining(c)))


def slugify(text: str) -> str:
    """Turn a text into an address without accents: `Đảng bộ` gives `dang-bo`."""
    return _slugify(text, max_length=120, word_boundary=True)


LONGEST_WORD = 100
"""Characters compared when a known word is looked for: the comparison is quadratic."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like this one, accents and case aside, or None when none is near."""
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(fold(candidate), candidate)
    matches = get_close_matches(fold(word[:LONGEST_WORD]), by_fold, n=1, cutoff=0.6)
    return by_fold[matches[0]] if matches else None
