"""Photos of a site: their copies made, and named for every page to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from plugins.bridge.feature import Feature, Workshop
from plugins.model.article import Focus, Photo
from plugins.model.artifact import Artifact
from plugins.model.awaited import Awaited
from plugins.model.diagnostic import Diagnostic, Key, diagnose
from plugins.model.site import Findings, Site
from plugins.model.urls import ALBUMS
from plugins.model.views import Link, Rendition
from plugins.photos.albums import album_pages, collect
from plugins.photos.settings import photo_settings

if TYPE_CHECKING:
    from plugins.photos.io.darkroom import Darkroom
    from plugins.photos.io.known import Asked


class Prints(Mapping[str, tuple[Rendition, ...]]):
    """The copies of each photo, planned when a page asks for them: of 200,000 photos most are on no page made anew."""

    def __init__(self, darkroom: Darkroom) -> None:
        self.darkroom = darkroom
        self._made: dict[str, tuple[Rendition, ...]] = {}

    def __getitem__(self, file: str) -> tuple[Rendition, ...]:
        """Return a photo's copies, narrow to wide."""
        if file not in self._made:
            self._made[file] = self.darkroom.renditions(file)
        return self._made[file]

    def __contains__(self, file: object) -> bool:
        """Tell, without planning, whether a photo can be shown."""
        return self.darkroom.shows(file)

    def __iter__(self) -> Iterator[str]:
        return filter(self.darkroom.shows, self.darkroom.known.files)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        """Tell whether any photo can be shown."""
        return any(True for _ in self)


def find(site: Site, workshop: Workshop) -> Findings:
    """Make what is missing of every public article's photos."""
    from plugins.photos.io.darkroom import Darkroom  # loads Pillow, which an unchanged portal does not need

    darkroom = Darkroom(workshop.content, workshop.cache / "photos", photo_settings(site.settings), workshop.map)
    darkroom.develop(orders(site))
    prints = Prints(darkroom)
    albums = collect(site, prints, darkroom.key)
    return Findings(
        photos=prints,
        photo_key=darkroom.key,
        looks=Awaited(lambda: darkroom.known.looks),
        crop_of=darkroom.crop,
        albums={album.url: album for album in albums},
        lost_photos=frozenset(darkroom.known.lost),
        photo_words=darkroom.words(),
        indexes=(Link(site.say("Hình ảnh"), ALBUMS),) if albums else (),
        artifacts=tuple(darkroom.shelves()),
        diagnostics=tuple(problems(site, darkroom)),
    )


def pages(site: Site, findings: Findings) -> Iterable[Artifact]:
    """Declare the pages of albums."""
    yield from album_pages(site, findings, photo_settings(site.settings).album_page)


def orders(site: Site) -> dict[str, Asked]:
    """Return what is wanted of each photo, by path; a photo of several articles speaks with the words of the oldest."""
    wanted: dict[str, Asked] = {}
    crops: dict[str, set[Focus | None]] = {}
    rights = f"© {site.settings.agency}" if site.settings.agency else ""
    for article in reversed(site.articles):
        photos = [photo for photo in article.photos if photo.file]
        for photo in photos:
            if photo.file not in wanted:
                wanted[photo.file] = ((), (photo.caption, photo.credit, rights)) if site.settings.photo_words else None
        if photos:
            crops.setdefault(photos[0].file, set()).add(photos[0].focus)
    for file, focuses in crops.items():
        asked = wanted[file]
        wanted[file] = (tuple(sorted(focuses, key=lambda focus: focus or ())), asked[1] if asked else None)
    return wanted


def problems(site: Site, darkroom: Darkroom) -> Iterator[Diagnostic]:
    """Report photos that cannot be shown, in each article that shows them; the strict build refuses them."""
    lost = darkroom.known.lost
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


FEATURE = Feature(find, pages)
