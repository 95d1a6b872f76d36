"""A site as other Pelican plugins know it: Pelican's own objects and generators, filled from the model.

Pelican's titles and names are HTML, ours are plain text: they are escaped on the way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain
from typing import Any

from markupsafe import escape
from pelican import contents
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.plugins import signals

from plugins.model.article import Article, LinkSlot, Part, Photo, StandingPage
from plugins.model.byline import who_wrote
from plugins.model.site import Findings, Site
from plugins.model.tags import Tag, collect
from plugins.model.text import fold_case
from plugins.model.urls import FRONT, article_url, category_url, output_path, standing_url, tag_url

SLUG = "{slug}"
ADDRESSES = {
    "CATEGORY_URL": category_url(SLUG)[1:],
    "CATEGORY_SAVE_AS": output_path(category_url(SLUG)),
    "TAG_URL": tag_url(SLUG)[1:],
    "TAG_SAVE_AS": output_path(tag_url(SLUG)),
    "AUTHOR_URL": "",
    "AUTHOR_SAVE_AS": "",
}
"""The portal's addresses as Pelican's settings; it has no pages of authors."""
Metadata = dict[str, Any]


class _Light:
    """Content whose text is made when somebody asks for it, and which nothing holds when the build is over."""

    # Pelican's own are memoized: they would keep every article of every build of a watch
    get_content = contents.Content.__dict__["get_content"].func
    get_summary = contents.Content.__dict__["get_summary"].func
    _text: str | Callable[[], str]

    @property
    def _content(self) -> str:
        if callable(self._text):
            self._text = self._text()
        return self._text

    @_content.setter
    def _content(self, text: str | Callable[[], str]) -> None:
        self._text = text


class LightArticle(_Light, contents.Article):  # type: ignore[misc]
    """An article that is not read from a file."""


class LightPage(_Light, contents.Page):  # type: ignore[misc]
    """A standing page that is not read from a file."""


class Shelf:
    """Says of a site's items what Pelican's plugins may ask."""

    def __init__(self, site: Site, findings: Findings, settings: Metadata) -> None:
        self.site = site
        self._findings = findings
        self._settings = settings

    def article(self, article: Article) -> Metadata:
        """Return an article's metadata; what lists leave out is hidden."""
        authors = [self._author(name) for name in who_wrote(article.byline)]
        return {
            **self._common(article, article_url(article)),
            "date": article.date.at,
            "category": self._categories[article.category],
            "tags": [self._tags[folded] for folded in map(fold_case, article.tags) if folded in self._tags],
            "status": "published" if self.site.is_news(article) else "hidden",
            **({"modified": article.updated.at} if article.updated else {}),
            **({"authors": authors} if authors else {}),
        }

    def page(self, page: StandingPage) -> Metadata:
        """Return a standing page's metadata."""
        modified = {"modified": page.modified.at} if page.modified else {}
        return {**self._common(page, standing_url(page)), "status": page.status, **modified}

    def html(self, item: Article | StandingPage) -> str:
        """Return an item's text with whole addresses of photos and of other items."""
        photos = item.photos if isinstance(item, Article) else ()
        return "".join(self._piece(part, photos) for part in self.site.body_of(item))

    def _common(self, item: Article | StandingPage, url: str) -> Metadata:
        return {
            "title": _html(item.title),
            "slug": item.slug,
            "summary": item.summary,
            "lang": item.lang or self.site.settings.default_lang,
            "url": url[1:],
            "save_as": output_path(url),
        }

    def _piece(self, part: Part, photos: tuple[Photo, ...]) -> str:
        if isinstance(part, str):
            return part
        if isinstance(part, LinkSlot):
            return _html(self.site.absolute(self.site.url_by_file.get(part.file, FRONT)))
        photo = photos[part.index]
        renditions = self._findings.photos.get(photo.file)
        if not renditions:
            return ""
        largest = renditions[-1]
        image = f'<img src="{_html(self.site.absolute(largest.url))}" alt="{_html(photo.alt)}"'
        return f'<figure>{image} width="{largest.width}" height="{largest.height}"></figure>'

    @cached_property
    def _categories(self) -> dict[str, contents.Category]:
        known = self.site.registry.categories
        return {i: _named(contents.Category(_html(known[i].name), self._settings), i) for i in known}

    @cached_property
    def _tags(self) -> dict[str, contents.Tag]:
        def named(tag: Tag) -> contents.Tag:
            return _named(contents.Tag(_html(tag.name), self._settings), tag.slug)

        return {folded: named(tag) for folded, tag in collect(self.site.listed).items()}

    def _author(self, name: str) -> contents.Author:
        """Return an author; tones tell two apart, unlike in Pelican's own slugs."""
        return _named(contents.Author(_html(name), self._settings), re.sub(r"[\W_]+", "-", fold_case(name)))


