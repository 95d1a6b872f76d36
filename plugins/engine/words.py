"""The interface's words, said once: when a template is compiled, not each time it is rendered."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cached_property
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from plugins.engine.filters import Pieces
from plugins.engine.swift import SwiftGenerator, SwiftTemplate

SAY = "_"


class SpokenEnvironment(Environment):
    """Replaces `_("…")` of a fixed text by the text in the interface's language while parsing."""

    template_class = SwiftTemplate
    code_generator_class = SwiftGenerator
    say: Callable[[str], str]
    """Translates from Vietnamese; set before any template is loaded."""

    @cached_property
    def pieces(self) -> Pieces:
        """What was drawn of pages, to be used again while others of the same build are made."""
        return {}

    @cached_property
    def _loaded(self) -> dict[str, Template]:
        return {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a template's globals as one dictionary: they never change, and each page looks through all of them."""
        return {**self.globals, **(d or {})}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Return a template, at once where it is known by this name: a page asks for some twenty."""
        known = self._loaded.get(name) if isinstance(name, str) and not globals else None
        return known or super().get_template(name, parent, globals)

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        """Return a template, which stays as it was loaded: Jinja looks for each under a lock."""
        known = None if globals else self._loaded.get(name)
        return known or self._loaded.setdefault(name, super()._load_template(name, globals))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template: nodes.Template = _Speaker(self.say).visit(super()._parse(source, name, filename))
        return template


class _Speaker(NodeTransformer):
    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Say a fixed text; values in it are filled in, and escaped, as the call would."""
        self.generic_visit(node, *args, **kwargs)
        text = node.args[0] if len(node.args) == 1 and not (node.dyn_args or node.dyn_kwargs) else None
        if not (isinstance(text, nodes.Const) and isinstance(node.node, nodes.Name) and node.node.name == SAY):
            return node
        said = Markup(self._say(text.value))  # noqa: S704 - words of the theme's own catalogue
        line = node.lineno
        if not node.kwargs:
            return nodes.Const(said.replace("%%", "%"), lineno=line)
        values = [nodes.Pair(nodes.Const(given.key, lineno=line), given.value, lineno=line) for given in node.kwargs]
        return nodes.Mod(nodes.Const(said, lineno=line), nodes.Dict(values, lineno=line), lineno=line)
