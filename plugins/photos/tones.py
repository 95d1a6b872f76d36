"""The main colour of a photo, as one of 64 tones that the style sheets know. Pure.

A page may carry no colours of its own: its policy forbids inline styles. So the ground on which a photo loads is a
class, `tone-` and three digits: red, green and blue in four steps each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

STEPS = 4
_STEP = 256 // STEPS


def tone(pixels: Iterable[tuple[int, int, int]]) -> str:
    """Return the tone that most pixels have; of two equally frequent ones the darker."""
    found = Counter((r // _STEP, g // _STEP, b // _STEP) for r, g, b in pixels)
    steps = min(found, key=lambda steps: (-found[steps], steps))
    return "".join(map(str, steps))


def colour(name: str) -> str:
    """Return a tone's colour, the middle of what it stands for: `120` is `#60a020`."""
    return "#" + "".join(f"{int(digit) * _STEP + _STEP // 2:02x}" for digit in name)
