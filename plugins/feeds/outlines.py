"""Which channels a portal has: their names, their addresses and whose news they hold. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plugins.feeds.channel import Entry
from plugins.feeds.notices import closures, corrections, documents, moved, unit_changes
from plugins.feeds.settings import FeedSettings
from plugins.model.article import Article
from plugins.model.groups import news_by_term, news_by_unit
from plugins.model.records import Unit
from plugins.model.site import Findings, Site
from plugins.model.tags import collect
from plugins.model.urls import CORRECTIONS, DOCUMENTS, FRONT, RSS, UNITS, category_url, tag_url, unit_term_url, unit_url


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A channel before its items are picked."""

    address: str
    title: str
    description: str
    articles: Sequence[Article] = ()
    """Newest first."""
    withdrawn: Sequence[Article] = ()
    others: Callable[[], Iterable[Entry]] = tuple
    """Makes the entries that are no articles, in any order."""
    notice: Entry | None = None
    """An entry that stays however old it is."""
    home: str = ""
    """The page it belongs to where that is not the address itself."""


@dataclass(frozen=True)
class Outlines:
    """All channels of a portal, in the groups in which people look for them."""

    site: Site
    settings: FeedSettings = field(default_factory=FeedSettings)

    @cached_property
    def portal(self) -> tuple[Outline, ...]:
        """The whole portal's channel, then those of what happens around its news."""
        site, say = self.site, self.site.say
        s = site.settings
        everything = [*site.listed, *self._withdrawn]
        return (
            Outline(FRONT, s.sitename, s.tagline or s.sitename, site.listed, self._withdrawn),
            Outline(
                CORRECTIONS, say("Đính chính, rút tin"), say("Những tin đã được đính chính hoặc rút lại"),
                others=lambda: corrections(site, everything), home=RSS,
            ),
            Outline(
                UNITS, say("Thay đổi tổ chức"), say("Việc thành lập, sáp nhập, đổi tên, giải thể các đơn vị"),
                others=lambda: unit_changes(site),
            ),
            Outline(
                DOCUMENTS, say("Văn bản"), say("Văn bản mới được đăng trên cổng"),
                others=lambda: documents(site), home=RSS,
            ),
        )  # fmt: skip

    @cached_property
    def categories(self) -> tuple[Outline, ...]:
        """A channel for each category, empty ones too."""
        gone = self._withdrawn
        return tuple(
            Outline(
                category_url(c.id), c.name, c.description or c.name, self.site.by_category.get(c.id, ()),
                [a for a in gone if a.category == c.id],
            )
            for c in self.site.registry.categories.values()
        )  # fmt: skip

    @cached_property
    def units(self) -> tuple[Outline, ...]:
        """A channel for each unit with those below it; a closed one goes on with its successors' news."""
        gone = news_by_unit(self.site.registry, self._withdrawn)
        about = self.site.say("Tin của %(unit)s và các đơn vị trực thuộc")
        return tuple(
            Outline(
                unit_url(u.id), u.name, about % {"unit": u.name}, self._news(u), gone.get(u.id, ()),
                notice=moved(self.site, u),
            )
            for u in self.site.registry.units.values()
        )  # fmt: skip

    @cached_property
    def terms(self) -> tuple[Outline, ...]:
        """A channel for each unit's term."""
        site, registry = self.site, self.site.registry
        gone = news_by_term(registry, self._withdrawn)
        found = []
        for term in registry.terms:
            unit = registry.units[term.unit].name_on(min(term.start.first, site.now.date()))
            title = site.say("%(unit)s, nhiệm kỳ %(label)s") % {"unit": unit, "label": term.label}
            group = (term.unit, term.label)
            news = site.by_term.get(group, ())
            found.append(Outline(unit_term_url(*group), title, title, news, gone.get(group, ())))
        return tuple(found)

    @cached_property
    def tags(self) -> tuple[Outline, ...]:
        """A channel for each tag that has enough articles."""
        say = self.site.say
        gone = {key: tag.articles for key, tag in collect(self._withdrawn).items()}
        return tuple(
            Outline(
                tag_url(t.slug), t.name, say("Tin về chủ đề %(tag)s") % {"tag": t.name}, t.articles, gone.get(k, ())
            )
            for k, t in self.site.tags.items()
            if len(t.articles) > self.settings.tag_articles
        )

    def albums(self, findings: Findings) -> tuple[Outline, ...]:
        """Return a channel for each album that another feature has found."""
        return tuple(Outline(a.url, a.title, a.title, a.articles) for a in findings.albums.values())

    def all(self) -> Iterator[Outline]:
        """Yield every channel but those of albums."""
        for group in (self.portal, self.categories, self.units, self.terms, self.tags):
            yield from group

    @cached_property
    def _withdrawn(self) -> tuple[Article, ...]:
        return tuple(a for a in self.site.articles if a.status == "withdrawn" and not a.translation_of)

    def _news(self, unit: Unit) -> Sequence[Article]:
        """Return a unit's articles; after it closed also those of its successors, and of theirs."""
        own = self.site.by_unit.get(unit.id, ())
        if not closures(self.site, unit.id):
            return own
        found = {a.id: a for a in own}
        for article in self._after(unit.id, frozenset()):
            found.setdefault(article.id, article)
        return sorted(found.values(), key=lambda a: (-a.date.at.timestamp(), a.id))

    def _after(self, unit: str, seen: frozenset[str]) -> Iterable[Article]:
        for change in closures(self.site, unit):
            for heir in change.resulting:
                if heir not in seen:
                    news = [*self.site.by_unit.get(heir, ()), *self._after(heir, seen | {unit})]
                    yield from (a for a in news if a.date.at.date() >= change.date.first)
