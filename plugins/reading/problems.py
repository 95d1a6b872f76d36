"""What pydantic finds wrong, as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from plugins.model.diagnostic import Diagnostic, Key, diagnose
from plugins.model.messages import MESSAGES
from plugins.model.text import nearest
from plugins.reading.choices import MEANINGS
from plugins.reading.fields import Form
from plugins.reading.yamltree import Tree

_CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "literal_error": "bad-choice",
    "string_type": "not-text",
    "tuple_type": "not-list",
    "model_type": "not-mapping",
    "model_attributes_type": "not-mapping",
}


def problems(error: ValidationError, form: type[Form], tree: Tree, above: Key = ()) -> list[Diagnostic]:
    """Return a diagnostic with its place for each error; `above` leads to the value that was validated."""
    errors = error.errors(include_url=False)
    typed = [e["loc"] for e in errors if e["type"] == "extra_forbidden"]
    return [_problem(e, form, tree, above) for e in errors if not (e["type"] == "missing" and _is_misspelt(e, typed))]


def _is_misspelt(missing: ErrorDetails, typed: list[tuple[int | str, ...]]) -> bool:
    """Tell whether an unknown key beside a missing one is that key in other letters: then one message is enough."""
    *around, name = missing["loc"]
    return any([*loc[:-1]] == around and nearest(str(loc[-1]), [str(name)]) for loc in typed)


def _problem(error: ErrorDetails, form: type[Form], tree: Tree, above: Key) -> Diagnostic:
    code = _CODES.get(error["type"], error["type"])
    if code not in MESSAGES:
        raise AssertionError(f"no message for {error}")
    context = error.get("ctx", {})
    within: Key = tuple(error["loc"])
    if context.get("key"):
        within += (str(context["key"]),)
    key = (*above, *within)
    name = str(next((step for step in reversed(key) if isinstance(step, str)), ""))
    values = {"field": name, "typed": str(error["input"])[:60]} | {k: v for k, v in context.items() if k != "key"}
    if code == "unknown-key":
        values["hint"] = _hint(name, _known_keys(form, within[:-1]))
    elif code == "bad-choice":
        values["hint"] = _choices(str(error["input"])[:60], str(context["expected"]))
    elif code == "missing-key" and name == "alt":
        code, values = "missing-alt", _photo(error["input"])
    line, col = tree.place(key, of_key=code == "unknown-key")
    if code == "missing-key" and len(key) == 1 and (line, col) == tree.place(()):
        line, col = 1, 1  # nothing of it was typed at all
    return diagnose(code, tree.file, line=line, col=col, key=key, **values)


def _choices(typed: str, expected: str) -> str:
    """Return the hint that names the nearest choice, or all of them, each with what it means."""
    choices = [choice for choice in re.findall(r"'([^']*)'", expected) if choice]
    near = nearest(typed, choices)
    if near:
        return f"Có phải là {_meant(near)}?"
    return f"Ghi một trong: {', '.join(map(_meant, choices))}."


def _meant(choice: str) -> str:
    return f"“{choice}”" if choice == MEANINGS[choice] else f"“{choice}” ({MEANINGS[choice]})"


def _photo(typed: Any) -> dict[str, Any]:
    return {"name": str(typed.get("file", "?"))[:80] if isinstance(typed, dict) else "?"}


def _hint(typed: str, known: list[str]) -> str:
    near = nearest(typed, known)
    return f"Có phải là “{near}”?" if near else f"Dùng một trong: {', '.join(known)}."


def _known_keys(form: type[Form], loc: Key) -> list[str]:
    """Return the keys that the form at a place inside another one knows."""
    for step in loc:
        if isinstance(step, str):
            form = next(_forms_in(form.model_fields[step].annotation), form)
    return _keys(form)


@cache
def _keys(form: type[Form]) -> list[str]:
    return [field.alias or name for name, field in form.model_fields.items()]


def _forms_in(annotation: Any) -> Iterator[type[Form]]:
    if isinstance(annotation, type) and issubclass(annotation, Form):
        yield annotation
    for argument in get_args(annotation):
        yield from _forms_in(argument)
