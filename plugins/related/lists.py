"""A list for each article: what editors picked, then what is akin."""

from __future__ import annotations

from collections.abc import Sequence


def choose(
    found: Sequence[int], units: Sequence[object], texts: Sequence[int], length: int, most: int, own: int = -1
) -> list[int]:
    """Return the first of what was found, best first: of each text one, of one unit at most `most`.

    At most `length`, and no copy of `own`, whose list it is. The order stays; where others are too few, more of a unit
    come in after all. `units` and `texts` tell of each article its lead unit and the oldest one of the same text; that
    may itself be a copy of one that is older still and less like the last.
    """
    taken: list[int] = []
    spare: list[int] = []
    seen = {own, texts[own]} if own >= 0 else set()
    used: dict[object, int] = {}
    for one in found:
        if one in seen or texts[one] in seen:
            continue
        seen |= {one, texts[one]}
        unit = units[one]
        used[unit] = used.get(unit, 0) + 1
        (taken if used[unit] <= most else spare).append(one)
        if len(taken) == length:
            break
    more = spare[: length - len(taken)]
    return sorted(taken + more, key=found.index) if more else taken


def join(picked: Sequence[int], found: Sequence[int], length: int) -> tuple[int, ...]:
    """Return one list: picks, each of which stands there once, then what was found; at most `length` in all."""
    return tuple(dict.fromkeys((*picked, *found)))[:length]
