"""Outputs are made only where their key is new or their file is gone."""

from __future__ import annotations

from pathlib import Path

from plugins.engine.made import Made
from plugins.engine.make import Room, make
from plugins.model.artifact import Lazy
from tests.office import ROOT


def test_a_lazy_text_is_made_when_its_key_is_new_and_then_left_alone(tmp_path: Path) -> None:
    calls: list[str] = []

    def text(word: str) -> str:
        calls.append(word)
        return word

    room = Room(tmp_path / "output", ROOT / "theme", tmp_path, "vi")
    made = Made()
    for name in ("a", "a", "b"):
        made = make({"rss.xml": Lazy("rss.xml", name.encode(), lambda name=name: text(name))}, made, room)
    assert calls == ["a", "b"]
    assert (tmp_path / "output/rss.xml").read_text("utf-8") == "b"
    (tmp_path / "output/rss.xml").unlink()
    make({"rss.xml": Lazy("rss.xml", b"b", lambda: text("c"))}, made, room)
    assert (tmp_path / "output/rss.xml").read_text("utf-8") == "c"
