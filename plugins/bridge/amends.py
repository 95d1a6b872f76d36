"""What edited bodies change: the pages that show them, those whose related news move by them, their pieces in feeds."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain

from plugins.bridge.feature import workshop_of
from plugins.bridge.items import Item, body_of, restored
from plugins.bridge.job import Job
from plugins.bridge.registry import read_registry
from plugins.bridge.rows import ids
from plugins.bridge.seen import Seen
from plugins.bridge.sizes import file_sizes
from plugins.bridge.sources import Known, Rows
from plugins.bridge.store import Store
from plugins.engine.made import recall
from plugins.engine.render import catalogue, words_digest
from plugins.model.around import Around, Kin
from plugins.model.article import Article, StandingPage
from plugins.model.artifact import Lazy, Output, Page
from plugins.model.keys import key
from plugins.model.site import Findings, Site, merge


class _LostError(Exception):
    """Something is not known any more, or a feature asks for a full build."""


@dataclass(frozen=True)
class Amends:
    """Bodies that were edited while nothing else has changed; `edited` are their files as they were."""

    job: Job
    store: Store
    seen: Seen
    edited: Known

    def pages(self) -> dict[str, Output] | None:
        """Declare the pages that show the bodies; None where it is not known any more how."""
        return self._unless_lost(lambda: self._pages(self._common[0]))

    def everything(self) -> dict[str, Output] | None:
        """Declare all that differs by the bodies; None where that takes a full build."""
        return self._unless_lost(lambda: {**self._pages(self._amended), **self._woven()})

    @property
    def marks(self) -> dict[str, bytes]:
        """Of what features' memories now are, after `everything`."""
        return dict(self._amended.marks)

    def _unless_lost(self, declare: Callable[[], dict[str, Output]]) -> dict[str, Output] | None:
        try:
            return declare()
        except _LostError:
            return None

    @cached_property
    def _common(self) -> tuple[Findings, tuple[StandingPage, ...]]:
        """What was found that is not about single articles, and the standing pages."""
        common: tuple[Findings, tuple[StandingPage, ...]] = pickle.loads(self.store.scene["common"])  # noqa: S301 - sealed
        return common

    @cached_property
    def _site(self) -> Site:
        """The site without its articles."""
        job, store, seen = self.job, self.store, self.seen
        memory, lang = store.memory, job.settings.default_lang
        registered = read_registry(job.content, seen.folder.registries, memory.shelf, memory.version)
        pages = self._common[1]
        return Site(
            settings=job.settings,
            registry=registered.registry,
            now=job.now,
            pages=pages,
            file_sizes=file_sizes(job.content, (), pages, registered.registry),
            digest=registered.digest + words_digest(job.theme, lang),
            say=catalogue(job.theme, lang).gettext,
            body_of=partial(body_of, job.content, seen.sources.known, memory.pack, job.settings.timezone),
        )

    @cached_property
    def _rows(self) -> Rows:
        """What every file says that is there; rows of others may lie about still."""
        rows = self.store.memory.rows()
        if rows is None:
            raise _LostError
        return {file: self.seen.sources.rows.get(file) or rows[file] for file in self.seen.sources.known}

    def _items(self, files: set[str]) -> Mapping[str, Item]:
        kept = {} if files <= self.seen.sources.rows.keys() else self._rows
        return restored(self.seen.sources, kept, self.job.settings.timezone, files)

    @cached_property
    def _articles(self) -> dict[str, Article]:
        """The edited articles by their files."""
        items = self._items(set(self.edited))
        return {file: item for file, item in items.items() if isinstance(item, Article)}

    @cached_property
    def _amended(self) -> Findings:
        """What is common to all pages, with what features find otherwise."""
        articles = {self.edited[file].digest: article for file, article in self._articles.items()}
        before, workshop = replace(self._common[0], marks=self.store.scene["marks"]), workshop_of(self.job)
        found = [f.amend(self._site, workshop, articles, before) for f in self.job.features if f.amend]
        if None in found:
            raise _LostError
        return merge([before, *filter(None, found)])

    def _pages(self, findings: Findings) -> dict[str, Output]:
        moved = findings.related.keys() | findings.same_content.keys()
        named = {*moved, *chain(*findings.related.values()), *findings.same_content.values()} - {""}
        by_id = ids(self._rows) if named else {}
        files = self.edited.keys() | {by_id[one] for one in moved}
        sheets = {path: texts for path, (texts, _) in self.store.made.sheets.items() if not files.isdisjoint(texts)}
        items = self._items({*chain(*sheets.values()), *(by_id[one] for one in named)})
        site = replace(self._site, articles=tuple(item for item in items.values() if isinstance(item, Article)))
        found: dict[str, Output] = {}
        for path, texts in sheets.items():
            declare, around = self._again(path)
            found[path] = declare(site, findings, tuple(items[file] for file in texts), around)
            if found[path].path != path:
                raise _LostError
        return found

    def _again(self, path: str) -> tuple[Callable[..., Page], tuple[Around, Kin]]:
        """Return how a page is declared again, and amid what."""
        _, again = recall(self.store.made, path, self.store.sheets)
        if again is None:
            raise _LostError
        how: tuple[Callable[..., Page], tuple[Around, Kin]] = again
        return how

    def _woven(self) -> dict[str, Output]:
        """Declare the files in which edited bodies are pieces."""
        woven = self.store.made.woven.items()
        held = {path: [file for file in texts if file in self.edited] for path, texts in woven}
        return {path: self._respliced(path, files) for path, files in held.items() if files}

    def _respliced(self, path: str, files: Sequence[str]) -> Lazy:
        """Put new pieces in the place of old ones; the key is one that no full build gives."""
        try:
            text = (self.job.output / path).read_bytes().decode()
        except (OSError, UnicodeDecodeError) as error:
            raise _LostError from error
        for file in files:
            old, new = self._pieces(file, path)
            if text.count(old) != 1:
                raise _LostError
            text = text.replace(old, new)
        digests = [self._articles[file].digest for file in files]
        return Lazy(path, key(self.store.made.outputs[path][0], digests), lambda: text)

    def _pieces(self, file: str, path: str) -> tuple[str, str]:
        """Return an edited article as it was and as it is in a file that it is a piece of."""
        piece = next((f.piece for f in self.job.features if f.piece), None)
        if piece is None or file not in self._pages_of:
            raise _LostError
        around, _ = self._again(self._pages_of[file])[1]
        now, workshop = self._articles[file], workshop_of(self.job)
        body = partial(body_of, self.job.content, self.edited, self.store.memory.pack, self.job.settings.timezone)
        was = replace(now, digest=self.edited[file].digest)
        before = replace(self._site, body_of=body)
        return piece(before, workshop, was, around, path), piece(self._site, workshop, now, around, path)

    @cached_property
    def _pages_of(self) -> dict[str, str]:
        """Paths of the edited articles' own pages."""
        sheets = self.store.made.sheets.items()
        return {texts[0]: path for path, (texts, _) in sheets if len(texts) == 1 and texts[0] in self.edited}
