"""The photos of an article: those listed in its front matter, then those only its body names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from plugins.model.article import Photo, Place
from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.model.text import squeeze
from plugins.reading.figures import Image
from plugins.reading.forms import PhotoForm
from plugins.reading.links import Problem
from plugins.reading.names import Miss, Names
from plugins.reading.yamltree import Tree


@dataclass(slots=True)
class Album:
    """Paths of an article's photos in the order shown, and where the body names them."""

    files: list[str | None] = field(default_factory=list)
    """None where the listed photo was not found."""
    extra: list[Photo] = field(default_factory=list)
    gaps: dict[str, int] = field(default_factory=dict)
    """Names of listed photos that lead to no file, and their places in the list."""
    slots: dict[int, int] = field(default_factory=dict)
    """Index of the photo for each image of the body."""
    problems: list[Problem] = field(default_factory=list)
    is_whole: bool = True
    """False where a mistake hides listed photos: an image of the body may be one of them, with its alt."""

    def photos(self, forms: tuple[PhotoForm, ...], photographer: str) -> tuple[Photo, ...]:
        """Return the photos as values; the first is the lead unless the body names it."""
        named = set(self.slots.values())
        listed = [
            Photo(
                file=file or "",
                alt=form.alt,
                caption=form.caption,
                credit=form.credit or photographer,
                place=form.place or _place(index, named),
                date=form.date,
                focus=form.focus,
            )
            for index, (file, form) in enumerate(zip(self.files, forms, strict=True))
        ]
        return (*listed, *(replace(photo, credit=photographer) for photo in self.extra))

    def find(self, names: Names) -> tuple[str, ...]:
        """Take every picture beside the article that its body does not name into the gallery; return their paths."""
        named = {photo.file for photo in self.extra}
        found = tuple(path for path in names.pictures() if path not in named)
        self.extra += [Photo(path, "", found=True) for path in found]
        return found


def _place(index: int, named: set[int]) -> Place:
    if index in named:
        return "body"
    return "gallery" if index else "lead"


def list_photos(typed: object, names: Names, tree: Tree) -> tuple[Album, list[Diagnostic]]:
    """Look the files of `photos:` up; `typed` is as the front matter has it, right or wrong."""
    album = Album()
    found: list[Diagnostic] = []
    for index, entry in enumerate(typed if isinstance(typed, list) else []):
        album.files.append(None)
        name = entry.get("file") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            continue
        key = ("photos", index, "file")
        path = names.find(squeeze(name))
        if isinstance(path, Miss):
            album.gaps[squeeze(name)] = index
            found.append(_at(tree, key, _missed(path), path.values))
        elif path in album.files:
            found.append(_at(tree, key, "duplicate-photo", {"name": name}))
        else:
            album.files[index] = path
    album.is_whole = None not in album.files
    return album, found


def _at(tree: Tree, key: tuple[str | int, ...], code: str, values: Mapping[str, Any]) -> Diagnostic:
    line, col = tree.place(key)
    return diagnose(code, tree.file, line=line, col=col, key=key, **values)


def place_images(album: Album, images: tuple[Image, ...], names: Names) -> None:
    """Tie each image of the body to a listed photo, or add it to the album."""
    for number, image in enumerate(images):
        name = image.src.strip()
        if name in album.gaps:
            album.slots[number] = album.gaps[name]
            continue
        path = names.find(name)
        if isinstance(path, Miss):
            album.problems.append(Problem(_missed(path), image.src, path.values))
            path, album.gaps[name] = "", len(album.files) + len(album.extra)
        known = [*album.files, *(photo.file for photo in album.extra)]
        if not path or path not in known:
            alt = squeeze(image.alt)
            if path and not alt and album.is_whole:
                album.problems.append(Problem("missing-alt", image.src, {"name": image.src[:80]}))
            album.extra.append(Photo(path, alt, squeeze(image.title), place="body"))
            album.slots[number] = len(known)
        else:
            album.slots[number] = known.index(path)


def _missed(miss: Miss) -> str:
    """Return the code for a photo that a name does not lead to: one that is merely missing leaves a gap."""
    return "missing-photo" if miss.code == "missing-file" else miss.code
