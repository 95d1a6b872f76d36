"""What finding related news costs by itself: `make bench-related BENCHOPTS="--cost 10000 20000 50000"`.

A made corpus is read once and put by. Each measurement then is a process of its own that takes the read site from the
disk and does nothing but find: from cold, with one new article, with one edited body. The first two include what a
build then asks: the keys of all articles, and 33 lists, as many as a new article may reach. Counted is the processor
time of that process and its workers once the site is at hand; memory is that of the largest of them, the site included.
"""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from plugins.bridge.content import load  # noqa: E402
from plugins.bridge.feature import Workshop  # noqa: E402
from plugins.bridge.seen import see  # noqa: E402
from plugins.bridge.store import Store  # noqa: E402
from plugins.engine import state  # noqa: E402
from plugins.engine.executor import ALL_CORES  # noqa: E402
from plugins.engine.version import program  # noqa: E402
from plugins.model.article import Article, Body, StandingPage  # noqa: E402
from plugins.model.settings import SiteSettings  # noqa: E402
from plugins.model.site import Findings, Site  # noqa: E402
from plugins.related.io.layers import Layers  # noqa: E402
from plugins.related.plugin import FOLDER, amend, find  # noqa: E402
from plugins.related.ranking import OLDER  # noqa: E402
from tests.bench.corpus import AFTER, Corpus, items  # noqa: E402
from tests.bench.formats import OWN, write_item, write_registries  # noqa: E402

KB_IN_MB = 1024
SENTENCE = "<p>Thêm một câu về lũ trên sông Nguyệt.</p>\n"
KINDS = ("cold", "new", "edited")


class Cost(NamedTuple):
    """Seconds of processor time of a finding and, among them, of loading what was kept; megabytes."""

    cpu: float
    loading: float
    megabytes: float


@dataclass(frozen=True)
class _Edited:
    """The bodies of a site of which one was edited."""

    site: Site
    file: str
    body: Body

    def __call__(self, item: Article | StandingPage) -> Body:
        return self.body if item.file == self.file else self.site.body_of(item)


def prepare(folder: Path, size: int) -> None:
    """Write a corpus of so many articles and one more, read it, and put the site by."""
    corpus = Corpus(size + 1)
    write_registries(folder, OWN)
    for item in items(corpus):
        write_item(folder, OWN, item)
    settings = SiteSettings()
    (folder / "cache").mkdir()
    store = Store(folder / "cache", settings.timezone)
    seen = see(folder / "content", settings, ALL_CORES, store.memory)
    site = load(folder / "content", settings, AFTER, seen, ALL_CORES).site
    (folder / "site").write_bytes(pickle.dumps(site))


def measured(folder: Path, kind: str) -> Cost:
    """Find related news in this process and tell what that cost; the kinds build upon each other in their order."""
    site: Site = pickle.loads((folder / "site").read_bytes())
    workshop = Workshop(folder / "content", folder / "cache", folder / "output", ALL_CORES.run, ALL_CORES.share)
    newest, edited = site.listed[0], site.listed[len(site.listed) // 2]
    if kind == "cold":
        site = replace(site, articles=tuple(a for a in site.articles if a is not newest))
    len(site.listed)
    gc.freeze()
    gc.disable()  # as a build does
    began = _spent()
    if kind != "cold":
        Layers(folder / "cache" / FOLDER / "shelf", program()).load()
    loading = _spent() - began
    if kind == "edited":
        site = replace(site, articles=(), body_of=_Edited(site, edited.file, (*site.body_of(edited), SENTENCE)))
    began = _spent()
    if kind == "edited":
        marks = {FOLDER: state.load(folder / "cache" / FOLDER / "lists", program(), state.PLAIN)[0]}
        found = amend(site, workshop, {edited.digest: replace(edited, digest="edited")}, Findings(marks=marks))
    else:
        found = find(site, workshop)
        _ask(site, found)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Cost(_spent() - began, loading, peak / KB_IN_MB)


def _ask(site: Site, found: Findings) -> None:
    """Ask what a build asks after one new article: the keys of all articles, and as many lists as it may reach."""
    len(found.kin_keys)
    for article in site.listed[: 1 + OLDER]:
        found.related.get(article.id)
        found.same_content.get(article.id)


def _spent() -> float:
    """Return the processor time of this process and of the workers that have ended."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def costs(size: int) -> dict[str, Cost]:
    """Measure all kinds at one size, each in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        _alone(Path(scratch), "prepare", size)
        return {kind: Cost(*json.loads(_alone(Path(scratch), kind, size))) for kind in KINDS}


def _alone(folder: Path, kind: str, size: int) -> str:
    words = [sys.executable, __file__, str(folder), kind, str(size)]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def table(sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines of the report's table, smallest corpus first."""
    yield "| articles | cold | ratio | of each | largest process | loading | one new | one edited |"
    yield "|---|---|---|---|---|---|---|---|"
    before = 0.0
    for size in sorted(sizes):
        found = costs(size)
        cold, new, edited = (found[kind] for kind in KINDS)
        ratio = f"{cold.cpu / before:.2f}" if before else ""
        beyond = " | ".join(f"{one.cpu - one.loading:.2f} s" for one in (new, edited))
        yield (
            f"| {size:,} | {cold.cpu:.1f} s | {ratio} | {cold.cpu / size * 1e6:.0f} µs | {cold.megabytes:.0f} MB "
            f"| {new.loading:.2f} s | {beyond} |"
        )
        before = cold.cpu
    yield ""


def main() -> None:
    """Do in this process what was asked for, and tell it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("kind", choices=("prepare", *KINDS))
    parser.add_argument("size", type=int)
    options = parser.parse_args()
    if options.kind == "prepare":
        prepare(options.folder, options.size)
    else:
        sys.stdout.write(json.dumps(measured(options.folder, options.kind)))


if __name__ == "__main__":
    main()
