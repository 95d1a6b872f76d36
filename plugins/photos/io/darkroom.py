"""All photos of a site: known ones recalled, new ones developed, what nobody asks for thrown away."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from plugins.model.article import Focus, PhotoWords
from plugins.model.artifact import Shelf
from plugins.model.errors import NewsError
from plugins.model.keys import key
from plugins.model.views import Rendition
from plugins.photos.embed import Words
from plugins.photos.io import known
from plugins.photos.io.develop import Developed, Job, develop, said, sheets
from plugins.photos.io.known import Asked, Known, Record
from plugins.photos.io.store import NAME, SIDECAR, Store
from plugins.photos.plan import FOLDER, Original, endings, files, plan, plan_crop, stamp
from plugins.photos.settings import PhotoSettings

Run = Callable[[Callable[[Any], Any], Sequence[Any], Callable[[Any], Any]], list[Any]]
"""Runs a function over items in workers that may die: `Workshop.map`."""


NOBODYS = key()
"""The key of a photo that is not there."""


def encoder() -> str:
    """Name what makes the copies; the libraries' wheels carry every codec."""
    try:
        heif = version("pillow-heif")
    except PackageNotFoundError:
        heif = ""
    return f"{version('Pillow')} {heif}".strip()


class Darkroom:
    """The photos of one build; `opened` counts the originals that had to be looked into."""

    def __init__(self, content: Path, folder: Path, settings: PhotoSettings, run: Run) -> None:
        self._content = content
        self._folder = folder
        self._settings = settings
        self._run = run
        self._encoder = encoder()
        self._plain = stamp(settings, self._encoder)
        self._store = Store(folder)
        self._version = f"{sys.version_info[:2]} {self._encoder} {settings}"
        self._base = key(self._version)
        self.known = Known.of({})
        self.opened = 0

    def develop(self, wanted: Mapping[str, Asked]) -> None:
        """Make what is missing of the photos, by path from content/; copies that nobody asks for any more go."""
        self._folder.mkdir(parents=True, exist_ok=True)
        before = self.known = known.load(self._folder / "known", self._version)
        stale = known.recall(self._content, wanted, before)
        self.opened = len(stale)
        if stale or before.files != list(wanted):
            new = self._developed(stale, wanted)
            self.known = Known.of({file: new.get(file) or before.records[file] for file in wanted})
            self._discard(before)
            known.save(self._folder / "known", self._version, self.known)

    def _developed(self, files: Sequence[str], wanted: Mapping[str, Asked]) -> dict[str, Record]:
        """Look into photos; return what to remember of them."""
        looks = known.looks(self._content, files)
        found = self._run(develop, [self._job(file, wanted[file]) for file in files], _lost)
        new = {}
        for file, seen, developed in zip(files, looks, found, strict=True):
            facts, asked = known.facts(developed), wanted[file]
            new[file] = Record(*seen, asked, key(self._base, facts, asked), facts)
        return new

    def renditions(self, file: str) -> tuple[Rendition, ...]:
        """Return the copies of a photo, narrow to wide; KeyError where it cannot be shown."""
        record = self.known.records[file]
        original = known.original(record)
        if original is None:
            raise KeyError(file)
        return plan(original, self._settings, self._mark(original, record.asked))

    def crop(self, file: str, focus: Focus | None) -> tuple[Rendition, ...]:
        """Return the copies of a photo for cards; empty where it serves as it is, or was not asked to be cut."""
        record = self.known.records[file]
        original, asked = known.original(record), record.asked
        if original is None or asked is None or focus not in asked[0]:
            return ()
        sheet = plan_crop(original, self._settings, self._mark(original, asked), focus)
        return sheet.renditions if sheet else ()

    def shows(self, file: object) -> bool:
        """Tell whether a photo can be shown."""
        return file in self.known.keys and file not in self.known.lost

    def key(self, file: str) -> bytes:
        """Return the key of a photo's copies and of what it says of itself, or of what is wrong with it."""
        return self.known.keys.get(file, NOBODYS)

    def words(self) -> dict[str, PhotoWords]:
        """Return what photos say of themselves, where they say anything."""
        return {file: PhotoWords(*said) for file, said in self.known.words.items()}

    def shelves(self) -> Iterator[Shelf]:
        """Declare every file to publish, by the folders of the store; none is named before it has to be."""
        for place, covered in self.known.shelves.items():
            names = partial(self._names, place)
            yield Shelf(f"anh/{place}", key(self._base, covered), f"{self._store.folder}/{place}", names, self.mend)

    def _names(self, place: str) -> Iterator[str]:
        return (path.rpartition("/")[2] for record in self._places[place] for path in self._paths(record))

    @cached_property
    def _places(self) -> dict[str, list[Record]]:
        """What is known of photos, by the folders of the store that hold their copies."""
        places: dict[str, list[Record]] = {}
        for record in self.known.records.values():
            places.setdefault(record.facts[0][:2], []).append(record)
        return places

    def mend(self, source: str) -> None:
        """See to it that a copy is whole before it is published: make it again where the store was damaged."""
        name = source.rpartition("/")[2]
        if self._store.is_whole(name, self._encoder):
            return
        file = next(file for file, record in self.known.records.items() if record.facts[0].startswith(name[:NAME]))
        self._store.remove([name[:NAME] + SIDECAR])  # or the photo would pass for done
        self._run(develop, [self._job(file, self.known.records[file].asked)], _lost)
        if not self._store.is_whole(name, self._encoder):
            raise NewsError(f"{file}: ảnh thay đổi trong lúc dựng trang; hãy dựng lại.")

    def _discard(self, before: Known) -> None:
        """Remove the copies that only the last build wanted; where nothing is known of it, all that are not wanted."""
        if not before.files:
            self._store.sweep(path for record in self.known.records.values() for path in self._paths(record))
            return
        gone = [record for file, record in before.records.items() if self.known.records.get(file) is not record]
        digests = {record.facts[0] for record in gone}
        still = [record for record in self.known.records.values() if record.facts[0] in digests]
        kept = {path for record in still for path in self._paths(record)}
        self._store.remove({path for record in gone for path in self._paths(record)} - kept)
        left = digests - {record.facts[0] for record in still}
        self._store.remove(digest[:NAME] + SIDECAR for digest in left if digest)

    def _paths(self, record: Record) -> Iterator[str]:
        """Yield where a photo's copies lie in the store, as they do below /anh/; quickly, for there are many."""
        facts, asked = record.facts, record.asked
        if len(facts) != known.FIELDS:
            return
        if asked is None:
            digest, width, height = facts[:3]
            name = f"{digest[:2]}/{digest[:NAME]}-{self._plain}"
            for ending in endings(width, height, self._settings.widths, self._settings.formats):
                yield name + ending
        else:
            for sheet in sheets(Original(*facts), self._job("", asked)):
                yield from (url[len(FOLDER) :] for url in files(sheet.renditions))

    def _mark(self, original: Original, asked: Asked) -> str:
        return self._plain if asked is None else stamp(self._settings, self._encoder, said(original, _words(asked)))

    def _job(self, file: str, asked: Asked) -> Job:
        crops = asked[0] if asked else ()
        return Job(file, self._content, self._folder, self._settings, self._encoder, crops, _words(asked))


def _words(asked: Asked) -> Words | None:
    return Words(*asked[1]) if asked and asked[1] else None


def _lost(job: Job) -> Developed:
    return Developed(job.file, code="photo-broken", values=(("reason", "ảnh làm chương trình xử lý bị dừng"),))
