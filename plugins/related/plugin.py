"""Related news: what editors picked, then what is akin by text and by what the front matter says."""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.bridge.feature import Feature, Workshop
from plugins.engine import state
from plugins.engine.state import PLAIN
from plugins.engine.version import program
from plugins.model.around import kin_key
from plugins.model.article import Article
from plugins.model.awaited import Awaited
from plugins.model.site import Findings, Site
from plugins.related.lists import join, picks
from plugins.related.roll import by_key, id_of
from plugins.related.settings import RelatedSettings

if TYPE_CHECKING:
    from plugins.related.shelf import Shelf

FOLDER = "related"
NOBODY = ""
Places = tuple[bytes, bytes]
"""Lists, each of the same length with -1 for nobody, and twins, -1 where there is none; all by place, as C has them."""
Picked = dict[str, tuple[str, ...]]
"""What editors picked, by article."""
Lists = tuple[dict[str, tuple[str, ...]], dict[str, str], dict[str, bytes]]
"""As `Findings` has them: related articles, those of the same content, keys of both."""
SAME = 2
"""The form of `marshal` that has the same bytes for the same value, whoever else holds parts of it."""


def find(site: Site, workshop: Workshop, settings: RelatedSettings | None = None) -> Findings:
    """Find a list for every article that has one, and the other article of each that two units published."""
    settings = settings or RelatedSettings()
    picked = picks(site.articles, {a.id for a in site.listed})
    articles = by_key(site.listed)
    seen = _seen(site, settings, articles)
    lists = partial(_lists, site, picked, settings.length)
    found = _found(site, workshop, settings, articles, (seen, marshal.dumps(picked, SAME)), lists)
    kin, twins, keys = (Awaited(partial(_part, found, number)) for number in range(3))
    return Findings(related=kin, same_content=twins, kin_keys=keys, marks={FOLDER: seen})


def _part(found: Callable[[], Lists], number: int) -> Mapping[str, Any]:
    return found()[number]


def _lists(site: Site, picked: Picked, length: int, places: Places) -> Lists:
    """Return all lists by article, picks first, and twins that no list names; no keys."""
    names = [a.id for a in site.listed]
    akin, twins = (array("i", column) for column in places)
    found = zip(names, _cut([*names, NOBODY], akin, length), strict=True)
    lists = {article: chosen for article, chosen in found if chosen}
    for article, chosen in picked.items():
        lists[article] = join(chosen, lists.get(article, ()), length)
    same = ((names[n], names[other]) for n, other in enumerate(twins) if other >= 0)
    apart = {one: other for one, other in same if other not in lists.get(one, ())}
    return lists, apart, {}


def _keyed(site: Site, found: Lists) -> Lists:
    """Return the same with the keys, which are soon asked for."""
    lists, apart, _ = found
    findings = Findings(related=lists, same_content=apart)
    return lists, apart, {a.id: kin_key(site, findings, a) for a in site.articles}


def amend(
    site: Site,
    workshop: Workshop,
    edited: Mapping[str, Article],
    before: Findings,
    settings: RelatedSettings | None = None,
) -> Findings | None:
    """Find the lists that differ, and the twins of those who have one, after bodies were edited."""
    settings, folder, version = settings or RelatedSettings(), workshop.cache / FOLDER, program()
    kept = state.load(folder / "lists", version, PLAIN)
    if not isinstance(kept, tuple) or kept[0] != before.marks.get(FOLDER):
        return None
    from plugins.related.io.memory import reranked  # loads NumPy

    shelves = reranked(site, workshop, settings, folder, version, edited)
    if shelves is None or _seen(site, settings, shelves[0].keys) != kept[0]:
        return None
    old, new = shelves
    picked: Picked = marshal.loads(kept[3])  # noqa: S302 - sealed
    related, same = {}, {}
    twins = new.twins().tolist()
    for row in new.differing(old):
        name, *akin = (id_of(new.keys[other]) for other in (row, *new.chosen[row].tolist()) if other >= 0)
        twin = id_of(new.keys[twins[row]]) if twins[row] >= 0 else NOBODY
        related[name] = join(picked.get(name, ()), akin, settings.length)
        same[name] = twin if twin not in related[name] else NOBODY
    seen = _seen(site, settings, new.keys)
    _keep(folder, version, seen, new, kept[3])
    return Findings(related=related, same_content=same, marks={FOLDER: seen})


def _cut(names: list[str], akin: array[int], length: int) -> Iterator[tuple[str, ...]]:
    """Yield one list after the other from places among the names; -1 is the last of them, which is nobody's."""
    flat = map(names.__getitem__, akin)
    for found in zip(*[flat] * length, strict=True):
        yield found if found[-1] else tuple(filter(None, found))


def _seen(site: Site, settings: RelatedSettings, keys: Iterable[str]) -> bytes:
    """Return the digest of all that lists follow from, but for what editors picked."""
    words = "\n".join((site.digest, repr(settings), *keys))
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _found(
    site: Site,
    workshop: Workshop,
    settings: RelatedSettings,
    articles: Mapping[str, Article],
    seen: tuple[bytes, bytes],
    lists: Callable[[Places], Lists],
) -> Callable[[], Lists]:
    """Begin to find everything; what the last build found is at hand, where it would be the same.

    What a former build has left is renewed beside; to find everything takes all workers, and tells how it gets on.
    """
    folder, version = workshop.cache / FOLDER, program()
    kept = state.load(folder / "lists", version, PLAIN)
    if site.digest and isinstance(kept, tuple) and (kept[0], kept[3]) == seen:
        return cache(partial(lists, (kept[1], kept[2])))
    folder.mkdir(parents=True, exist_ok=True)

    def find_out() -> Lists:
        from plugins.related.io.memory import ranked  # loads NumPy, which nobody else here needs

        shelf = ranked(site, workshop, settings, folder, version, articles)
        return lists(_keep(folder, version, seen[0], shelf, seen[1]))

    if not (kept and workshop.beside):
        found = find_out()
        return lambda: found
    wait = workshop.beside(lambda: marshal.dumps(_keyed(site, find_out())))
    return cache(lambda: marshal.loads(wait()))  # noqa: S302 - our own twin's


def _keep(folder: Path, version: bytes, seen: bytes, shelf: Shelf, picked: bytes) -> Places:
    """Write down the lists and twins of a shelf by places, newest first, and return them."""
    lists, twins = (column.tobytes() for column in shelf.by_place())
    state.save(folder / "lists", version, (seen, lists, twins, picked), PLAIN)
    return lists, twins


FEATURE = Feature(find, amend=amend, libraries=("plugins.related.io.memory",))
