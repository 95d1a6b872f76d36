"""Columns of what was found: picks by row, and the keys of lists, made anew only where something else stands in one."""

from __future__ import annotations

import numpy as np

from plugins.model.around import key_of_kin
from plugins.related.columns import KEY, UNKNOWN, Columns, Found, cut
from plugins.related.roll import NOBODY, Picking, Roll
from plugins.related.shelf import Shelf
from plugins.related.vectors import Ints

_STEP = np.uint64(0x9E3779B97F4A7C15)


def columns_of(roll: Roll, shelf: Shelf, picking: Picking, length: int, before: Columns | None) -> Columns:
    """Return all that was found, given what editors picked; keys of before serve again. Near linear."""
    starts, picked = picks(picking, len(roll.listed))
    chosen, twins = _lists(shelf, starts, picked)
    prints = _prints(chosen, twins, starts, picked, roll.faces)
    found = Columns(*(column.tobytes() for column in (chosen, twins, starts, picked, prints)))
    return found._replace(keys=_keys(roll.faces, Found(roll.names, found, length), prints, before))


def amended(before: Columns, shelf: Shelf) -> tuple[Columns, list[int]]:
    """Return the columns of a shelf after edits of bodies, and the rows whose lists or twins differ."""
    old = (np.frombuffer(column, np.intc) for column in before[:4])
    old_chosen, old_twins, starts, picked = old
    chosen, twins = _lists(shelf, starts, picked)
    differ = (chosen != old_chosen.reshape(chosen.shape)).any(axis=1) | (twins != old_twins)
    prints, keys = (np.frombuffer(column, f"V{KEY}").copy() for column in (before.prints, before.keys))
    prints[: len(differ)][differ] = keys[: len(differ)][differ] = np.void(UNKNOWN)
    new = before._replace(chosen=chosen.tobytes(), twins=twins.tobytes(), prints=prints.tobytes(), keys=keys.tobytes())
    return new, np.flatnonzero(differ).tolist()


def _lists(shelf: Shelf, starts: Ints, picked: Ints) -> tuple[Ints, Ints]:
    """Return the lists of a shelf, without what is picked for them and copies of it, and twins."""
    chosen, twins = shelf.chosen.astype(np.intc), shelf.twins().astype(np.intc)
    rows = np.arange(len(twins))
    texts = np.append(np.where(twins == NOBODY, rows, np.minimum(rows, twins)), NOBODY)  # NOBODY's at the end
    owners = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    held = owners < len(chosen)
    owners, own = owners[held], texts[picked[held]]
    which, place = np.nonzero(texts[chosen[owners]] == own[:, None])
    chosen[owners[which], place] = NOBODY
    return chosen, twins


def picks(picking: Picking, listed: int) -> tuple[Ints, Ints]:
    """Return where the picks of each article begin, and those picks: rows. Only what lists show, the first so many.

    Whom editors picked for it come first, in their order, then the articles that picked it, newest first; a pick that
    goes one way does not lead back.
    """
    counts, others, one_way = (np.frombuffer(column, np.intc) for column in picking)
    owners = np.repeat(np.arange(len(counts), dtype=np.intc), counts)
    is_shown = (others != NOBODY) & (others < listed)
    leads_back = (others != NOBODY) & (owners < listed) & ~np.isin(owners, one_way)
    whose = np.concatenate([owners[is_shown], others[leads_back][::-1]])
    found = np.concatenate([others[is_shown], owners[leads_back][::-1]])
    order = np.argsort(whose, kind="stable")
    whose, found = whose[order], found[order]
    first = np.unique(whose.astype(np.int64) << 32 | found, return_index=True)[1]
    first.sort()
    return np.searchsorted(whose[first], np.arange(len(counts) + 1)).astype(np.intc), found[first]


def _prints(chosen: Ints, twins: Ints, starts: Ints, picked: Ints, faces: bytes) -> Ints:
    """Return a checksum of 128 bits for each article, of the faces that picks, list and twin show, in their order.

    Sums of digests by the powers of an odd number: two rows have the same one by chance only.
    """
    size, length = chosen.shape
    shown = np.zeros((size + 1, 2), np.uint64)  # one more, so that NOBODY has no face
    shown[:size] = np.frombuffer(faces, np.uint64).reshape(size, 2)
    counts = np.diff(starts)
    place = np.arange(len(picked)) - np.repeat(starts[:-1], counts) + length + 1
    powers = np.cumprod(np.full((length + 2 + counts.max(initial=0), 1), _STEP))[place, None]
    sums = np.zeros((len(picked) + 1, 2), np.uint64)
    np.cumsum(shown[picked] * powers, axis=0, out=sums[1:])
    own = np.zeros((size, 2), np.uint64)
    for column in (*chosen.T, twins):
        own *= _STEP
        own += shown[column]
    found: Ints = sums[starts[1:]] - sums[starts[:-1]] + np.uint64(1)  # so that none is UNKNOWN
    found[:size] += own
    return found


def _keys(faces: bytes, found: Found, prints: Ints, before: Columns | None) -> bytes:
    """Return all keys; those that nobody knows by their checksums are made of faces."""
    keys, is_known = (
        _known(prints, before) if before and before.keys else (np.zeros_like(prints), np.zeros(len(prints), np.bool_))
    )
    face = cut(faces)
    for row in np.flatnonzero(~is_known).tolist():
        twin = found.twin(row)
        related = [face[other] for other in found.rows(row)]
        keys[row] = np.frombuffer(key_of_kin(related, face[twin] if twin != NOBODY else b""), np.uint64)
    return keys.tobytes()


def _known(prints: Ints, before: Columns) -> tuple[Ints, Ints]:
    """Return the keys of before that have the same checksums, and which those are."""
    old, keys = (np.frombuffer(column, np.uint64).reshape(-1, 2) for column in (before.prints, before.keys))
    order = np.argsort(old[:, 0])
    place = order.take(np.searchsorted(old[:, 0], prints[:, 0], sorter=order), mode="clip")
    return keys[place], (old[place] == prints).all(axis=1)
