"""The interface's words, said once: when a template is compiled, not each time it is rendered."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cached_property
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

SAY = "_"


class _OneWorld(Template):
    """A template whose importers have the same globals as itself, which Jinja would look at for each import again."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class SpokenEnvironment(Environment):
    """Replaces `_("…")` of a fixed text by the text in the interface's language while parsing."""

    template_class = _OneWorld
    say: Callable[[str], str]
    """Translates from Vietnamese; set before any template is loaded."""

    @cached_property
    def _loaded(self) -> dict[str, Template]:
        return {}

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        """Return a template, which stays as it was loaded: Jinja asks for some fifteen to a page, under a lock."""
        known = None if globals else self._loaded.get(name)
        return known or self._loaded.setdefault(name, super()._load_template(name, globals))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template: nodes.Template = _Speaker(self.say).visit(super()._parse(source, name, filename))
        return template


class _Speaker(NodeTransformer):
    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say

    def visit_Call(self, node: nodes.Call, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Say a fixed text; a text with values in it is said when they are known."""
        self.generic_visit(node, *args, **kwargs)
        text = node.args[0] if len(node.args) == 1 and not node.kwargs else None
        if not (isinstance(text, nodes.Const) and isinstance(node.node, nodes.Name) and node.node.name == SAY):
            return node
        said = self._say(text.value).replace("%%", "%")  # as the call would, which formats
        return nodes.Const(Markup(said), lineno=node.lineno)  # noqa: S704 - words of the theme's own catalogue
