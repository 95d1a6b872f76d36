"""Bylines: who wrote, who photographed, read from and printed in the forms that portals use."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.model.text import squeeze

LABELS = {"text": "Tin", "story": "Bài", "photo": "Ảnh", "video": "Video", "graphics": "Đồ họa"}
_WORK_OF = {
    "tin": "text", "bài": "story", "bài viết": "story", "ảnh": "photo", "video": "video", "clip": "video",
    "đồ họa": "graphics", "đồ hoạ": "graphics",
}  # fmt: skip
_LABEL = "|".join(sorted(_WORK_OF, key=len, reverse=True))
_JOIN = r"(?:\s*[,&/+–-]\s*|\s+(?:và\s+)?)"
_PART = re.compile(rf"(?:^|\s*[-–—;|.,]\s*|\s+)((?:{_LABEL})(?:{_JOIN}(?:{_LABEL})){{0,5}})\s*:\s*", re.IGNORECASE)
_BARE_LABEL = re.compile(rf"(?i:{_LABEL})(?:{_JOIN}(?i:{_LABEL}))*\s+[^\W\d_a-z]", re.UNICODE)
_LABELS = re.compile(_LABEL, re.IGNORECASE)
_NAME_SEPARATOR = re.compile(r"\s*(?:,|;|&|\bvà\b)\s*")


@dataclass(frozen=True)
class Credit:
    """One person of a byline and the work done: some of `text` (a news item), `story`, `photo`, `video`, `graphics`."""

    name: str
    does: tuple[str, ...]


def parse(text: str) -> tuple[Credit, ...]:
    """Read `Tin: A - Ảnh: B`, `Tin, ảnh: A`, `Bài: A, B` or a bare name, which wrote."""
    text = squeeze(text)
    found = list(_PART.finditer(text))
    lead = text[: found[0].start()] if found else text
    parts: list[tuple[tuple[str, ...], str]] = [(("text",), lead)]
    ends = [part.start() for part in found[1:]] + [len(text)]
    for this, end in zip(found, ends, strict=False):
        does = tuple(dict.fromkeys(_WORK_OF[label.casefold()] for label in _LABELS.findall(this[1])))
        parts.append((does, text[this.end() : end]))
    work: dict[str, list[str]] = {}
    for does, names in parts:
        for name in filter(None, map(_tidy, _NAME_SEPARATOR.split(names))):
            work.setdefault(name, []).extend(does)
    return tuple(Credit(name, tuple(dict.fromkeys(does))) for name, does in work.items())


def _tidy(name: str) -> str:
    name = name.lstrip(" .-–—").rstrip(" -–—")
    return name.rstrip(".") if name.count(".") == 1 else name  # the dots of `T.H.` belong to it


def is_label(name: str) -> bool:
    """Tell whether what was read as a name looks like one with its label: `Ảnh Quế Anh`, `Chụp: Minh`."""
    return ":" in name or bool(_BARE_LABEL.match(name))


def render(credits: tuple[Credit, ...], labels: dict[str, str] = LABELS) -> str:
    """Print a byline: `Tin: A - Ảnh: B`, `Tin, ảnh: A`; people with the same work share a label."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for credit in credits:
        groups.setdefault(credit.does, []).append(credit.name)
    return " - ".join(f"{_label(does, labels)}: {', '.join(names)}" for does, names in groups.items())


def _label(does: tuple[str, ...], labels: dict[str, str]) -> str:
    first, *rest = (labels[work] for work in does)
    return ", ".join([first, *(label.lower() for label in rest)])


def writers(credits: tuple[Credit, ...]) -> str:
    """Return the names that wrote, joined as printed."""
    return ", ".join(who_wrote(credits))


def who_wrote(credits: tuple[Credit, ...]) -> tuple[str, ...]:
    """Return the names that wrote."""
    return tuple(credit.name for credit in credits if {"text", "story"} & {*credit.does})


def photographer(credits: tuple[Credit, ...]) -> str:
    """Return the names that photographed, joined as printed; empty where the byline names none."""
    return ", ".join(credit.name for credit in credits if "photo" in credit.does)
