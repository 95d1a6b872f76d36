"""What others do for related news, on the same articles: rules of other generators and of plain retrieval."""

from __future__ import annotations

import json
import math
import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench.news import Item

Matrix = NDArray[np.float32]
WORD = re.compile(r"[^\W_]+")

HUGO_BEST = """
[related]
threshold = 0
includeNewer = true
[[related.indices]]
name = "tags"
weight = 100
[[related.indices]]
name = "documents"
weight = 80
[[related.indices]]
name = "units"
weight = 40
[[related.indices]]
name = "people"
weight = 30
[[related.indices]]
name = "terms"
weight = 20
[[related.indices]]
name = "categories"
weight = 20
"""
HUGO_PAGE = """{{ range first 10 (site.RegularPages.Related .) }}{{ .Params.number }} {{ end }}"""


def counts(texts: Sequence[str]) -> Matrix:
    """Count words; those of one text alone cannot match and are left out of the columns, not of the lengths."""
    bags = [Counter(WORD.findall(text.lower())) for text in texts]
    spread = Counter(word for bag in bags for word in bag)
    columns = {word: n for n, word in enumerate(w for w, c in spread.items() if c > 1)}
    table = np.zeros((len(texts), len(columns) + 1), np.float32)
    for row, bag in enumerate(bags):
        for word, count in bag.items():
            if word in columns:
                table[row, columns[word]] = count
            else:
                # words of its own, together: what they add to the square of its length, by the idf of one text
                table[row, -1] += count**2
    return table


def tfidf(texts: Sequence[str]) -> Matrix:
    """Cosines of raw counts by plain idf: what TF-IDF means where nothing else is said."""
    table = counts(texts)
    size, alone = len(texts), table[:, -1]
    table = table[:, :-1]
    table *= np.log(size / (table > 0).sum(axis=0)).astype(np.float32)
    table /= np.sqrt((table**2).sum(axis=1) + alone * math.log(size) ** 2 + 1e-9)[:, None]
    return table @ table.T


def bm25(texts: Sequence[str]) -> Matrix:
    """BM25 (k1 1.5, b 0.75) with each text as a query of its distinct words."""
    table = counts(texts)[:, :-1]
    size, spread = len(texts), (table > 0).sum(axis=0)
    lengths = np.array([len(WORD.findall(text)) for text in texts], np.float32)
    idf = np.log(1 + (size - spread + 0.5) / (spread + 0.5)).astype(np.float32)
    query = (table > 0).astype(np.float32)
    table = table * 2.5 / (table + 1.5 * (0.25 + 0.75 * (lengths / lengths.mean())[:, None]))
    return query @ (table * idf).T


def similar_posts(items: Sequence[Item]) -> Matrix:
    """pelican-similar-posts 1.0: tags as words, tf to the power 1/2, idf as Lucene's squared, cosine."""
    bags = [Counter(item.tags) for item in items]
    spread = Counter(tag for bag in bags for tag in bag)
    columns = {tag: n for n, tag in enumerate(spread)}
    table = np.zeros((len(items), len(columns)), np.float32)
    for row, bag in enumerate(bags):
        for tag, count in bag.items():
            table[row, columns[tag]] = count**0.5 * (1 + math.log((len(items) + 1) / (spread[tag] + 1))) ** 2
    table /= np.sqrt((table**2).sum(axis=1) + 1e-9)[:, None]
    return table @ table.T


def related_posts(items: Sequence[Item]) -> Matrix:
    """pelican-related-posts 1.0: how many tags are shared."""
    tags = [set(item.tags) for item in items]
    return np.array([[len(a & b) for b in tags] for a in tags], np.float32)


def newest(items: Sequence[Item]) -> Matrix:
    """What portals do: the newest of the section."""
    days = np.array([item.day.toordinal() for item in items], np.float32)
    section = np.array([item.category for item in items])
    return np.where(section[:, None] == section[None, :], days[None, :], 0).astype(np.float32)


def hugo(items: Sequence[Item], binary: str, folder: Path, settings: str) -> list[list[int]]:
    """Let Hugo itself choose, from the same front matter; return what it lists for each item."""
    (folder / "content").mkdir(parents=True)
    (folder / "layouts").mkdir()
    (folder / "layouts" / "page.html").write_text(HUGO_PAGE, "utf-8")
    (folder / "hugo.toml").write_text(
        'baseURL = "https://x.example/"\ndisableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap"]\n'
        + settings,
        "utf-8",
    )
    for number, item in enumerate(items):
        matter = {
            "title": item.title, "date": item.day.isoformat(), "number": number, "tags": item.tags,
            "keywords": item.tags, "units": [item.unit], "categories": [item.category], "terms": [item.term],
            "documents": item.documents, "people": item.people,
        }  # fmt: skip
        text = "\n\n".join((item.lead, *item.paragraphs))
        (folder / "content" / f"{number}.md").write_text(
            json.dumps(matter, ensure_ascii=False) + "\n\n" + text, "utf-8"
        )
    subprocess.run([binary, "--quiet", "--source", str(folder)], check=True)
    pages = (folder / "public" / str(number) / "index.html" for number in range(len(items)))
    # a page that would be empty is not written
    return [[int(n) for n in page.read_text("utf-8").split()] if page.exists() else [] for page in pages]
