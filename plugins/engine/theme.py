"""The theme's static files as artifacts: one style sheet, fonts, pictures, scripts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plugins.model.artifact import Copy, Text
from plugins.model.errors import NewsError

FIRST, LAST = ("tokens", "base", "layout"), ("print",)
FOLDERS = ("fonts", "img")


def theme_files(theme: Path) -> Iterable[Text | Copy]:
    """Declare what stands under /theme/. The style sheet's address is stable: a change of it renders no page."""
    static = theme / "static"
    if not (theme / "templates").is_dir() or not static.is_dir():
        raise NewsError(f"THEME = {theme}: không phải giao diện của Cổng tin (thiếu templates/ hoặc static/).")
    yield Text("theme/portal.css", style_sheet(static / "css"))
    for folder in FOLDERS:
        for file in sorted((static / folder).glob("*")):
            yield Copy(f"theme/{folder}/{file.name}", str(file))
    for file in sorted((static / "js").rglob("*.js")):
        yield Copy(f"theme/{file.relative_to(static / 'js').as_posix()}", str(file))


def style_sheet(folder: Path) -> str:
    """Join the style sheets: tokens, base, layout, components in alphabetical order, print."""
    files = [folder / f"{name}.css" for name in FIRST]
    files += sorted((folder / "components").glob("*.css"))
    files += [folder / f"{name}.css" for name in LAST]
    return "\n".join(file.read_text("utf-8") for file in files)
