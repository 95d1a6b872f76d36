"""Related news: what editors picked, then what is akin by text and by what the front matter says."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from hashlib import blake2b

from plugins.bridge.feature import Feature, Workshop
from plugins.engine import state
from plugins.engine.version import program
from plugins.model.site import Findings, Site
from plugins.related.lists import join, picks
from plugins.related.settings import RelatedSettings

FOLDER = "related"
NOBODY = ""


def find(site: Site, workshop: Workshop, settings: RelatedSettings | None = None) -> Findings:
    """Find a list for every article that has one, and the other article of each that two units published."""
    settings = settings or RelatedSettings()
    akin, twins = _rows(site, workshop, settings)
    listed = [a.id for a in site.listed]
    lists = dict(zip(listed, _cut([*listed, NOBODY], akin, settings.length), strict=True))
    for article, picked in picks(site.articles, set(listed)).items():
        lists[article] = join(picked, lists.get(article, ()), settings.length)
    same = {listed[n]: listed[o] for n, o in enumerate(twins) if o >= 0}
    return Findings(
        related={article: chosen for article, chosen in lists.items() if chosen},
        same_content={a: b for a, b in same.items() if b not in lists[a]},
    )


def _cut(names: list[str], akin: array[int], length: int) -> Iterator[tuple[str, ...]]:
    """Yield one list after the other from places among the names; -1 is the last of them, which is nobody's."""
    flat = [names[place] for place in akin]
    for start in range(0, len(flat), length):
        found = tuple(flat[start : start + length])
        yield found if found[-1] else tuple(filter(None, found))


def _rows(site: Site, workshop: Workshop, settings: RelatedSettings) -> tuple[array[int], array[int]]:
    """Return lists and twins of listed articles by their places there; those of the last build if it saw the same."""
    folder = workshop.cache / FOLDER
    version = program()
    seen = blake2b(f"{site.digest}\0{settings!r}".encode(), digest_size=16)
    for article in site.listed:
        seen.update(f"\0{article.id}\0{article.digest}".encode("utf-8", "surrogatepass"))
    kept = state.load(folder / "lists", version)
    if site.digest and isinstance(kept, tuple) and kept[0] == seen.digest():
        return kept[1], kept[2]
    from plugins.related.io.memory import ranked  # loads NumPy, which an unchanged site does not need

    folder.mkdir(parents=True, exist_ok=True)
    shelf = ranked(site, workshop, settings, folder, version)
    rows = {key: row for row, key in enumerate(shelf.keys)}
    places = {rows[f"{a.id}\0{a.digest}"]: place for place, a in enumerate(site.listed)}
    order = sorted(places, key=places.__getitem__)
    akin = array("i", [places.get(o, -1) for row in order for o in shelf.chosen[row].tolist()])
    together = shelf.twins().tolist()
    twins = array("i", [places.get(together[row], -1) for row in order])
    state.save(folder / "lists", version, (seen.digest(), akin, twins))
    return akin, twins


FEATURE = Feature(find, reads_bodies=True)
