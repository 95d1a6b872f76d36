"""Related news: what editors picked, then what is akin by text and by what the front matter says."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import blake2b

from plugins.bridge.feature import Feature, Workshop
from plugins.engine import state
from plugins.engine.state import PLAIN
from plugins.engine.version import program
from plugins.model.article import Article
from plugins.model.awaited import Awaited
from plugins.model.site import Findings, Site
from plugins.related.columns import UNKNOWN, ByName, Columns, Found, cut
from plugins.related.roll import Picking, Roll, id_of
from plugins.related.settings import RelatedSettings

FOLDER = "related"
Kept = tuple[bytes, bytes, tuple[bytes, ...]]
"""What lists follow from, what picks and keys follow from besides, and the columns."""


def find(site: Site, workshop: Workshop, settings: RelatedSettings | None = None) -> Findings:
    """Find a list for every article that has one, and the other article of each that two units published."""
    settings = settings or RelatedSettings()
    roll = Roll.of(site)
    seen = _seen(site, settings, roll.keys)
    columns = _found(site, workshop, settings, roll, seen)

    @cache
    def found() -> Found:
        return Found(roll.names, columns(), settings.length)

    def keys() -> dict[str, bytes]:
        return {name: key for name, key in zip(roll.names, cut(columns().keys), strict=True) if key != UNKNOWN}

    return Findings(
        related=Awaited(lambda: ByName(roll.rows, found().related)),
        same_content=Awaited(lambda: ByName(roll.rows, found().same_content)),
        kin_keys=Awaited(keys),
        marks={FOLDER: seen},
    )


def _found(site: Site, workshop: Workshop, settings: RelatedSettings, roll: Roll, seen: bytes) -> Callable[[], Columns]:
    """Begin to find everything; what the last build found is at hand, where it would be the same.

    What a former build has left is renewed beside; to find everything takes all workers, and tells how it gets on.
    """
    folder, version, picking = workshop.cache / FOLDER, program(), roll.picking()
    shown = _shown(roll, picking)
    kept: Kept | None = state.load(folder / "lists", version, PLAIN)
    if kept and site.digest and kept[:2] == (seen, shown):
        known = Columns(*kept[2])
        return lambda: known
    folder.mkdir(parents=True, exist_ok=True)

    def find_out() -> Columns:
        from plugins.related.io.memory import ranked  # loads NumPy, which nobody else here needs
        from plugins.related.kin import columns_of

        shelf = ranked(site, workshop, settings, folder, version, roll)
        found = columns_of(roll, shelf, picking, settings.length, Columns(*kept[2]) if kept else None)
        state.save(folder / "lists", version, (seen, shown, tuple(found)), PLAIN)
        return found

    if not (kept and workshop.beside):
        found = find_out()
        return lambda: found
    wait = workshop.beside(lambda: marshal.dumps(tuple(find_out())))
    return cache(lambda: Columns(*marshal.loads(wait())))  # noqa: S302 - our own twin's


def amend(
    site: Site,
    workshop: Workshop,
    edited: Mapping[str, Article],
    before: Findings,
    settings: RelatedSettings | None = None,
) -> Findings | None:
    """Find the lists that differ, and the twins of those who have one, after bodies were edited."""
    settings, folder, version = settings or RelatedSettings(), workshop.cache / FOLDER, program()
    kept: Kept | None = state.load(folder / "lists", version, PLAIN)
    if not kept or kept[0] != before.marks.get(FOLDER):
        return None
    from plugins.related.io.memory import reranked  # loads NumPy
    from plugins.related.kin import amended

    shelves = reranked(site, workshop, settings, folder, version, edited)
    if shelves is None or _seen(site, settings, shelves[0].keys) != kept[0]:
        return None
    new = shelves[1]
    columns, differing = amended(Columns(*kept[2]), new)
    seen = _seen(site, settings, new.keys)
    state.save(folder / "lists", version, (seen, kept[1], tuple(columns)), PLAIN)
    found = Found([id_of(key) for key in new.keys], columns, settings.length)
    names = {id_of(new.keys[row]): row for row in differing}
    return Findings(
        related={name: found.related(row) for name, row in names.items()},
        same_content={name: found.same_content(row) for name, row in names.items()},
        marks={FOLDER: seen},
    )


def _seen(site: Site, settings: RelatedSettings, keys: Iterable[str]) -> bytes:
    """Return the digest of all that lists follow from, but for what editors picked."""
    words = "\n".join((site.digest, repr(settings), *keys))
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _shown(roll: Roll, picking: Picking) -> bytes:
    """Return the digest of what editors picked, for whom, and of what is shown of articles that stand in lists."""
    total = blake2b("\n".join(roll.names[len(roll.listed) :]).encode("utf-8", "surrogatepass"), digest_size=16)
    for column in (*picking, roll.faces):
        total.update(blake2b(column).digest())
    return total.digest()


FEATURE = Feature(find, amend=amend, libraries=("plugins.related.io.memory",))
