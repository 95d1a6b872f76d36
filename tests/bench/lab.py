"""The folders in which generators are measured: a corpus in each one's own format, edited step by step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench import photos
from tests.bench.corpus import Corpus, Item, items
from tests.bench.formats import address, write_item, write_registries
from tests.bench.generators import ROOT, Generator, kinds
from tests.bench.measure import Command, CommandFailedError, Run, measure, said
from tests.bench.results import OWN, Counts, closing_line
from tests.bench.steps import MARK, Edit, Step, mark
from tests.bench.watch import on_disk, save_to_page, served

BYTES_IN_MB = 1_000_000


@dataclass(frozen=True)
class Case:
    """One kind of build that is measured in every repetition."""

    generator: Generator
    step: Step
    cores: int


@dataclass(frozen=True)
class Outcome:
    """What one build cost, said and left behind."""

    run: Run
    counts: Counts | None
    kinds: dict[str, int] | None
    megabytes: float | None


def plan(generators: Sequence[Generator], steps: Sequence[Step], cores: Sequence[int], turn: int = 0) -> list[Case]:
    """Return the cases of one repetition in their order: step by step, the generators in turn.

    Another generator begins in each repetition, so that none always follows the same one. Fewer cores than the most
    are measured for the project's cold build alone.
    """
    most, first = max(cores), turn % len(generators)
    generators = [*generators[first:], *generators[:first]]
    cases = []
    for step in steps:
        own = [generator for generator in generators if generator.name == OWN and step.cold]
        cases += [Case(generator, step, fewer) for fewer in sorted(cores) if fewer < most for generator in own]
        cases += [Case(generator, step, most) for generator in generators]
    return cases


class Lab:
    """A corpus laid out for each generator, in a folder of its own."""

    def __init__(self, root: Path, tools: Path, corpus: Corpus, generators: Sequence[Generator]) -> None:
        """Write the corpus into an empty folder."""
        self.root, self.tools, self.corpus = root, tools, corpus
        self._originals = root / "originals"
        self._outdated = root / "outdated"
        photos.draw(self._originals, corpus.photos)
        for generator in generators:
            folder = root / generator.name
            folder.mkdir(parents=True)
            generator.scaffold(folder)
            write_registries(folder, generator.format)
        for item in items(corpus):
            for generator in generators:
                self._write(generator, item)

    def build(self, case: Case, turn: int) -> Outcome:
        """Do a step to one generator's folder and measure the build after it."""
        generator, step = case.generator, case.step
        folder = self.root / generator.name
        if step.cold:
            for product in generator.products:
                self._put_away(folder / product)
        elif not (folder / generator.output).exists():
            measure(self._command(case))
        edit = step.edit(self.corpus, turn)
        command = self._command(case)
        os.sync()  # so that no build pays for what the one before it has written
        if step.watched:
            run = self._watched(case, turn)
            measure(command)  # or the next step would find what was saved while it was watched
            return Outcome(run, None, None, None)
        self._apply(generator, edit, turn)
        run = measure(command)
        _check(folder / generator.output, edit, turn)
        counts = closing_line(said(command)) if generator.name == OWN else None
        output = folder / generator.output
        return Outcome(run, counts, kinds(output) if step.cold else None, _megabytes(output) if step.cold else None)

    def _put_away(self, built: Path) -> None:
        """Move what was built where no build sees it.

        Deleting it would slow down the build that follows: for some minutes ext4 passes over the places of files that
        were deleted and searches for others, which cost a cold build of 2,000 articles five seconds more of the system.
        """
        if built.exists():
            self._outdated.mkdir(exist_ok=True)
            built.rename(self._outdated / str(len(os.listdir(self._outdated))))

    def _command(self, case: Case) -> Command:
        folder = self.root / case.generator.name
        return Command(
            words=case.generator.words(folder, self.tools, case.cores),
            folder=folder if case.generator.at_home else ROOT,
            environ=case.generator.environ,
            cores=case.cores,
            log=folder / "log",
        )

    def _watched(self, case: Case, turn: int) -> Run:
        folder = self.root / case.generator.name
        edits = {at: case.step.edit(self.corpus, at) for at in (2 * turn, 2 * turn + 1)}
        (edited,) = edits[2 * turn].write

        def save(at: int) -> str:
            self._apply(case.generator, edits[at], at)
            return mark(at)

        command = self._command(case)
        command = replace(command, words=case.generator.watch([*command.words]))
        page = address(edited)
        look = served(command, page) if case.generator.serves else on_disk(folder / case.generator.output / page)
        return save_to_page(command, look, save, turn)

    def _apply(self, generator: Generator, edit: Edit, turn: int) -> None:
        folder = self.root / generator.name
        for item in edit.write:
            self._write(generator, item)
        for item in edit.delete:
            file = folder / generator.format.path(item)
            if file.stem == "index":  # a folder of its own, with its photo
                shutil.rmtree(file.parent)
            else:
                file.unlink()
        if edit.template:
            template = folder / generator.base_template
            text = template.read_text("utf-8")
            template.write_text(text.replace("</body>", f"{_sign(turn)}</body>"), "utf-8")

    def _write(self, generator: Generator, item: Item) -> None:
        folder = self.root / generator.name
        write_item(folder, generator.format, item)
        if item.photo is not None:
            photos.place(photos.original(self._originals, item.photo), folder / generator.format.photo(item))


def _sign(turn: int) -> str:
    """Return what an edited template adds to every page; a comment would not do, Hugo strips them."""
    return f"<p hidden>{turn}</p>"


def _check(output: Path, edit: Edit, turn: int) -> None:
    """Raise CommandFailedError where a build that ended well does not show what was edited: its time means nothing."""
    for item in edit.write:
        page = (output / address(item)).read_text("utf-8")
        if item.title not in page or (MARK in item.body and mark(turn) not in page):
            raise CommandFailedError(f"{output}: {address(item)} is not the page of the edited article")
    for item in edit.delete:
        if (output / address(item)).exists():
            raise CommandFailedError(f"{output}: {address(item)} is still there")
    if edit.template and _sign(turn) not in (output / "index.html").read_text("utf-8"):
        raise CommandFailedError(f"{output}: the pages do not show the edited template")


def _megabytes(output: Path) -> float:
    return sum(file.stat().st_size for file in output.rglob("*") if file.is_file()) / BYTES_IN_MB
