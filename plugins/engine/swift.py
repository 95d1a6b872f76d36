"""How compiled templates print, call and import: as Jinja does, without asking each time what cannot be otherwise here.

Our environments escape everywhere, are never asynchronous, and have the same globals in all templates. What follows
from that is known when a template is loaded; Jinja asks at each value that is printed and each macro that is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from functools import partial
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

_marked: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Mark a text as HTML, as `Markup` itself does where it is given a plain string."""


def printed(value: object) -> str:
    """Return the HTML of a value that is printed: a text as it is, where nothing in it has to be escaped."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):  # type: ignore[operator]
        return value  # type: ignore[return-value]
    return str(value) if kind is int else escape(value)


def macro(
    environment: Environment, draw: Callable[..., str], name: str, arguments: tuple[str, ...], *rest: bool
) -> Callable[..., str]:
    """Return what Jinja's `Macro` of the same arguments is, as a plain function."""
    *caught, escapes = rest
    if any(caught) or not escapes:
        return Macro(environment, draw, name, list(arguments), *rest)
    draw.__defaults__ = (missing,) * len(arguments)

    def call(*args: Any, **named: Any) -> Markup:
        if named:
            args = (*args, *[named.pop(argument, missing) for argument in arguments[len(args) :]])
            if named:
                raise TypeError(f"macro {name!r} takes no keyword argument {next(iter(named))!r}")
        return _marked(draw(*args))

    return call


class SwiftTemplate(Template):
    """A template that prints and defines macros by the functions above, and is imported as it was first."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        namespace.update({"escape": printed, "Macro": macro})
        return super()._from_namespace(environment, namespace, globals)

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module()


class SwiftGenerator(CodeGenerator):
    """Asks for fields of views as Python does, and calls their methods, and macros by their names, as functions."""

    _macros: frozenset[str] = frozenset()
    _may_lack = False
    """Whether a field that is not there is no mistake, since the template asks just that."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Find out what a template calls by its own name for macros."""
        imported = (name for found in node.find_all(nodes.FromImport) for name in found.names)
        self._macros = frozenset(name[1] if isinstance(name, tuple) else name for name in imported)
        self._macros |= {found.name for found in node.find_all(nodes.Macro)}
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - Jinja's name
        """Write a call."""
        called = node.node
        is_plain = isinstance(called, nodes.Getattr) or (isinstance(called, nodes.Name) and called.name in self._macros)
        odd = forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs)
        if not is_plain or odd:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(called, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write what asks for a field."""
        if self._may_lack or node.ctx != "load" or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a test."""
        with self._lacking(node.name in {"defined", "undefined"}):
            super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a filter."""
        with self._lacking(node.name in {"default", "d"}):
            super().visit_Filter(node, frame)

    @contextmanager
    def _lacking(self, is_asked: bool) -> Iterator[None]:
        before, self._may_lack = self._may_lack, self._may_lack or is_asked
        try:
            yield
        finally:
            self._may_lack = before
