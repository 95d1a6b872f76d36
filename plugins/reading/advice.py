"""What is allowed in an article but hardly meant: photos described in vain, notes without text, an empty page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from plugins.model.article import Photo
from plugins.model.text import fold_case
from plugins.reading.links import Problem

Advice = tuple[str, int, str, dict[str, Any]]
"""A message's code, the number of the photo and its key that it speaks of, what fills the message."""

_CAMERA = re.compile(
    r"(?=.*\d)(?:(?:img|dsc[nf]?|dcim|pic|p|image|photo|screenshot|zalo|(?:hình )?ảnh|hình|anh|hinh)[\W_]*)?"
    r"[\d\W_]*(?:\.(?:jpe?g|png|webp|heic))?",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S+\.(?:jpe?g|png|webp|heic|gif)", re.IGNORECASE)
_CODE = re.compile(r"<(code|pre)>.*?</\1>", re.DOTALL)
_CALL = re.compile(r"\[\^([^\]\s<>]{1,40})\]")


def on_photos(photos: Sequence[Photo], title: str) -> Iterator[Advice]:
    """Yield what is odd about alts and captions; of a text that stands on many photos only its second use."""
    alts: dict[str, int] = {}
    captions: dict[str, int] = {}
    for index, photo in enumerate(photos):
        alt, caption = _words(photo.alt), _words(photo.caption)
        if not alt or not photo.file:
            continue  # a problem of its own
        values = {"name": photo.file.rpartition("/")[2], "text": photo.alt[:60]}
        if _CAMERA.fullmatch(photo.alt) or _FILE.fullmatch(photo.alt):
            yield "useless-alt", index, "alt", values
        elif alt == caption:
            yield "alt-is-caption", index, "alt", values
        elif alt == _words(title) and alt not in alts:
            alts[alt] = 1
            yield "alt-is-title", index, "alt", values
        elif _is_second(alts, alt):
            yield "repeated-alt", index, "alt", values
        if caption and _is_second(captions, caption):
            yield "repeated-caption", index, "caption", values | {"text": photo.caption[:60]}


def _words(text: str) -> str:
    return fold_case(text).strip(" .")


def _is_second(seen: dict[str, int], text: str) -> bool:
    seen[text] = seen.get(text, 0) + 1
    return seen[text] == 2


def on_notes(html: str) -> Iterator[Problem]:
    """Yield calls of footnotes that have no text: Markdown prints them as they were typed."""
    if "[^" in html:
        for call in _CALL.finditer(_CODE.sub("", html)):
            yield Problem("footnote-missing", call[0], {"name": call[1]})
