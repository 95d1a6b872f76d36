"""Which article a reference names, and what was meant where it names none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import chain

from plugins.model.article import Article
from plugins.model.diagnostic import Diagnostic, Key, diagnose
from plugins.model.text import fold, nearest
from plugins.model.urls import article_url

NEAREST_POOL = 2000
"""How many known words are compared with one: a typo among 50,000 slugs must not cost seconds."""
WRITE = "Ghi slug, id hoặc đường dẫn tệp của tin; slug là phần cuối địa chỉ của tin trên cổng."
GROUPS = (8, 12)
"""Lengths of the first and the last group of a UUID."""
HEX = frozenset("0123456789abcdef")
_NO_PATH = re.compile(r"^\w+://[^/]*|[?#].*")
_SYLLABLE = re.compile(r"\w+")


class Index:
    """What a reference may name: an article's id, slug or path. Each look-up is made when it is first asked for."""

    def __init__(self, articles: Sequence[Article], broken: Sequence[str]) -> None:
        """`broken` are files that could not be read: a reference to one of them is no mistake of its own."""
        self.articles = articles
        self.broken = broken

    @cached_property
    def files(self) -> set[str]:
        """All files."""
        return {a.file for a in self.articles} | set(self.broken)

    @cached_property
    def ids(self) -> set[str]:
        """All ids."""
        return {a.id for a in self.articles}

    @cached_property
    def paths(self) -> dict[str, str]:
        """An article's id by each of its paths; "" for a file that could not be read."""
        found: dict[str, str] = {}
        for file, identity in self._files():
            for path in _paths(file):
                found.setdefault(path, identity)
        return found

    @cached_property
    def plain_names(self) -> dict[str, str]:
        """The same by paths of a single step; a file that could not be read may have its name as slug."""
        found = {p: i for file, i in self._files() if file.count("/") <= 2 for p in _paths(file) if "/" not in p}
        names = (file.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2] for file in self.broken)
        return dict.fromkeys(names, "") | found

    def _files(self) -> Iterator[tuple[str, str]]:
        yield from ((article.file, article.id) for article in self.articles)
        yield from ((file, "") for file in self.broken)

    @cached_property
    def slugs(self) -> dict[str, list[str]]:
        """Ids of articles by slug."""
        found: dict[str, list[str]] = {}
        for article in self.articles:
            found.setdefault(article.slug, []).append(article.id)
        return found

    def duplicates(self) -> list[Diagnostic]:
        """Report articles that carry the id of another one."""
        first: dict[str, str] = {}
        found = []
        for article in self.articles:
            other = first.setdefault(article.id, article.file)
            if other != article.file:
                found.append(diagnose("duplicate-id", article.file, key=("id",), id=article.id, other=other))
        return found

    def article(self, reference: str, file: str, key: Key, problems: list[Diagnostic]) -> str:
        """Return the id of the article that a reference names; report it and return "" when there is none."""
        wanted = reference.strip("/")
        if wanted in self.ids:
            return wanted
        paths = self.paths if "/" in wanted else self.plain_names
        if wanted in paths:
            return paths[wanted]
        owners = self.slugs.get(wanted, [])
        if len(owners) == 1:
            return owners[0]
        if owners:
            problems.append(diagnose("ambiguous-related", file, key=key, id=reference, ids=", ".join(owners)))
        else:
            meant = self.meant(reference)
            hint = _perhaps(meant) if meant else suggest(reference, self.slugs, WRITE)
            problems.append(diagnose("unknown-related", file, key=key, id=reference, hint=hint))
        return ""

    def meant(self, reference: str) -> str:
        """Return the slug, or else the id, of the one article that something else than a name means, or "".

        That may be an address, now or of old, a title, a path from elsewhere, an id in capitals or in part.
        """
        for spelling in _ways(reference):
            owners = self._spellings.get(spelling, ())
            if len(owners) == 1:
                (article,) = owners.values()
                return article.slug if len(self.slugs[article.slug]) == 1 else article.id
        return ""

    @cached_property
    def _spellings(self) -> dict[str, dict[str, Article]]:
        """Articles by id, by all that `meant` knows them by."""
        found: dict[str, dict[str, Article]] = {}
        for a in self.articles:
            last = (_steps(path)[-1:] for path in (a.file, *a.aliases))
            for spelling in (article_url(a), a.slug, *a.aliases, *chain(*last), fold(a.title), *_id_parts(a.id)):
                found.setdefault(spelling, {})[a.id] = a
        return found


def _ways(reference: str) -> Iterator[str]:
    """Yield what a reference may be among spellings, the most telling first."""
    steps = _steps(_NO_PATH.sub("", reference.replace("\\", "/")))
    path = "/".join(("", *steps))
    yield from (f"{path}/", path, fold(reference), *(fold(step) for step in steps[-1:]), *_id_parts(reference))


def _steps(path: str) -> list[str]:
    """Return the steps of a path that name something."""
    steps = [step for step in path.split("/") if step not in {"", ".", "..", "index.md", "index.html"}]
    return [step.removesuffix(".md") for step in steps]


def _id_parts(identity: str) -> tuple[str, ...]:
    """Return what tells an id as the tools write it: its first and its last group."""
    groups = identity.casefold().split("-")
    return tuple(group for group in (groups[0], groups[-1]) if len(group) in GROUPS and set(group) <= HEX)


def _paths(file: str) -> set[str]:
    """Return the ways to name an article by its path."""
    bundle = file.removesuffix("/index.md").removesuffix(".md")
    return {file, bundle, file.removesuffix(".md"), bundle.removeprefix("news/")}


def suggest(word: str, known: Iterable[str], otherwise: str = "Xem lại cách viết, hoặc bổ sung mục này.") -> str:
    """Return the hint that names the nearest known word, or says what else to do.

    It is looked for among those that have the most syllables of the word.
    """
    pool = list(known)
    if len(pool) > NEAREST_POOL:
        syllables = frozenset(_SYLLABLE.findall(fold(word)))
        pool = nlargest(NEAREST_POOL, pool, key=lambda w: len(syllables.intersection(_SYLLABLE.findall(w))))
    found = nearest(word, pool)
    return _perhaps(found) if found else otherwise


def _perhaps(word: str) -> str:
    return f"Có phải là “{word}”?"
