"""Photos of a site: their copies made, and named for every page to show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from plugins.bridge.feature import Feature, Workshop
from plugins.model.article import Focus, Photo
from plugins.model.diagnostic import Diagnostic, Key, diagnose
from plugins.model.site import Findings, Site
from plugins.photos.io.darkroom import Darkroom
from plugins.photos.io.known import Asked
from plugins.photos.settings import photo_settings

K = TypeVar("K")
V = TypeVar("V")
PLAIN: Asked = ((), None)


class Shown(Mapping[K, V]):
    """What a darkroom can show, planned when a page asks for it: of 200,000 photos most are on no page made anew."""

    def __init__(self, make: Callable[[K], V], keys: Collection[K]) -> None:
        self._make, self._keys, self._made = make, keys, dict[K, V]()

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[K]:
        return (key for key in self._keys if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def find(site: Site, workshop: Workshop) -> Findings:
    """Make what is missing of every public article's photos."""
    darkroom = Darkroom(workshop.content, workshop.cache / "photos", photo_settings(site.settings), workshop.map)
    wanted = orders(site)
    darkroom.develop(wanted)
    crops = [(file, focus) for file, asked in wanted.items() for focus in asked[0]]
    return Findings(
        photos=Shown(darkroom.renditions, wanted),
        crops=Shown(darkroom.crop, crops),
        lost_photos=frozenset(darkroom.lost()),
        photo_words=darkroom.words(),
        artifacts=tuple(darkroom.copies()),
        diagnostics=tuple(problems(site, darkroom)),
    )


def orders(site: Site) -> dict[str, Asked]:
    """Return what is wanted of each photo, by path; a photo of several articles speaks with the words of the oldest."""
    wanted: dict[str, Asked] = {}
    crops: dict[str, set[Focus | None]] = {}
    rights = f"© {site.settings.agency}" if site.settings.agency else ""
    for article in reversed(site.articles):
        photos = [photo for photo in article.photos if photo.file]
        for photo in photos:
            if photo.file not in wanted:
                words = (photo.caption, photo.credit, rights) if site.settings.photo_words else None
                wanted[photo.file] = ((), words) if words else PLAIN
        if photos:
            crops.setdefault(photos[0].file, set()).add(photos[0].focus)
    for file, focuses in crops.items():
        wanted[file] = (tuple(sorted(focuses, key=lambda focus: focus or ())), wanted[file][1])
    return wanted


def problems(site: Site, darkroom: Darkroom) -> Iterator[Diagnostic]:
    """Report photos that cannot be shown, in each article that shows them; the strict build refuses them."""
    lost = darkroom.lost()
    for article in site.articles if lost else ():
        for index, photo in enumerate(article.photos):
            if photo.file in lost:
                code, values = lost[photo.file]
                found = diagnose(code, article.file, key=_place(photo, index), **values, name=photo.file)
                yield replace(found, severity="error") if site.settings.strict else found


def _place(photo: Photo, index: int) -> Key:
    if photo.place == "body":
        return ("body", photo.file)
    return () if photo.found else ("photos", index, "file")


FEATURE = Feature(find)
