"""The Pelican edge: Pelican reads settings and loads plugins, this class builds the portal."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from pelican import Pelican
from pelican.plugins import signals
from pelican.utils import wait_for_changes

from plugins.bridge.build import build
from plugins.bridge.job import Job, Report
from plugins.bridge.progress import bar
from plugins.engine.executor import PROCESSES, SERIAL, Crew
from plugins.model.dates import gmt, parse_moment, short
from plugins.model.diagnostic import Diagnostic
from plugins.model.errors import NewsError
from plugins.model.settings import SiteSettings, site_settings

if TYPE_CHECKING:
    from plugins.bridge.feature import Feature
    from plugins.bridge.others import Others

INTERRUPTED = 130
"""The exit code of a program that the user has stopped, as shells have it."""
REFUSED = frozenset({errno.EACCES, errno.EDQUOT, errno.ENOSPC, errno.EPERM, errno.EROFS})
EPOCH = "SOURCE_DATE_EPOCH"
SHOWN = 20
"""Differing files named; the rest are counted."""


class Portal(Pelican):  # type: ignore[misc]
    """Builds a portal where Pelican builds a blog; named by PELICAN_CLASS."""

    _latest: ClassVar[Others | None] = None
    """The other plugins of the portal made last: what they are connected to is global and outlives it."""

    def __init__(self, settings: dict[str, Any]) -> None:
        """Load the plugins; NewsError when one of them cannot be loaded, which Pelican would only log."""
        logging.getLogger("pelican").addFilter(_without_traceback)
        wanted = len(settings["PLUGINS"] or ())
        self._failed = False
        if Portal._latest:
            Portal._latest.leave()
        super().__init__(settings)
        if len(self.plugins) < wanted:
            raise NewsError("Không nạp được mọi mục trong PLUGINS; xem thông báo ở trên.")
        self._others = Portal._latest = _others(self)

    def run(self) -> None:
        """Build once; report every problem; raise ContentError when the content has errors."""
        if self._failed:  # Pelican's watch calls again at once; there is no point before something changes
            wait_for_changes(self.settings["PATH"], self.settings)
        self._failed = True
        try:
            job = self.job()
            if self.settings.get("WHY"):
                from plugins.bridge.why import why

                sys.stdout.write(reasons(str(self.settings["WHY"]), why(job, str(self.settings["WHY"]))) + "\n")
                return
            with refusals(), bar() as tick:
                report = build(replace(job, crew=replace(job.crew, tick=tick)), tell)
        except KeyboardInterrupt as interrupt:  # Pelican would end as if all were well
            sys.stderr.write("Đã dừng; lần dựng sau làm nốt.\n")
            raise SystemExit(INTERRUPTED) from interrupt
        self._failed = False
        sys.stdout.write(summary(report) + "\n")
        if self.settings.get("VERIFY"):
            _verify(job)
        self.finish()

    def job(self) -> Job:
        """Return what there is to build, at the clock of now; NewsError where a setting is wrong."""
        own = portal_job(self.settings, features(self.plugins))
        if self._others and self._others.add_files:
            return replace(own, plugins=(*own.plugins, self._others.feature), always=True)
        return own

    def finish(self) -> None:
        """Tell other plugins that the portal is written."""
        if self._others:
            self._others.finish()
        else:
            signals.finalized.send(self)


@contextmanager
def refusals() -> Iterator[None]:
    """Raise NewsError for what is no bug, but the system's refusal to write or read."""
    try:
        yield
    except OSError as error:
        if error.errno not in REFUSED:
            raise
        raise NewsError(f"Hệ điều hành không cho ghi hay đọc: {error.strerror} ({error.filename}).") from error


def features(plugins: Sequence[object]) -> tuple[Callable[[], Feature], ...]:
    """Return what tells the loaded plugins' features."""
    return tuple(plugin.feature for plugin in plugins if hasattr(plugin, "feature"))


