"""A list for each article: what editors picked, then what is akin."""

from __future__ import annotations

from collections.abc import Sequence, Set

from plugins.model.article import Article


def choose(
    found: Sequence[int], units: Sequence[str], texts: Sequence[int], length: int, most: int, own: int = -1
) -> list[int]:
    """Return the first of what was found, best first: of each text one, of one unit at most `most`.

    At most `length`, and no copy of `own`, whose list it is. The order stays; where others are too few, more of a unit
    come in after all. `units` and `texts` tell of each article its lead unit and the oldest one of the same text; that
    may itself be a copy of one that is older still and less like the last.
    """
    taken: list[int] = []
    spare: list[int] = []
    seen = {own, texts[own]} if own >= 0 else set()
    used: dict[str, int] = {}
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


def picks(articles: Sequence[Article], shown: Set[str]) -> dict[str, tuple[str, ...]]:
    """Return what editors picked for each article, in their order, then the articles that picked it, newest first.

    Only what lists show; a pick that says `related_one_way` does not lead back. `articles` come newest first.
    """
    picking = [a for a in articles if a.related]
    public = shown if len(shown) == len(articles) else {a.id for a in articles}
    chosen = {a.id: [*filter(shown.__contains__, a.related)] for a in picking}
    for a in picking:
        if not a.related_one_way and (newer := a.id) in shown:
            for other in a.related:
                if other in chosen:
                    chosen[other].append(newer)
                elif other in public:
                    chosen[other] = [newer]
    return {article: tuple(dict.fromkeys(found)) for article, found in chosen.items() if found}


def join(picked: Sequence[str], found: Sequence[str], length: int) -> tuple[str, ...]:
    """Return one list: picks, each of which stands there once, then what was found; at most `length` in all."""
    return tuple(dict.fromkeys((*picked, *found)))[:length]
