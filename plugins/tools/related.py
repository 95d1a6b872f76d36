"""`make related ARTICLE=…`: what stands in an article's list of related news, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from plugins.bridge.content import load
from plugins.bridge.feature import Workshop
from plugins.bridge.items import restored
from plugins.bridge.seen import see
from plugins.engine.executor import ALL_CORES
from plugins.model.article import Article
from plugins.model.diagnostic import Diagnostic
from plugins.model.errors import NewsError
from plugins.model.index import Index
from plugins.model.settings import SiteSettings
from plugins.related.settings import RelatedSettings


def explain(content: Path, settings: SiteSettings, article: str, other: str = "") -> Iterator[str]:
    """Yield the list of an article, named by slug, id or path, with the reasons; and why another one is missing.

    Raise NewsError for an article that does not exist, or that no list shows.
    """
    from plugins.related.explain import Explainer, listed, pick, unlisted
    from plugins.related.io.memory import ranked
    from plugins.related.plugin import find
    from plugins.related.roll import Roll, by_age

    seen = see(content, settings, ALL_CORES)
    site = load(content, settings, datetime.now(settings.zone), seen, ALL_CORES).site
    items = restored(seen.sources, {}, settings.timezone).values()
    known = {a.id: a for a in items if isinstance(a, Article)} | site.by_id
    about = _named(article, "ARTICLE", tuple(known.values()))
    why = unlisted(about, site)
    rules = RelatedSettings()
    with TemporaryDirectory() as cache:
        workshop = Workshop(content, Path(cache), Path(cache), _here)
        shown = find(site, workshop, rules).related.get(about.id, ())
        (Path(cache) / "related").mkdir(exist_ok=True)
        shelf = ranked(site, workshop, rules, Path(cache) / "related", b"", Roll.of(site))
    if why and not shown:
        raise NewsError(f"{about.file}: bài này {why}, nên không vào danh sách nào và không có tin liên quan tự tìm.")
    if why:
        yield f"{about.title} ({about.file}): {why}, nên chỉ có tin được chọn."
        yield from listed(site, shown, partial(pick, about))
        return
    explainer = Explainer(site, shelf, by_age(site.listed), about, rules)
    yield f"{about.title} ({about.file})"
    if other:
        missing = _named(other, "OTHER", tuple(known.values()))
        yield f"{missing.title}: {explainer.absent(missing, shown)}"
    else:
        yield from explainer.chosen(shown)


def _named(name: str, variable: str, articles: Sequence[Article]) -> Article:
    """Return the article that a name means, as in `related`, or an address, a title and the like."""
    if not name.strip():
        raise NewsError(f"Hãy thêm {variable}=… là slug, id, đường dẫn hoặc địa chỉ của một tin.")
    index = Index(articles, ())
    problems: list[Diagnostic] = []
    identity = index.article(name.removeprefix("./").removeprefix("content/"), "", (), problems)
    named = {a.slug: a for a in articles} | {a.id: a for a in articles}
    found = named.get(identity or index.meant(name))
    if found:
        return found
    raise NewsError(f"{problems[0].message} {problems[0].hint}")


def _here(work: Any, items: Any, lost: Any) -> list[Any]:
    del lost
    return [work(item) for item in items]
