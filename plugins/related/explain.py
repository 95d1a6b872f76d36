"""Why a list of related news is as it is, in words for editors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from plugins.model.article import Article
from plugins.model.gather import is_public
from plugins.model.records import Person, Unit
from plugins.model.registry import Registry
from plugins.model.site import Site
from plugins.related.circles import Circles, scores
from plugins.related.kinship import Trait, traits
from plugins.related.settings import RelatedSettings
from plugins.related.shelf import Shelf
from plugins.related.table import nearness

NAMES = {
    "event": "cùng sự kiện",
    "document": "cùng văn bản",
    "person": "cùng nhân sự",
    "tag": "cùng chủ đề",
    "term": "cùng nhiệm kỳ",
    "unit": "cùng đơn vị",
    "line": "cùng hệ thống đơn vị",
}


class Explainer:
    """Answers for one article of a site; rows of the shelf are `site.listed`, oldest first."""

    def __init__(
        self, site: Site, shelf: Shelf, articles: list[Article], article: Article, settings: RelatedSettings
    ) -> None:
        """Look the article up."""
        self._site, self._shelf, self._articles, self._settings = site, shelf, articles, settings
        self._article = article
        self._rows = {a.id: row for row, a in enumerate(articles)}
        self._row = self._rows[article.id]
        circles = Circles.of(shelf.pairs)
        self._order, self._totals = scores(circles, shelf.crowded).of_row(self._row)
        place = circles.of_row(self._row)
        others = circles.others[place].tolist()
        self._text = dict(zip(others, circles.text[place].tolist(), strict=True))
        self._rest = dict(zip(others, circles.rest[place].tolist(), strict=True))

    def chosen(self, shown: Sequence[str]) -> Iterator[str]:
        """Yield a line for each item of the list as readers see it, and one for why it stands there."""
        return listed(self._site, shown, self.reason)

    def reason(self, other: Article) -> str:
        """Return why an article of the list stands there: who picked it, and its score by parts."""
        return "; ".join(filter(None, (pick(self._article, other), self.parts(other))))

    def parts(self, other: Article) -> str:
        """Return a score with its parts."""
        row, table = self._rows[other.id], self._shelf.table
        total = self._totals[self._order == row]
        found = [f"văn bản {total[0] - self._rest[row]} (giống {self._text[row]}/1000)"] if len(total) else []
        shared = [t for t in traits(self._article, self._site.registry) if t in traits(other, self._site.registry)]
        units = {t.value for t in shared if t.kind == "unit"}
        for trait in shared:
            weight = int(table.weights[trait.number])
            if trait.kind == "unit" and (line := Trait("line", trait.value)) in shared:
                weight += int(table.weights[line.number])
            if weight and not (trait.kind == "line" and trait.value in units):
                found.append(f"{self._call(trait)} {weight}")
        near = int(nearness(table.time, np.abs(table.days[row] - table.days[self._row])))
        found += [f"gần ngày {near}"] if near else []
        return (f"điểm {int(total[0])}: " if len(total) else "") + "; ".join(found)

    def _call(self, trait: Trait) -> str:
        return f"{NAMES[trait.kind]} {_value(trait, self._site.registry)}".strip()

    def absent(self, other: Article, shown: Sequence[str]) -> str:
        """Return why an article is not in the list."""
        if other.id == self._article.id:
            return "là chính bài này"
        if other.id in shown:
            return f"có trong danh sách, ở chỗ {shown.index(other.id) + 1}: {self.reason(other)}"
        why = unlisted(other, self._site)
        if why:
            return why
        one_way = "chọn bài này một chiều (related_one_way)" if self._article.id in other.related else ""
        if pick(self._article, other):
            return "được chọn nhưng hết chỗ"
        return "; ".join(filter(None, (one_way, self._unfound(self._rows[other.id]), self.parts(other))))

    def _unfound(self, row: int) -> str:
        """Return why an article that nobody picked was not found."""
        if self._is_same(row, self._row):
            if self._shelf.twins()[self._row] == row:
                return "cùng nội dung với bài này, nên ở dòng Cùng nội dung"
            return "cùng nội dung với bài này; dòng Cùng nội dung đã dẫn tới một bài khác"
        if row not in self._text:
            return "không đủ gần để so kỹ"
        return self._outdone(row)

    def _outdone(self, row: int) -> str:
        """Return why an article that was scored was not found."""
        total = int(self._totals[self._order == row][0])
        chosen = [int(o) for o in self._shelf.chosen[self._row] if o >= 0]
        if total < self._settings.least:
            return f"dưới mức thấp nhất {self._settings.least}"
        if row in chosen:
            return "nhường chỗ cho tin được chọn"
        if any(self._is_same(o, row) for o in chosen):
            return "cùng nội dung với một tin đã có trong danh sách"
        if any(int(self._totals[self._order == o][0]) < total for o in chosen):
            return f"đã đủ {self._settings.same_unit} tin của cùng đơn vị"
        return "danh sách đã đủ tin gần hơn"

    def _is_same(self, one: int, other: int) -> bool:
        texts = self._shelf.pairs.twins
        return bool(texts[one] == texts[other] or texts[one] == other or texts[other] == one)


def listed(site: Site, shown: Sequence[str], reason: Callable[[Article], str]) -> Iterator[str]:
    """Yield a line for each item of a list, and one for why it stands there."""
    if not shown:
        yield "Không có tin liên quan."
    for number, other in enumerate(shown, 1):
        article = site.by_id[other]
        yield f"{number:2}. {_named(article)}"
        yield f"    {reason(article)}"


def pick(article: Article, other: Article) -> str:
    """Return who picked another article for the list of one, or nothing."""
    if other.id in article.related:
        return "biên tập viên chọn"
    return "bài ấy chọn bài này" if article.id in other.related and not other.related_one_way else ""


def unlisted(other: Article, site: Site) -> str:
    """Return why no list shows an article; nothing where lists may."""
    if other.status != "published":
        return {"draft": "là bài nháp", "hidden": "là bài ẩn"}.get(other.status, "đã rút")
    if not is_public(other, site.now):
        return "chưa tới giờ đăng"
    if other.translation_of:
        return "là bản dịch của tin khác"
    return "" if site.is_listed(other) else "đã hết hạn"


def _named(article: Article) -> str:
    return f"{article.date.at:%d/%m/%Y}  {article.title}"


def _value(trait: Trait, registry: Registry) -> str:
    if trait.kind == "event":
        day, _, place = trait.value.partition(" ")
        return f"ngày {date.fromisoformat(day):%d/%m/%Y}" + (f" tại {place}" if place else "")
    if trait.kind == "term":
        unit, _, label = trait.value.rpartition(" ")
        return f"{label} của {_title(registry.units, unit)}" if unit else label
    if trait.kind == "document":
        document = registry.documents.get(trait.value)
        return document.number if document else trait.value
    if trait.kind == "person":
        return _title(registry.people, trait.value)
    return _title(registry.units, trait.value) if trait.kind in {"unit", "line"} else trait.value


def _title(known: Mapping[str, Unit] | Mapping[str, Person], identity: str) -> str:
    record = known.get(identity)
    return record.name if record else identity
