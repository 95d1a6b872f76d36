"""Judge related news: `make bench-related`, `make bench-related BENCHOPTS="--texts news.jsonl --hugo /path/to/hugo"`.

Halves: every article is cut in two, alternate paragraphs (sentences where it has fewer than four), and the halves of
all articles are shuffled; how high does each half find its other half? The mean reciprocal rank, how often it comes
first and how often among ten. Events: the ten items listed for an article that belongs to an event, judged by nDCG.

`--texts` takes a file of one JSON object a line, `{"title": "...", "paragraphs": [...], "event": "..."}`; title and
event may be missing.
`--cost 10000 20000 50000` judges nothing and measures instead what finding costs by itself, at each size.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from plugins.bridge.content import load  # noqa: E402
from plugins.bridge.seen import see  # noqa: E402
from plugins.engine.executor import ALL_CORES  # noqa: E402
from plugins.model.article import Article, Mention  # noqa: E402
from plugins.model.dates import Moment  # noqa: E402
from plugins.model.registry import Registry  # noqa: E402
from plugins.model.settings import SiteSettings  # noqa: E402
from plugins.related.circles import Circles, scores  # noqa: E402
from plugins.related.roll import by_age  # noqa: E402
from plugins.related.settings import RelatedSettings  # noqa: E402
from plugins.related.shelf import arrange  # noqa: E402
from plugins.related.terms import count  # noqa: E402
from tests.bench import related_cost, rivals  # noqa: E402
from tests.bench.news import Item, Newsroom  # noqa: E402

REPORT = ROOT / "docs/benchmarks/related.md"
NEVER = 10**9
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
Ranks = list[list[int]]


def articles_of(items: Sequence[Item]) -> list[Article]:
    """Return items as articles, whose ids are their numbers."""
    return [
        Article(
            file=f"news/{n}.md",
            id=f"{n:06d}",
            title=i.title,
            slug=f"tin-{n}",
            date=Moment(datetime(i.day.year, i.day.month, i.day.day, tzinfo=UTC)),
            summary=i.lead,
            lead_text=i.lead,
            units=(i.unit,) if i.unit else (),
            category=i.category,
            body=tuple(f"<p>{p}</p>\n" for p in i.paragraphs),
            terms=(i.term,) if i.term else (),
            tags=i.tags,
            documents=i.documents,
            people=tuple(Mention(p) for p in i.people),
        )
        for n, i in enumerate(items)
    ]


def ours(items: Sequence[Item], whole: bool) -> Ranks:
    """Rank by the feature: whole, everything found, best first; otherwise the lists that readers see."""
    articles = by_age(articles_of(items))
    terms = [count(a.title, a.lead_text, [str(p) for p in a.body]) for a in articles]
    shelf = arrange(articles, terms, Registry(), RelatedSettings())
    numbers = [int(a.id) for a in articles]
    found = scores(Circles.of(shelf.pairs), shelf.crowded)
    ranks: Ranks = [[] for _ in items]
    for row, number in enumerate(numbers):
        rows = found.of_row(row)[0] if whole else shelf.chosen[row]
        ranks[number] = [numbers[other] for other in rows.tolist() if other >= 0]
    return ranks


def ranked(likeness: rivals.Matrix, length: int) -> Ranks:
    """Return the best of each row of a matrix, itself left out."""
    np.fill_diagonal(likeness, -1)
    order = np.argsort(-likeness, axis=1, kind="stable")[:, :length]
    return [[o for o in row.tolist() if likeness[n, o] > 0] for n, row in enumerate(order)]


def reciprocal(ranks: Ranks) -> tuple[float, float, float]:
    """Return MRR, hit@1 and hit@10 where item 2n and item 2n + 1 are two halves."""
    places = [row.index(n ^ 1) + 1 if n ^ 1 in row else NEVER for n, row in enumerate(ranks)]
    return (
        float(np.mean([1 / p for p in places])),
        float(np.mean([p == 1 for p in places])),
        float(np.mean([p <= 10 for p in places])),
    )


def ndcg(ranks: Ranks, events: Sequence[str]) -> float:
    """Return the mean nDCG@10 over the items of events, all items of the same event being right."""
    sizes = {event: events.count(event) for event in set(events)}
    gains = 1 / np.log2(np.arange(2, 12))
    found = []
    for number, row in enumerate(ranks):
        right = min(10, sizes[events[number]] - 1)
        if events[number] and right:
            hits = [events[other] == events[number] for other in row[:10]]
            found.append(sum(gains[n] for n, hit in enumerate(hits) if hit) / gains[:right].sum())
    return float(np.mean(found))


def halves(items: Sequence[Item], seed: int = 1) -> list[Item]:
    """Cut every item in two halves, shuffle all, and let 2n and 2n + 1 be those of one item; only text remains.

    One of the two keeps title and lead. Days say nothing; their order is the shuffled one.
    """
    order = list(range(2 * len(items)))
    Random(seed).shuffle(order)
    found = []
    for number, item in enumerate(items):
        parts = list(item.paragraphs)
        if len(parts) < 4:
            parts = [sentence for part in parts for sentence in SENTENCE.split(part)]
        for side in (0, 1):
            day = date.fromordinal(730_000 + order[2 * number + side] // 50)
            title, lead = (item.title, item.lead) if side == 0 else ("", "")
            found.append(Item(title, lead, tuple(parts[side::2]), day, "", "", "", item.event))
    return found


def demo() -> list[Item]:
    """Return the articles of the demonstration content."""
    settings = SiteSettings()
    seen = see(ROOT / "content", settings, ALL_CORES)
    now = datetime(2027, 1, 1, tzinfo=settings.zone)
    found = load(ROOT / "content", settings, now, seen, ALL_CORES).site.listed
    tag = re.compile(r"<[^>]*>")
    return [
        Item(
            a.title,
            a.lead_text,
            tuple(filter(None, tag.sub("\n", "".join(p for p in a.body if isinstance(p, str))).splitlines())),
            a.date.at.date(),
            a.units[0],
            a.category,
            "",
            "",
        )
        for a in found
    ]


def texts(path: Path) -> list[Item]:
    """Return the items of a file of texts."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Item(
            o.get("title", ""),
            "",
            tuple(o["paragraphs"]),
            date.fromordinal(730_000 + n),
            "",
            "",
            "",
            o.get("event", ""),
        )
        for n, o in enumerate(lines)
    ]


