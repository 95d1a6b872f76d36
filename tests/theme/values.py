"""Every view twice: with something in each of its fields, and with nothing that may be left out."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from plugins.feeds import views as feed_views
from plugins.model import views as model_views
from plugins.model.dates import Moment, Partial
from plugins.photos import views as photo_views
from plugins.portal import views as portal_views
from plugins.units import views as unit_views

SHARP = "<i>&\"'Ẫ"
"""A text that breaks a page which forgets to escape it."""

PLAIN = {str: (SHARP, ""), int: (2750, 0), bool: (True, False), Markup: (Markup("<em>Ẫ</em>"), Markup(""))}
DATES = {Moment: Moment(datetime(2020, 2, 11, 15, 31, tzinfo=UTC)), Partial: Partial(2020, 2)}


@cache
def page_views() -> dict[str, type]:
    """Find the view of each page's template; a view's docstring opens with the template's name."""
    found = [
        v
        for m in (model_views, feed_views, portal_views, unit_views, photo_views)
        for v in vars(m).values()
        if is_dataclass(v)
    ]
    named = {(v.__doc__ or "").split(":")[0].split(";")[0].rstrip("."): v for v in found}
    return {name: view for name, view in named.items() if name.endswith(".html")}


def fill(kind: Any, *, full: bool, depth: int = 0) -> Any:
    """Make a value of a type: full, or as empty as the type allows; values that hold their own kind end early."""
    if kind in PLAIN:
        return PLAIN[kind][0 if full else 1]
    if kind in DATES:
        return DATES[kind]
    if is_dataclass(kind):
        hints = hints_of(kind)
        return kind(**{f.name: fill(hints[f.name], full=full, depth=depth + 1) for f in fields(kind) if f.repr})
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return several(arguments, full=full, depth=depth)
    if origin is Literal:
        return arguments[-1 if full else 0]
    assert origin in {Union, types.UnionType}, kind
    return fill(arguments[0], full=full, depth=depth) if full or type(None) not in arguments else None


def several(kinds: tuple[Any, ...], *, full: bool, depth: int) -> tuple[Any, ...]:
    """Make a tuple: of two values, or of one of each kind, where its length is free."""
    if kinds == (model_views.Rendition, ...):  # a photo has copies, however empty its words
        return tuple(model_views.Rendition(f"/anh/a-{w}.jpg", w, w * 2 // 3, ("webp",), "123") for w in (320, 960))
    if kinds[-1] is Ellipsis:
        if not full or depth > 8:
            return ()
        kinds = get_args(kinds[0]) if get_origin(kinds[0]) in {Union, types.UnionType} else (kinds[0], kinds[0])
    return tuple(fill(kind, full=full, depth=depth + 1) for kind in kinds)


@cache
def hints_of(kind: type) -> dict[str, Any]:
    """Read a dataclass's types, also those that its module names further down."""
    return get_type_hints(kind)


def context(view: Any) -> dict[str, Any]:
    """Return what a template sees of a view."""
    return {f.name: getattr(view, f.name) for f in fields(view)}
