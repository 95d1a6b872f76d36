"""A small office's content folder, written file by file for whole builds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.bridge.build import build
from plugins.bridge.feature import Feature
from plugins.bridge.job import Job, Report
from plugins.model.diagnostic import Diagnostic
from plugins.model.settings import SiteSettings

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
FEATURES = ("portal", "units", "photos", "related", "feeds")

UNITS = """\
- {id: van-phong, name: Văn phòng, classification: office}
- id: phong
  name: Phòng Tổng hợp
  classification: department
  other_names: [{name: Phòng Cũ, start: "2010", end: "2019"}]
  parents: [{id: van-phong, tree: office}]
"""
CATEGORIES = "- {id: tin-tuc, name: Tin tức}\n"
ARTICLE = """\
---
id: {id}
title: "{title}"
slug: {slug}
date: {date}
unit: van-phong
category: tin-tuc
summary: Tóm tắt của {slug}.
{more}---

{body}
"""


class Office:
    """A content folder under test and the builds made of it."""

    def __init__(self, root: Path) -> None:
        """Write the registries that every article needs."""
        self.content = root / "content"
        self.output = root / "output"
        self.cache = root / "cache"
        self.told: list[Diagnostic] = []
        self.write("registry/units.yaml", UNITS)
        self.write("registry/categories.yaml", CATEGORIES)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of content/."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def article(
        self, slug: str, more: str = "", *, date: str = "2020-02-11 15:31", body: str = "Nội dung.", **values: str
    ) -> Path:
        """Write an article; `more` are further lines of front matter."""
        fields = {"id": f"id-{slug}", "title": slug.replace("-", " ").capitalize(), "slug": slug} | values
        text = ARTICLE.format(date=date, body=body, more=more and more.rstrip() + "\n", **fields)
        return self.write(f"news/2020/02/{slug}/index.md", text)

    def build(self, *features: str, **job: Any) -> Report:
        """Build with the named features, all of them by default; problems are kept in `told`."""
        self.told = []
        return build(self.job(*features, **job), self.told.extend)

    def job(self, *features: str, **job: Any) -> Job:
        """Return the job that `build` does."""
        settings = SiteSettings(**({"siteurl": "https://x.example", "sitename": "Cổng"} | job.pop("settings", {})))
        parts = {
            "content": self.content,
            "output": self.output,
            "theme": ROOT / "theme",
            "cache": self.cache,
            "plugins": tuple(feature(name) for name in features or FEATURES),
            "now": NOW,
        }
        return Job(settings=settings, **(parts | job))

    def codes(self) -> list[str]:
        """Return the codes of the last build's problems."""
        return [problem.code for problem in self.told]

    def files(self) -> dict[str, bytes]:
        """Return the output, file by file."""
        found = (p for p in sorted(self.output.rglob("*")) if p.is_file())
        return {p.relative_to(self.output).as_posix(): p.read_bytes() for p in found}


def feature(name: str) -> Callable[[], Feature]:
    """Return what gives a feature, by the name of its folder."""
    found: Callable[[], Feature] = import_module(f"plugins.{name}").feature
    return found
