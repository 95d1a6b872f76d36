"""What the front matter of an article and of a standing page may hold, key by key."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator

from plugins.model.article import Kind, Place, Status
from plugins.model.byline import parse
from plugins.reading.fields import (
    Alias,
    Count,
    Dateline,
    Form,
    Lang,
    Line,
    Lines,
    OneOrMore,
    Point,
    ShortId,
    Slug,
    TermLabel,
    WebAddress,
    When,
    Work,
    YesNo,
    refuse,
)


class PhotoForm(Form):
    """A photo of an article."""

    file: Line
    alt: Line
    caption: Line = ""
    credit: Line = ""
    place: Place | None = None
    date: When | None = None
    focus: Point | None = None


class CreditForm(Form):
    """One person of a byline."""

    name: Line
    does: Annotated[tuple[Work, ...], OneOrMore] = ("text",)


class CorrectionForm(Form):
    """A line of the change history."""

    date: When
    note: Line
    level: Literal["major", "minor"] = "minor"


class SourceForm(Form):
    """Where an item was taken from."""

    name: Line
    url: WebAddress = ""


class EventForm(Form):
    """When and where it happened."""

    start: When
    end: When | None = None
    place: Line = ""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end and (self.end.at < self.start.at if self.end.timed else self.end.at.date() < self.start.at.date()):
            raise refuse("end-before-start", key="end")
        return self


class MentionForm(Form):
    """A person and the role as printed that day."""

    id: Line
    role: Line = ""


class WithdrawalForm(Form):
    """Why an article was withdrawn."""

    date: When
    reason: Line
    replaced_by: Line = ""


def _credits(value: object) -> object:
    return _parsed(value) if isinstance(value, str) else value


@lru_cache(maxsize=1024)
def _parsed(byline: str) -> tuple[dict[str, object], ...]:
    """Read a byline; an office has few people."""
    return tuple({"name": credit.name, "does": credit.does} for credit in parse(byline))


def _source(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


class ArticleForm(Form):
    """The front matter of an article."""

    id: ShortId = ""
    title: Line
    date: When
    summary: Line
    unit: Annotated[Lines, OneOrMore]
    category: Line
    slug: Slug = ""
    modified: When | None = None
    changes: tuple[CorrectionForm, ...] = ()
    term: Annotated[tuple[TermLabel, ...], OneOrMore] = ()
    tags: Lines = ()
    byline: Annotated[tuple[CreditForm, ...], BeforeValidator(_credits)] = ()
    source: Annotated[SourceForm, BeforeValidator(_source)] | None = None
    dateline: Dateline = ""
    event: EventForm | None = None
    photos: tuple[PhotoForm, ...] = ()
    related: Lines = ()
    related_one_way: YesNo = False
    documents: Lines = ()
    people: tuple[MentionForm, ...] = ()
    status: Status = "published"
    withdrawn: WithdrawalForm | None = None
    expires: When | None = None
    pin: When | None = None
    aliases: tuple[Alias, ...] = ()
    lang: Lang = ""
    translation_of: Line = ""
    kind: Kind = "news"
    views: Count | None = None

    @model_validator(mode="after")
    def _withdrawn_with_reason(self) -> Self:
        if (self.status == "withdrawn") and not self.withdrawn:
            raise refuse("withdrawn-missing", key="status")
        if self.withdrawn and self.status != "withdrawn":
            raise refuse("withdrawn-unexpected", key="withdrawn")
        return self


class PageForm(Form):
    """The front matter of a standing page."""

    title: Line
    summary: Line = ""
    modified: When | None = None
    order: Count = 0
    status: Literal["published", "draft", "hidden"] = "published"
    aliases: tuple[Alias, ...] = ()
    lang: Lang = ""
