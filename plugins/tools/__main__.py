"""`python -m plugins.tools check|new|freeze|related`: what the targets of make that bear these names call."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from plugins.bridge.job import Job
from plugins.bridge.whole import examine
from plugins.feeds import feature as feeds_feature
from plugins.model.diagnostic import has_errors
from plugins.model.errors import NewsError
from plugins.model.settings import SiteSettings
from plugins.portal import feature as portal_feature
from plugins.reading.registries import read_registries
from plugins.tools.freeze import freeze
from plugins.tools.new import new_article, new_date
from plugins.tools.related import explain
from plugins.units import feature as units_feature

THEME = Path(__file__).resolve().parent.parent.parent / "theme"


def main(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code = int(options.command(options))
        sys.stdout.flush()
        return code
    except NewsError as error:
        sys.stderr.write(f"{error}\n")
        return error.exitcode
    except BrokenPipeError:  # whoever reads has seen enough; Python's own last flush must not fail either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="plugins.tools", description="Công cụ của biên tập viên.")
    parser.add_argument("--timezone", default=SiteSettings().timezone, help="múi giờ của cổng")
    commands = parser.add_subparsers(required=True)
    check = commands.add_parser("check", help="kiểm tra mọi bài, không tạo trang nào")
    check.add_argument("content", type=Path, help="thư mục nội dung")
    check.add_argument("--strict", action="store_true", help="coi thiếu id là lỗi")
    check.set_defaults(command=_check)
    new = commands.add_parser("new", help="tạo một bài mới")
    new.add_argument("--content", default="content", type=Path, help="thư mục nội dung")
    for option, meaning in (
        ("title", "tiêu đề"),
        ("unit", "đơn vị"),
        ("category", "chuyên mục"),
        ("date", "ngày đăng"),
    ):
        new.add_argument(f"--{option}", default="", help=meaning)
    new.set_defaults(command=_new)
    related = commands.add_parser("related", help="cho biết tin liên quan của một bài, và vì sao")
    related.add_argument("content", type=Path, help="thư mục nội dung")
    related.add_argument("--article", required=True, help="slug, id hoặc đường dẫn của bài")
    related.add_argument("--other", default="", help="bài muốn biết vì sao không có trong danh sách")
    related.set_defaults(command=_related)
    frozen = commands.add_parser("freeze", help="ghi id và slug vào những bài chưa có")
    frozen.add_argument("content", type=Path, help="thư mục nội dung")
    frozen.set_defaults(command=_freeze)
    return parser


def _check(options: argparse.Namespace) -> int:
    settings = SiteSettings(timezone=options.timezone, strict=options.strict)
    site, problems = examine(
        Job(
            settings=settings,
            content=options.content.resolve(),
            output=Path(),
            theme=THEME,
            cache=Path(),
            plugins=(portal_feature, units_feature, feeds_feature),  # whose pages may clash
            now=datetime.now(settings.zone),
        )
    )
    for problem in sorted(problems):
        sys.stdout.write(f"{problem}\n")
    errors = sum(d.severity == "error" for d in problems)
    sys.stdout.write(f"{len(site.articles)} bài đang đăng; {errors} lỗi, {len(problems) - errors} lưu ý.\n")
    return has_errors(problems)


def _new(options: argparse.Namespace) -> int:
    settings = SiteSettings(timezone=options.timezone)
    registry, _ = read_registries(options.content)
    date = new_date(options.date, settings.zone)
    file = new_article(options.content, registry, options.title, options.unit, options.category, date)
    sys.stdout.write(f"Đã tạo {file}\n")
    return 0


def _related(options: argparse.Namespace) -> int:
    settings = SiteSettings(timezone=options.timezone)
    for line in explain(options.content.resolve(), settings, options.article, options.other):
        sys.stdout.write(f"{line}\n")
    return 0


def _freeze(options: argparse.Namespace) -> int:
    settings = SiteSettings(timezone=options.timezone)
    for file in freeze(options.content, settings.zone):
        sys.stdout.write(f"Đã ghi id và slug vào {file}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
