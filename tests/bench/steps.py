"""What happens to a corpus between two builds: each step is a name and a pure edit, the same for every generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.bench.corpus import NEVER_PICKED, Corpus, Item, item

MARK = "Câu thêm vào lần sửa thứ"


@dataclass(frozen=True)
class Edit:
    """What to write and what to delete; whether the template of all pages changes."""

    write: tuple[Item, ...] = ()
    delete: tuple[Item, ...] = ()
    template: bool = False


@dataclass(frozen=True)
class Step:
    """One kind of build. `edit` is given the corpus and the repetition, counted from 0."""

    name: str
    says: str
    edit: Callable[[Corpus, int], Edit]
    cold: bool = False
    """Whether everything that was built before is thrown away first."""
    watched: bool = False
    """Whether a generator that is already running, watching the folder, has to see the edit."""


def _nothing(corpus: Corpus, turn: int) -> Edit:
    del corpus, turn
    return Edit()


def _body(corpus: Corpus, turn: int) -> Edit:
    edited = item(corpus, _amid(corpus, turn, 1))
    return Edit(write=(replace(edited, body=f"{edited.body}\n\n{mark(turn)}"),))


def _title(corpus: Corpus, turn: int) -> Edit:
    edited = item(corpus, _amid(corpus, turn, 2))
    return Edit(write=(replace(edited, title=f"{edited.title} lần {turn + 2}"),))


def _new(corpus: Corpus, turn: int) -> Edit:
    return Edit(write=(item(corpus, corpus.size + turn),))


def _deleted(corpus: Corpus, turn: int) -> Edit:
    """Delete an article of the middle to which no other points."""
    return Edit(delete=(item(corpus, _amid(corpus, turn, 0)),))


def _template(corpus: Corpus, turn: int) -> Edit:
    del corpus, turn
    return Edit(template=True)


def save(corpus: Corpus, turn: int) -> Edit:
    """Edit a body once more: what an editor sees in the preview."""
    edited = item(corpus, _amid(corpus, 0, 3))
    return Edit(write=(replace(edited, body=f"{edited.body}\n\n{mark(turn)}"),))


def mark(turn: int) -> str:
    """Return the sentence that an edited body ends with."""
    return f"{MARK} {turn}."


def _amid(corpus: Corpus, turn: int, which: int) -> int:
    """Return the number of an article amid the corpus: another for each turn and for each kind of edit."""
    middle = corpus.size // 2 // NEVER_PICKED
    return (middle + turn) * NEVER_PICKED % (corpus.size - corpus.size % NEVER_PICKED) + which


STEPS = (
    Step("cold", "nothing built before", _nothing, cold=True),
    Step("unchanged", "built again without a change", _nothing),
    Step("body", "the text of one article edited", _body),
    Step("title", "the title of one article edited", _title),
    Step("new", "one new article, the newest", _new),
    Step("deleted", "one article deleted", _deleted),
    Step("template", "the template of all pages edited", _template),
    Step("save", "from a save to the new page while the generator watches", save, watched=True),
)
BY_NAME = {step.name: step for step in STEPS}