def plain(items: Iterable[Item]) -> list[str]:
    """Return all words of each item."""
    return ["\n".join((i.title, i.lead, *i.paragraphs)) for i in items]


def halves_table(name: str, items: Sequence[Item]) -> Iterator[str]:
    """Judge by halves."""
    cut = halves(items)
    words = plain(cut)
    yield f"| {name}, {len(cut)} halves | MRR | hit@1 | hit@10 |"
    yield "|---|---|---|---|"
    for who, ranks in (
        ("Cổng Tin", ours(cut, whole=True)),
        ("TF-IDF", ranked(rivals.tfidf(words), 200)),
        ("BM25", ranked(rivals.bm25(words), 200)),
    ):
        yield f"| {who} | " + " | ".join(f"{value:.3f}" for value in reciprocal(ranks)) + " |"
    yield ""


def events_table(name: str, items: Sequence[Item], hugo: str, has_matter: bool) -> Iterator[str]:
    """Judge by events."""
    events = [item.event for item in items]
    words = plain(items)
    rows: list[tuple[str, Ranks]] = [("Cổng Tin", ours(items, whole=False))]
    rows += [("TF-IDF", ranked(rivals.tfidf(words), 10)), ("BM25", ranked(rivals.bm25(words), 10))]
    if has_matter:
        rows += [
            ("pelican-similar-posts", ranked(rivals.similar_posts(items), 10)),
            ("pelican-related-posts", ranked(rivals.related_posts(items), 10)),
            ("newest of the section", ranked(rivals.newest(items), 10)),
        ]
        if hugo:
            with tempfile.TemporaryDirectory() as scratch:
                rows.append(("Hugo, its default", rivals.hugo(items, hugo, Path(scratch) / "a", "")))
                rows.append(("Hugo, all front matter", rivals.hugo(items, hugo, Path(scratch) / "b", rivals.HUGO_BEST)))
    yield f"| {name}, {len(items)} articles | nDCG@10 |"
    yield "|---|---|"
    for who, ranks in rows:
        yield f"| {who} | {ndcg(ranks, events):.3f} |"
    yield ""


def report(options: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the report's figures."""
    made = Newsroom(1).items(options.made)
    corpora = [("Demonstration content", demo()), ("Made news", made)]
    corpora += [(path.stem, texts(path)) for path in options.texts]
    for name, items in corpora:
        yield from halves_table(name, items)
    yield from events_table("Made news", made, options.hugo, has_matter=True)
    for name, items in corpora[2:]:
        if any(item.event for item in items):
            yield from events_table(name, items, "", has_matter=False)


def main() -> None:
    """Judge or measure, print, and where asked write the figures into the report between their marks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--made", type=int, default=1200, help="how many articles to make")
    parser.add_argument("--texts", nargs="*", type=Path, default=[])
    parser.add_argument("--hugo", default=shutil.which("hugo") or "")
    parser.add_argument("--cost", nargs="+", type=int, default=[], help="measure what finding costs, at such sizes")
    parser.add_argument("--write", action="store_true", help=f"write the figures into {REPORT.relative_to(ROOT)}")
    options = parser.parse_args()
    started = time.process_time()
    lines = []
    for line in related_cost.table(options.cost) if options.cost else report(options):
        lines.append(line)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{time.process_time() - started:.0f} s of CPU\n")
    if options.write:
        part = "cost" if options.cost else "figures"
        before, mark, rest = REPORT.read_text("utf-8").partition(f"<!-- {part} -->\n")
        end, figures = f"<!-- end of {part} -->\n", "\n".join(lines).strip()
        REPORT.write_text(f"{before}{mark}{figures}\n{end}{rest.partition(end)[2]}", "utf-8")


if __name__ == "__main__":
    main()
