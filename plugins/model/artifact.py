"""Outputs as values: each is declared with all that it is made from, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from plugins.model.dates import Moment
from plugins.model.diagnostic import Diagnostic, diagnose
from plugins.model.keys import key


@dataclass(frozen=True, slots=True, eq=False)
class Again:
    """How to declare a page once more where nothing but bodies has changed.

    `texts` are the files whose bodies it shows. `declare` is a function of a module; it is given the items of `texts`,
    what `around` returned, which can be pickled: all else of articles that the page shows, and a site with findings
    that hold no more articles than those which related news were found anew for.
    """

    texts: tuple[str, ...]
    declare: Callable[[Any, Any, tuple[Any, ...], Any], Page]
    around: Callable[[], object]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A file rendered from a template and a view, which is made only where it is needed.

    `key` covers all that the view is made from: equal keys, equal views. `origin` is the content file the page comes
    from, for messages.
    """

    path: str
    template: str
    key: bytes
    make: Callable[[], object]
    origin: str = ""
    listed: bool = True
    """False keeps it out of the site map for machines."""
    modified: Moment | None = None
    """When the page's own content last changed, where that is known."""
    again: Again | None = None
    """Needed where the page shows bodies."""
    parts: Callable[[], Mapping[str, bytes]] | None = None
    """What `key` covers, by names for people: asked when the page is made, and by who wonders why it was."""

    @classmethod
    def of(cls, path: str, template: str, view: object, origin: str = "", *, listed: bool = True) -> Page:
        """Return the page of a view that is already there; the view is its own key."""
        return cls(path, template, key(view), lambda: view, origin, listed)

    @property
    def view(self) -> object:
        """Make the view."""
        return self.make()

    @property
    def url(self) -> str:
        """The page's address, a path from the site's root."""
        return page_url(self.path)


def page_url(path: str) -> str:
    """Return the address, a path from the site's root, under which a file is served."""
    return "/" + path.removesuffix("index.html")


@dataclass(frozen=True, slots=True)
class Text:
    """A file whose text is already known: a feed, a style sheet, a map."""

    path: str
    text: str
    origin: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Lazy:
    """A file whose text is made only where it is needed; equal keys promise equal texts.

    `texts` are the files whose bodies it shows, each as a piece of its own that the feature can make alone.
    """

    path: str
    key: bytes
    make: Callable[[], str | bytes]
    """Gives the text, encoded or not yet."""
    origin: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A file copied as it is from `source`, a path from content/ or an absolute one."""

    path: str
    source: str
    origin: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """A folder of copies, too many to be declared one by one, whose names alone say what bytes they have.

    They lie in the folder `source`, an absolute path; `mend` sees to it that one of them is whole there, by its path.
    Equal keys promise equal names.
    """

    path: str
    key: bytes
    source: str
    names: Callable[[], Iterable[str]]
    mend: Callable[[str], None]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address that leads to `target`; both are paths from the site's root."""

    url: str
    target: str
    origin: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Pages that all follow from one key, as those of one list: where it is as it was, none of them is declared.

    `key` covers their paths too. `name` is no other series'.
    """

    name: str
    key: bytes
    declare: Callable[[], Iterable[Page]]


Output = Page | Text | Lazy | Copy | Shelf
Artifact = Output | Redirect | Series


def claim(artifacts: Iterable[Output]) -> tuple[dict[str, Output], list[Diagnostic]]:
    """Give each path to one artifact, in the order of paths; report two that want the same file or folder.

    Paths that differ only in case count as the same: some file systems cannot hold both. Linear.
    """
    by_path: dict[str, Output] = {}
    problems: list[Diagnostic] = []
    folded: dict[str, Output] = {}
    ordered = sorted(artifacts, key=attrgetter("path", "origin"))
    for artifact in ordered:
        rival = folded.setdefault(artifact.path.casefold(), artifact)
        if rival is artifact:
            by_path[artifact.path] = artifact
        elif not _same_copy(rival, artifact):
            problems += _clash(rival, artifact)
    seen: set[str] = set()
    for artifact in by_path.values():
        folder = artifact.path.casefold().rpartition("/")[0]
        while folder and folder not in seen:
            seen.add(folder)
            if folder in folded:
                problems += _clash(folded[folder], artifact)
            folder = folder.rpartition("/")[0]
    return by_path, problems


def is_apart(some: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether no path of one set wants the file or the folder of one of the other. Linear."""
    one, other = ({path.casefold() for path in paths} for paths in (some, others))
    return one.isdisjoint(other) and one.isdisjoint(_folders(other)) and other.isdisjoint(_folders(one))


def _folders(paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _same_copy(one: Output, other: Output) -> bool:
    return isinstance(one, Copy) and isinstance(other, Copy) and (one.path, one.source) == (other.path, other.source)


def _clash(one: Output, other: Output) -> list[Diagnostic]:
    url = page_url(other.path)
    theirs, mine = sorted((one.origin, other.origin), key=lambda origin: (origin.endswith(".md"), origin))
    return [diagnose("clash", mine or "pelicanconf.py", key=("slug",), url=url, other=theirs or "chính cổng tin")]
