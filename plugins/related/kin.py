"""Columns of what was found: picks by row, and the keys of lists, made anew only where something else stands in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from plugins.model.around import key_of_kin
from plugins.related.columns import KEY, UNKNOWN, Columns, Found, cut
from plugins.related.roll import NOBODY, Picking, Roll
from plugins.related.shelf import Shelf
from plugins.related.vectors import Ints

_STEP = np.uint64(0x9E3779B97F4A7C15)


def columns_of(roll: Roll, shelf: Shelf, picking: Picking, length: int, before: Columns | None) -> Columns:
    """Return all that was found, given what editors picked; keys of before serve again. Linear."""
    size = len(roll.listed)
    starts, picked = picks(picking, size, len(roll.names))
    twins = shelf.twins().astype(np.intc)
    chosen = shelf.chosen.astype(np.intc, copy=False)
    prints = _prints(chosen, twins, starts, picked, roll.faces).tobytes()
    found = Columns(chosen.tobytes(), twins.tobytes(), starts.tobytes(), picked.tobytes(), prints, b"")
    known = dict(zip(cut(before.prints), cut(before.keys), strict=True)) if before else {}
    known.pop(UNKNOWN, None)
    return found._replace(keys=_keys(roll, Found(roll.names, found, length), cut(prints), known))


def amended(before: Columns, shelf: Shelf, rows: Sequence[int]) -> Columns:
    """Return the columns of a shelf after edits of bodies, given the rows whose lists or twins differ."""
    prints, keys = (np.frombuffer(column, f"V{KEY}").copy() for column in (before.prints, before.keys))
    prints[rows] = keys[rows] = np.void(UNKNOWN)
    chosen, twins = (column.astype(np.intc, copy=False).tobytes() for column in (shelf.chosen, shelf.twins()))
    return before._replace(chosen=chosen, twins=twins, prints=prints.tobytes(), keys=keys.tobytes())


def picks(picking: Picking, listed: int, size: int) -> tuple[Ints, Ints]:
    """Return whom editors picked for each of so many articles, and where that begins, in rows.

    Theirs come first, in their order, then the articles that picked it, newest first. Only what lists show, the first
    rows; a pick that goes one way does not lead back.
    """
    rows, counts, others, one_way = (np.frombuffer(column, np.intc) for column in picking)
    owners = np.repeat(rows, counts)
    is_shown = (others != NOBODY) & (others < listed)
    leads_back = (others != NOBODY) & (owners < listed) & ~np.isin(owners, one_way)
    whose = np.concatenate([owners[is_shown], others[leads_back][::-1]])
    found = np.concatenate([others[is_shown], owners[leads_back][::-1]])
    order = np.argsort(whose, kind="stable")
    whose, found = whose[order], found[order]
    first = np.unique(whose.astype(np.int64) << 32 | found, return_index=True)[1]
    first.sort()
    return np.searchsorted(whose[first], np.arange(size + 1)).astype(np.intc), found[first]


def _prints(chosen: Ints, twins: Ints, starts: Ints, picked: Ints, faces: list[bytes]) -> Ints:
    """Return a checksum of 128 bits for each article, of the faces that picks, list and twin show, in their order.

    Sums of digests by the powers of an odd number: two rows have the same one by chance only.
    """
    size, length = chosen.shape
    shown = np.zeros((size + 1, 2), np.uint64)  # one more, so that NOBODY has no face
    shown[:size] = np.frombuffer(b"".join(faces), np.uint64).reshape(size, 2)
    counts = np.diff(starts)
    powers = np.cumprod(np.full((length + 1 + counts.max(initial=0), 1), _STEP))[:, None]
    place = np.arange(len(picked)) - np.repeat(starts[:-1], counts)
    sums = np.zeros((len(picked) + 1, 2), np.uint64)
    np.cumsum(shown[picked] * powers[length + 1 + place], axis=0, out=sums[1:])
    found: Ints = sums[starts[1:]] - sums[starts[:-1]] + np.uint64(1)  # so that none is UNKNOWN
    found[:size] += (shown[chosen] * powers[:length]).sum(axis=1) + shown[twins] * powers[length]
    return found


def _keys(roll: Roll, found: Found, prints: list[bytes], known: Mapping[bytes, bytes]) -> bytes:
    """Return all keys, those that nobody knows made of faces."""
    keys = list(map(known.get, prints))
    faces = roll.faces
    for row, key in enumerate(keys):
        if key is None:
            twin = found.twin(row)
            related = [faces[other] for other in found.rows(row)]
            keys[row] = key_of_kin(related, faces[twin] if twin != NOBODY else b"")
    return b"".join(filter(None, keys))
