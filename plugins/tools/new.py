"""Start an article: a folder with an index.md that only waits to be written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from uuid import uuid4

from plugins.model.dates import Moment, parse_moment
from plugins.model.errors import NewsError
from plugins.model.index import suggest
from plugins.model.registry import Registry
from plugins.model.text import clean, slugify, squeeze

TEMPLATE = """\
---
id: {id}
title: {title}
slug: {slug}
date: {date}
unit: {unit}
category: {category}
summary: Viết một, hai câu tóm tắt tin ở đây.
byline: "Tin: "
status: draft
---

Viết nội dung ở đây. Khi xong, xóa dòng “status: draft” để đăng tin.
"""


def new_article(content: Path, registry: Registry, title: str, unit: str, category: str, date: Moment) -> Path:
    """Write a new article's index.md and return its path; NewsError where something is unknown or already there."""
    title = squeeze(clean(title))
    slug = slugify(title)
    if not slug:
        raise NewsError("Cần có tiêu đề: make new TITLE='Tiêu đề của tin'")
    text = TEMPLATE.format(
        id=uuid4(),
        title=json.dumps(title, ensure_ascii=False),  # a JSON string is a YAML string
        slug=slug,
        date=f"{date.at:%Y-%m-%d %H:%M}" if date.timed else f"{date.at:%Y-%m-%d}",
        unit=_known("đơn vị", "UNIT", unit, registry.units, registry.units_named(unit, date.at.date())),
        category=_known("chuyên mục", "CATEGORY", category, registry.categories, ()),
    )
    file = content / "news" / f"{date.at:%Y}" / f"{date.at:%m}" / slug / "index.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise NewsError(f"{file}: đã có bài này, không ghi đè.") from error
    return file


def new_date(typed: str, zone: tzinfo) -> Moment:
    """Return the date that was typed, else now; NewsError where it is none."""
    try:
        return parse_moment(typed, zone) if typed else Moment(datetime.now(zone))
    except ValueError as error:
        raise NewsError(f"DATE={typed}: không phải ngày giờ, ví dụ 2026-11-20 08:00 hoặc 20/11/2026 08:00.") from error


def _known(what: str, variable: str, typed: str, known: Mapping[str, object], named: tuple[str, ...]) -> str:
    """Return the id of what was typed, which may be an id or a name; the only one there is where nothing was."""
    ids = list(known)
    if not typed and len(ids) == 1:
        return ids[0]
    if typed in ids:
        return typed
    if len(named) > 1:
        raise NewsError(f"Nhiều {what} mang tên “{typed}”: hãy ghi {variable}= một trong các mã {', '.join(named)}.")
    if not named:
        choices = ", ".join(ids)
        hint = suggest(typed, ids) if typed else f"Hãy thêm {variable}=…"
        raise NewsError(f"Không rõ {what} “{typed}”. {hint} Các mã đang có: {choices}.")
    return named[0]
