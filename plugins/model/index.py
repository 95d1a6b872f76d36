"""Which article a reference names, and what was meant where it names none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from plugins.model.article import Article
from plugins.model.diagnostic import Diagnostic, Key, diagnose
from plugins.model.text import nearest

NEAREST_POOL = 2000
"""How many known words a suggestion is looked for in: one typo must not cost a scan of 50,000 titles each time."""


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
            hint = suggest(reference, self.slugs)
            problems.append(diagnose("unknown-related", file, key=key, id=reference, hint=hint))
        return ""


def _paths(file: str) -> set[str]:
    """Return the ways to name an article by its path."""
    bundle = file.removesuffix("/index.md").removesuffix(".md")
    return {file, bundle, file.removesuffix(".md"), bundle.removeprefix("news/")}


def suggest(word: str, known: Iterable[str]) -> str:
    """Return the hint that names the nearest known word, or says where to look."""
    pool = [w for w, _ in zip(known, range(NEAREST_POOL), strict=False)]
    found = nearest(word, pool)
    return f"Có phải là “{found}”?" if found else "Xem lại cách viết, hoặc bổ sung mục này."