def _others(portal: Portal) -> Others | None:
    """Return the loaded plugins that are no features, None where there are none."""
    plugins = [plugin for plugin in portal.plugins if not hasattr(plugin, "feature")]
    if not plugins:
        return None
    from plugins.bridge.others import Others  # what most portals never need

    return Others(portal, tuple(getattr(plugin, "__module__", "") or plugin.__name__ for plugin in plugins))


def portal_job(settings: Mapping[str, Any], added: tuple[Callable[[], Feature], ...]) -> Job:
    """Take a build's inputs from Pelican's settings; NewsError where one is wrong."""
    own = site_settings(settings)
    return Job(
        settings=own,
        content=Path(settings["PATH"]),
        output=Path(settings["OUTPUT_PATH"]),
        theme=Path(settings["THEME"]),
        cache=Path(settings["CACHE_PATH"]),
        plugins=added,
        now=clock(own, settings.get("BUILD_TIME", "")),
        crew=crew(settings.get("EXECUTOR", ""), settings.get("WORKERS", 0)),
    )


def crew(kind: object, number: object) -> Crew:
    """Return the workers that EXECUTOR and WORKERS ask for; NewsError where there are no such ones."""
    if not isinstance(number, int) or number < 0:
        raise NewsError(f"WORKERS = {number!r}: cần số nguyên không âm; 0 là bằng số lõi của máy.")
    if not isinstance(kind, str) or (kind not in {"", SERIAL, PROCESSES} and "://" not in kind):
        raise NewsError(f"EXECUTOR = {kind!r}: chọn 'serial', 'processes' hoặc địa chỉ Dask như 'tcp://10.0.0.5:8786'.")
    return Crew(kind or PROCESSES, number)


def clock(settings: SiteSettings, wanted: str) -> datetime:
    """Return the build clock: BUILD_TIME, else SOURCE_DATE_EPOCH of the environment, else now."""
    zone = settings.zone
    if wanted:
        try:
            return parse_moment(wanted, zone).at
        except ValueError as error:
            raise NewsError(f"BUILD_TIME = {wanted!r}: không phải ngày giờ, ví dụ 2026-11-20 08:00.") from error
    epoch = os.environ.get(EPOCH, "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), zone)
    return datetime.now(zone)


def tell(problems: Sequence[Diagnostic]) -> None:
    """Print every problem to standard error, in the order of files and lines."""
    for problem in sorted(problems):
        sys.stderr.write(f"{problem}\n")


def reasons(url: str, found: Sequence[str]) -> str:
    """Say why a page will be made anew."""
    if not found:
        return f"{url}: không có gì đổi từ lần dựng trước."
    return "\n".join([f"{url} sẽ dựng lại, vì:", *(f"  - {reason}" for reason in found)])


def _verify(job: Job) -> None:
    """Raise NewsError where the output is not what a clean build makes."""
    from plugins.bridge.verify import verify

    found = verify(job)
    if found:
        more = f" và {len(found) - SHOWN} tệp nữa" if len(found) > SHOWN else ""
        raise NewsError(f"Khác với bản dựng từ đầu: {', '.join(found[:SHOWN])}{more}.")
    sys.stdout.write("Đúng từng byte với bản dựng từ đầu.\n")


def summary(report: Report) -> str:
    """Say in a line or two what a build did."""
    r = report
    text = (
        f"Xong: {r.articles} bài, {r.pages} trang; đọc lại {r.parsed} tệp, dựng lại {r.rendered} trang, "
        f"ghi {r.written}, giữ nguyên {r.skipped}, xóa {r.pruned}; {r.seconds:.2f} giây."
    )
    if r.next_change:
        text += f"\nLần tới cổng tự thay đổi: {r.next_change:%H:%M} {short(r.next_change)} ({gmt(r.next_change)})."
    return text


def _without_traceback(record: logging.LogRecord) -> bool:
    """Strip the traceback from what a person did; bugs keep theirs."""
    if record.exc_info and isinstance(record.exc_info[1], NewsError):
        record.exc_info = None
        record.exc_text = None
    return True
