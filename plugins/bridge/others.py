"""Pelican plugins that are no features of ours, and what they write.

They run as under Pelican, in a folder of their own, before anything of the portal is written. What lies there then is
claimed like any other file: two that want one path are told of, equal bytes are not written, what is gone is pruned.
"""

from __future__ import annotations

import os
import shutil
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blinker import Signal
from pelican.generators import (
    ArticlesGenerator,
    PagesGenerator,
    SourceFileGenerator,
    StaticGenerator,
    TemplatePagesGenerator,
)
from pelican.plugins import signals

from plugins.bridge.counterparts import ADDRESSES, Articles, Pages, Shelf
from plugins.bridge.feature import Feature
from plugins.engine.output import Output
from plugins.model.artifact import Copy
from plugins.model.errors import NewsError
from plugins.model.site import Findings, Site

if TYPE_CHECKING:
    from plugins.bridge.portal import Portal

SIGNALS = tuple(value for value in vars(signals).values() if isinstance(value, Signal))
OUTSIDE = (signals.initialized, signals.readers_init, signals.finalized)
"""Signals that a plugin may follow without taking part in the making of pages."""
STAND_INS = {ArticlesGenerator: Articles, PagesGenerator: Pages}
WITHOUT = {"rst": None}
"""Readers that nobody needs here; this one warns in every build that it knows no Vietnamese."""
OURS = __name__.partition(".")[0] + "."
LEFT_OUT = {StaticGenerator, SourceFileGenerator, TemplatePagesGenerator}
"""The portal has its own way with files."""


class Others:
    """The plugins of one portal that are no features, by the names of their modules."""

    def __init__(self, portal: Portal, names: tuple[str, ...]) -> None:
        self._portal = portal
        self._names = names

    @property
    def add_files(self) -> bool:
        """Tell whether any of them takes part in the making of pages."""
        return bool(self._makers())

    def feature(self) -> Feature:
        """Return what they add: files."""
        return Feature(pages=self.pages)

    def pages(self, site: Site, findings: Findings) -> Iterable[Copy]:
        """Let the plugins write; return their files. NewsError names the plugin that fails."""
        folder = Path(self._portal.settings["CACHE_PATH"]).resolve() / "others"
        scratch = folder / "new"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        with self._blaming(), self._writing_to(scratch), self._closing():
            self._generate(site, findings)
        # files that say the same keep their times, so that the next build knows them again
        kept = Output(folder / "kept")
        kept.root.mkdir(exist_ok=True)
        files = sorted(f.relative_to(scratch).as_posix() for f in scratch.rglob("*") if f.is_file())
        for file in files:
            kept.copy(file, scratch / file)
        kept.prune(frozenset(files))
        shutil.rmtree(scratch)
        origin = ", ".join(sorted(self._makers()))
        return [Copy(file, str(kept.root / file), origin) for file in files]

    def finish(self) -> None:
        """Tell those that take no part in the making of pages that the portal is written."""
        with self._blaming():
            for receiver in self._waiting(makers=False):
                receiver(self._portal)

    def leave(self) -> None:
        """Disconnect the plugins: signals are global, and the next portal may do without them."""
        for signal in SIGNALS:
            for receiver in [*signal.receivers_for(None)]:
                if self._home(_module(receiver)) in self._names:
                    signal.disconnect(receiver)

    def _makers(self) -> set[str]:
        """Return the plugins that take part in the making of pages."""
        heard = (receiver for signal in SIGNALS if signal not in OUTSIDE for receiver in signal.receivers_for(None))
        return {self._home(_module(receiver)) for receiver in heard}

    def _home(self, module: str) -> str:
        """Return the plugin that a module belongs to; the module itself where it is none's."""
        return next((name for name in self._names if f"{module}.".startswith(f"{name}.")), module)

    def _waiting(self, *, makers: bool) -> list[Any]:
        """Return who waits for the end: those that take part in the making of pages, or those that do not."""
        heard, taking_part = signals.finalized.receivers_for(self._portal), self._makers()
        return [receiver for receiver in heard if (self._home(_module(receiver)) in taking_part) == makers]

    @contextmanager
    def _closing(self) -> Iterator[None]:
        """Tell of the end also where a plugin fails: others then forget the build, and a watch goes on well."""
        try:
            yield
            for receiver in self._waiting(makers=True):
                receiver(self._portal)
        except Exception:
            for receiver in self._waiting(makers=True):
                with suppress(Exception):
                    receiver(self._portal)
            raise

    def _generate(self, site: Site, findings: Findings) -> None:
        """Do what Pelican's `run` does, in its order."""
        portal = self._portal
        context = portal.settings | {
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "staticfiles": [],
            "localsiteurl": portal.settings["SITEURL"],
        }
        shelf = Shelf(site, findings, portal.settings)
        classes = [kind for kind in portal._get_generator_classes() if kind not in LEFT_OUT]
        generators = [self._generator(kind, context, shelf) for kind in classes]
        for step in _steps(generators, "generate_context"):
            step()
        signals.all_generators_finalized.send(generators)
        for step in _steps(generators, "refresh_metadata_intersite_links"):
            step()
        writer = portal._get_writer()
        for step in _steps(generators, "generate_output"):
            step(writer)

    def _generator(self, kind: type, context: dict[str, Any], shelf: Shelf) -> Any:
        portal = self._portal
        stand_in = STAND_INS.get(kind)
        return (stand_in or kind)(
            context=context,
            settings=portal.settings,
            path=portal.path,
            theme=portal.theme,
            output_path=portal.output_path,
            **({"shelf": shelf} if stand_in else {}),
        )

    @contextmanager
    def _writing_to(self, folder: Path) -> Iterator[None]:
        """Lead whatever plugins write into a folder: they find its name in many places."""
        portal = self._portal
        readers = {**WITHOUT, **portal.settings["READERS"]}
        changed = {**ADDRESSES, "READERS": readers, "OUTPUT_PATH": str(folder)}
        before, output = {name: portal.settings[name] for name in changed}, portal.output_path
        portal.settings.update(changed)
        portal.output_path = str(folder)
        try:
            yield
        finally:
            portal.settings.update(before)
            portal.output_path = output

    @contextmanager
    def _blaming(self) -> Iterator[None]:
        """Raise NewsError where a plugin raises, naming it and its line; a bug of ours stays one."""
        try:
            yield
        except NewsError:
            raise
        except Exception as error:
            guilty = ""
            for frame, line in traceback.walk_tb(error.__traceback__):
                module = frame.f_globals.get("__name__", "")
                plugin = self._home(module)
                if plugin in self._names:
                    guilty = f"{plugin} trong PLUGINS bị lỗi ({os.path.basename(frame.f_code.co_filename)}:{line})"
                elif module.startswith(OURS):
                    guilty = ""
            if not guilty:
                raise
            raise NewsError(f"Phần bổ trợ {guilty}: {type(error).__name__}: {error}") from error


def _module(receiver: object) -> str:
    return getattr(receiver, "__module__", None) or ""


def _steps(generators: Iterable[Any], name: str) -> list[Any]:
    return [getattr(generator, name) for generator in generators if hasattr(generator, name)]
