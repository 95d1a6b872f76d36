"""Which input makes a page stale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from plugins.bridge.job import Job
from plugins.bridge.seen import see
from plugins.bridge.store import Store
from plugins.bridge.whole import examined
from plugins.engine.library import WORDS, closures
from plugins.engine.made import Made, recall
from plugins.engine.make import fingerprints
from plugins.engine.output import Output
from plugins.engine.state import locked
from plugins.engine.version import Closures
from plugins.model.artifact import Output as OutputFile
from plugins.model.artifact import Page, Shelf
from plugins.model.keys import SIZE
from plugins.model.urls import output_path


def why(job: Job, url: str) -> list[str]:
    """Return the reasons for which the next build will make or remove what answers an address; none where it will not.

    Nothing is written but the cache.
    """
    path = output_path("/" + url.removeprefix(job.settings.siteurl).lstrip("/"))
    with locked(job.cache):
        store = Store(job.cache, job.settings.timezone)
        claimed = examined(job, see(job.content, job.settings, job.crew, store.memory))
        shelf = claimed.get(path.rpartition("/")[0])
        if isinstance(shelf, Shelf):
            return list(_of_shelf(job, path, shelf))
        return list(_reasons(job, path, claimed.get(path), store))


def _of_shelf(job: Job, path: str, shelf: Shelf) -> Iterator[str]:
    is_wanted, is_there = path.rpartition("/")[2] in shelf.names(), (job.output / path).is_file()
    if is_wanted and not is_there:
        yield "tệp này chưa có trong thư mục kết quả"
    elif is_there and not is_wanted:
        yield "không còn gì tạo ra trang này"
    elif not is_wanted:
        yield "cổng không có trang này"


def _reasons(job: Job, path: str, artifact: OutputFile | None, store: Store) -> Iterator[str]:
    before = store.made
    known = before.outputs.get(path)
    if artifact is None:
        yield "không còn gì tạo ra trang này" if known else "cổng không có trang này"
    elif not before.outputs:
        yield "bộ nhớ đệm trống, hỏng hoặc của phiên bản khác của chương trình: mọi trang đều dựng lại"
    elif known is None:
        yield "trang này mới có"
    else:
        templates = closures(job.theme, job.settings.default_lang, before.closures)
        now = fingerprints({path: artifact}, templates, job.content)[path]
        if not Output(job.output).holds(path, known[1], known[2]):
            yield "tệp trong thư mục kết quả bị đổi hoặc mất"
        if isinstance(artifact, Page):
            yield from _of_templates(artifact.template, before.closures, templates)
            if known[0][:SIZE] != now[:SIZE]:
                yield from _of_parts(artifact, path, before, store)
        elif known[0] != now:
            yield "nội dung tệp đã đổi"


def _of_templates(template: str, before: Closures, now: Closures) -> Iterator[str]:
    names = {*before.members.get(template, ()), *now.members[template], WORDS}
    changed = sorted(name for name in names if before.files.get(name) != now.files.get(name))
    yield from (f"giao diện: {name}" for name in changed)


def _of_parts(page: Page, path: str, before: Made, store: Store) -> Iterator[str]:
    old, _ = recall(before, path, store.sheets)
    now: Mapping[str, bytes] = page.parts() if page.parts else {}
    reasons = [_difference(name, old, now) for name in dict.fromkeys((*now, *old)) if old.get(name) != now.get(name)]
    yield from reasons or ["nội dung trang đã đổi"]


def _difference(name: str, old: Mapping[str, bytes], now: Mapping[str, bytes]) -> str:
    if name not in old:
        return f"thêm: {name}"
    return f"đổi: {name}" if name in now else f"bớt: {name}"