def _named(wrapper: Any, slug: str) -> Any:
    wrapper.slug = slug
    return wrapper


def _html(text: str) -> str:
    return str(escape(text))


class Articles(ArticlesGenerator):  # type: ignore[misc]
    """Pelican's generator of articles, which neither reads nor writes any."""

    shelf: Shelf

    def generate_context(self) -> None:
        """Put all articles into the context, by date, category, tag and author, newest first. Linear."""
        site = self.shelf.site
        send = signals.article_generator_context.send
        made = {item.id: _make(LightArticle, self, item, self.shelf.article(item), send) for item in site.articles}
        _pair(site.articles, made)
        rows: dict[tuple[str, bool], list[LightArticle]] = defaultdict(list)
        for item in site.articles:
            rows[made[item.id].status, bool(item.translation_of)].append(made[item.id])
        self.articles, self.translations = rows["published", False], rows["published", True]
        self.hidden_articles, self.hidden_translations = rows["hidden", False], rows["hidden", True]
        signals.article_generator_pretaxonomy.send(self)
        self.dates = sorted(self.articles, key=_date, reverse=self.settings["NEWEST_FIRST_ARCHIVES"])
        by_category = _grouped((article.category, article) for article in self.articles)
        self.categories = sorted(by_category.items(), reverse=self.settings["REVERSE_CATEGORY_ORDER"])
        self.tags = _grouped((tag, article) for article in self.articles for tag in article.tags)
        by_author = _grouped((one, article) for article in self.articles for one in getattr(article, "authors", ()))
        self.authors = sorted(by_author.items())
        self._update_context(
            ("articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors", "related_posts")
        )
        self.context["period_archives"] = self.period_archives
        signals.article_generator_finalized.send(self)

    def generate_output(self, writer: object) -> None:
        """Announce every article as written: the portal does that."""
        for article in chain(self.translations, self.articles, self.hidden_translations, self.hidden_articles):
            signals.article_generator_write_article.send(self, content=article)
            _announce(self, article, article=article, category=article.category)
        signals.article_writer_finalized.send(self, writer=writer)


class Pages(PagesGenerator):  # type: ignore[misc]
    """Pelican's generator of standing pages, which neither reads nor writes any."""

    shelf: Shelf

    def generate_context(self) -> None:
        """Put all standing pages into the context."""
        send = signals.page_generator_context.send
        for item in self.shelf.site.pages:
            page = _make(LightPage, self, item, self.shelf.page(item), send)
            (self.pages if page.status == "published" else self.hidden_pages).append(page)
        self._update_context(("pages", "hidden_pages", "draft_pages"))
        signals.page_generator_finalized.send(self)

    def generate_output(self, writer: object) -> None:
        """Announce every standing page as written: the portal does that."""
        for page in chain(self.pages, self.hidden_pages):
            signals.page_generator_write_page.send(self, content=page)
            _announce(self, page, page=page)
        signals.page_writer_finalized.send(self, writer=writer)


def _make(kind: type, generator: Any, item: Article | StandingPage, metadata: Metadata, send: Any) -> Any:
    """Make an item's counterpart, when plugins have seen its metadata, and let others find it by its file."""
    send(generator, metadata=metadata)
    shelf, context = generator.shelf, generator.context
    made = kind(lambda: shelf.html(item), metadata, generator.settings, f"{generator.path}/{item.file}", context)
    context["generated_content"][item.file] = made
    return made


def _grouped(pairs: Iterable[tuple[Any, LightArticle]]) -> dict[Any, list[LightArticle]]:
    groups: dict[Any, list[LightArticle]] = defaultdict(list)
    for name, article in pairs:
        groups[name].append(article)
    return groups


def _pair(items: Iterable[Article], made: dict[str, LightArticle]) -> None:
    """Tell the versions of one item of each other."""
    versions: dict[str, list[LightArticle]] = {}
    for item in items:
        if item.translation_of in made:
            versions.setdefault(item.translation_of, [made[item.translation_of]]).append(made[item.id])
    for group in versions.values():
        for one in group:
            one.translations = [other for other in group if other is not one]


def _announce(generator: Any, item: Any, **about: object) -> None:
    context = {**generator.context, **about, "output_file": item.save_as}
    signals.content_written.send(f"{generator.output_path}/{item.save_as}", context=context)


def _date(article: LightArticle) -> Any:
    return article.date
