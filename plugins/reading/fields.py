"""Kinds of values that front matter and registries hold: a text in, a typed value out, or a message's code."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from plugins.model.dates import Moment, Partial, parse_moment, parse_partial
from plugins.model.text import slugify, squeeze

LONGEST_ID = 100
LONGEST_SLUG = 150
RESERVED = frozenset({"index", "trang"})
"""Segments that would lead to a page of a list, or to a folder's own page."""

YES = frozenset({"true", "yes", "có"})
NO = frozenset({"false", "no", "không"})

_TERM = re.compile(r"([12]\d{3})\s*[-\u2010-\u2015\u2212]\s*([12]\d{3})", re.ASCII)
_SLUG = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)*")
_COUNT = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3}){1,2}")
_PERCENT = re.compile(r"([0-9]{1,3})\s*%?")
_LANG = re.compile(r"(?!vn)[a-z]{2}")
_EMAIL = re.compile(r"[^\s@<>\"'(),:;\\\[\]]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)


class Form(BaseModel):
    """What may be typed in one place; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def refuse(code: str, **values: str) -> PydanticCustomError:
    """Make the error that carries a message's code through pydantic."""
    return PydanticCustomError(code, "{typed}", {"typed": "", **values})


def _typed(value: object) -> str:
    if not isinstance(value, str):
        raise refuse("not-text")
    return squeeze(value)


def _moment(value: object, info: ValidationInfo) -> Moment:
    typed = _typed(value)
    try:
        return parse_moment(typed, (info.context or {})["zone"])
    except (ValueError, OverflowError):
        raise refuse("bad-date", typed=typed[:60]) from None


def _partial(value: object) -> Partial:
    typed = _typed(value)
    try:
        return parse_partial(typed)
    except ValueError:
        raise refuse("bad-partial", typed=typed[:60]) from None


def _count(value: object) -> int:
    typed = _typed(value)
    if not _COUNT.fullmatch(typed):
        raise refuse("bad-number", typed=typed[:60])
    return int(typed.replace(".", ""))


def _focus(value: object) -> tuple[int, int]:
    parts = [_typed(part) for part in value] if isinstance(value, list) else re.split(r"[\s,;x]+", _typed(value))
    numbers = [int(found[1]) for part in parts if (found := _PERCENT.fullmatch(part))]
    if len(parts) != 2 or len(numbers) != 2 or max(numbers) > 100:
        raise refuse("bad-focus", typed=" ".join(parts)[:60])
    return numbers[0], numbers[1]


def _yes(value: object) -> bool:
    typed = _typed(value).casefold()
    if typed not in YES | NO:
        raise refuse("bad-yes-no", typed=typed[:60])
    return typed in YES


def _term(value: str) -> str:
    found = _TERM.fullmatch(value)
    if not found or found[1] > found[2]:
        raise refuse("bad-term", typed=value[:60])
    return f"{found[1]}-{found[2]}"


def is_slug(text: str) -> bool:
    """Tell whether a text can be one segment of an address, and of no page that the portal makes itself."""
    return len(text) <= LONGEST_SLUG and bool(_SLUG.fullmatch(text)) and text not in RESERVED


def _slug(value: str) -> str:
    if not is_slug(value):
        proposed = slugify(value)
        raise refuse("bad-slug", typed=value[:60], proposed=proposed if is_slug(proposed) else "ten-bai-khong-dau")
    return value


def _id(value: str) -> str:
    if len(value) > LONGEST_ID or not value.isprintable():
        raise refuse("bad-id", typed=value[:60])
    return value


def _alias(value: str) -> str:
    plain = unquote(value)
    parted = plain.startswith("//") or "\\" in plain or ".." in plain or any(c.isspace() for c in plain)
    if not plain.startswith("/") or parted or not plain.isprintable():
        raise refuse("bad-alias", typed=value[:60])
    return value


def _web(value: str) -> str:
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or any(c.isspace() or c in "\"'<>\\`" for c in value) or not value.isprintable():
        raise refuse("bad-url", typed=value[:80])
    return value


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise refuse("bad-email", typed=value[:60])
    return value


def _lang(value: str) -> str:
    if not _LANG.fullmatch(value):
        raise refuse("bad-lang", typed=value[:60])
    return value


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _bare(value: str) -> str:
    """Return a text without the parentheses that the page prints around it anyway."""
    return value[1:-1].strip() if value.startswith("(") and value.endswith(")") else value


Line = Annotated[str, AfterValidator(squeeze)]
Lines = tuple[Line, ...]
OneOrMore = BeforeValidator(_listed)
When = Annotated[Moment, PlainValidator(_moment)]
Partially = Annotated[Partial, PlainValidator(_partial)]
Count = Annotated[int, PlainValidator(_count)]
Point = Annotated[tuple[int, int], PlainValidator(_focus)]
YesNo = Annotated[bool, PlainValidator(_yes)]
TermLabel = Annotated[Line, AfterValidator(_term)]
Dateline = Annotated[Line, AfterValidator(_bare)]
Slug = Annotated[Line, AfterValidator(_slug)]
ShortId = Annotated[Line, AfterValidator(_id)]
Alias = Annotated[Line, AfterValidator(_alias)]
WebAddress = Annotated[Line, AfterValidator(_web)]
Email = Annotated[Line, AfterValidator(_email)]
Lang = Annotated[Line, AfterValidator(_lang)]
Work = Literal["text", "story", "photo", "video", "graphics"]
