"""Shelves hold the copies that they are asked to, whole, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.engine.made import Made, is_whole
from plugins.engine.make import Room, make
from plugins.engine.output import Output
from plugins.engine.shelf import BARE, look
from plugins.model.artifact import Shelf, Text

ROOT = Path(__file__).parents[2]


class Store:
    """A store of copies, the output that they are published in, and what the last build made of it."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "store"
        self.folder.mkdir()
        self.room = Room(root / "output", ROOT / "theme", root, "vi")
        self.made = Made()
        self.mended: list[str] = []

    @property
    def published(self) -> Path:
        """The folder of the output that is the shelf."""
        return self.room.output / "anh/ab"

    def publish(self, *names: str, is_untouched: bool = False) -> Made:
        """Build a portal that has these copies, and a page."""
        for name in names:
            if not (self.folder / name).exists():
                (self.folder / name).write_text(name, "utf-8")
        shelf = Shelf("anh/ab", repr(names).encode(), str(self.folder), lambda: names, self.mended.append)
        claimed = {"a.txt": Text("a.txt", "a")} | ({shelf.path: shelf} if names else {})
        self.mended.clear()
        self.made = make(claimed, self.made, self.room, is_untouched=is_untouched)
        return self.made

    def names(self) -> list[str]:
        """Return what lies in the shelf."""
        return sorted(os.listdir(self.published))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.mark.parametrize("is_untouched", [True, False])
def test_only_what_is_new_is_copied_and_what_is_gone_leaves(store: Store, is_untouched: bool) -> None:
    made = store.publish("a", "b", "c")
    assert (made.written, made.files) == (4, 4)
    made = store.publish("b", "c", "d", is_untouched=is_untouched)
    assert (made.written, made.pruned, store.names()) == (1, 1, ["b", "c", "d"])
    assert [Path(path).name for path in store.mended] == ["d"]
    assert is_whole(made, store.room.output)


def test_an_unchanged_shelf_is_not_even_named(store: Store) -> None:
    store.publish("a")

    def asked() -> list[str]:
        raise AssertionError

    shelf = Shelf("anh/ab", repr(("a",)).encode(), str(store.folder), asked, store.mended.append)
    made = make({"a.txt": Text("a.txt", "a"), shelf.path: shelf}, store.made, store.room)
    assert (made.written, made.pruned) == (0, 0)


def damaged(path: Path) -> None:
    """Write other bytes of the same number."""
    path.write_text("X", "utf-8")


def filed(path: Path) -> None:
    """Put a folder in a file's place."""
    path.unlink()
    (path / "x").mkdir(parents=True)


def joined(path: Path) -> None:
    """Put another file beside it."""
    (path.parent / "z").write_text("z", "utf-8")


@pytest.mark.parametrize("harm", [damaged, filed, joined, Path.unlink])
def test_what_happened_to_published_copies_is_seen_and_mended(store: Store, harm: Callable[[Path], None]) -> None:
    store.publish("a", "b")
    assert is_whole(store.made, store.room.output)
    harm(store.published / "b")
    assert not is_whole(store.made, store.room.output)
    assert store.publish("a", "b").written + store.made.pruned > 0
    assert {name: (store.published / name).read_text("utf-8") for name in store.names()} == {"a": "a", "b": "b"}
    assert is_whole(store.made, store.room.output)


def test_a_shelf_that_nobody_asks_for_leaves_with_its_folder(store: Store) -> None:
    store.publish("a", "b")
    assert store.publish().pruned == 2
    assert not store.published.exists()
    assert look(Output(store.room.output), "anh/ab") == BARE


def test_a_shelf_is_not_pruned_by_a_build_that_knows_nothing(store: Store) -> None:
    store.publish("a", "b")
    (store.published.parent / "x").write_text("", "utf-8")
    store.made = Made()
    made = store.publish("a", "b")
    assert (made.written, made.pruned, store.names()) == (0, 1, ["a", "b"])


def test_what_takes_the_place_of_a_shelf_stays(store: Store) -> None:
    store.publish("a")
    made = make({"anh/ab/b.txt": Text("anh/ab/b.txt", "b")}, store.made, store.room)
    assert (store.names(), made.shelves) == (["b.txt"], {})
