"""Compiled templates between builds."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from plugins.engine.bytecode import CompiledTemplates


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of templates that are compiled."""
    names: list[str] = []
    compile_ = Environment.compile

    def counted(self: Environment, source: str, name: str, *more: object, **options: object) -> object:
        names.append(name)
        return compile_(self, source, name, *more, **options)

    monkeypatch.setattr(Environment, "compile", counted)
    return names


def say(folder: Path, text: str = "Chào {{ x }}", version: bytes = b"1") -> str:
    jinja = Environment(loader=DictLoader({"a.html": text}), bytecode_cache=CompiledTemplates(folder, version))
    return jinja.get_template("a.html").render(x="bạn")


def test_a_template_is_compiled_once(tmp_path: Path, compiled: list[str]) -> None:
    assert say(tmp_path) == say(tmp_path) == "Chào bạn"
    assert compiled == ["a.html"]


def test_another_text_or_version_is_compiled_anew(tmp_path: Path, compiled: list[str]) -> None:
    say(tmp_path)
    assert say(tmp_path, "Xin chào {{ x }}") == "Xin chào bạn"
    say(tmp_path, version=b"2")
    assert len(compiled) == 3


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:-3], lambda data: data[:-3] + b"xyz"])
def test_damage_means_compiling_again(tmp_path: Path, compiled: list[str], damage: object) -> None:
    say(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert say(tmp_path) == "Chào bạn"
    assert len(compiled) == 2
