"""What one entry of each registry may hold, and the model value it becomes."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from plugins.model.dates import Partial
from plugins.model.records import (
    Category,
    ChangeType,
    Classification,
    Congress,
    Contact,
    Document,
    Membership,
    OtherName,
    Parent,
    Person,
    Term,
    TermSeat,
    Tree,
    Unit,
    UnitChange,
)
from plugins.reading.fields import (
    Count,
    Email,
    Form,
    Line,
    Lines,
    OneOrMore,
    Partially,
    Slug,
    TermLabel,
    WebAddress,
    refuse,
)


class Dated(Form):
    """Something that holds for a time."""

    start: Partially | None = None
    end: Partially | None = None

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.start and self.end and self.end.last < self.start.first:
            raise refuse("end-before-start", key="end")
        return self


class ContactForm(Form):
    """Where an office or a person in office can be reached."""

    address: Line = ""
    phone: Line = ""
    email: Email = ""
    website: WebAddress = ""

    def value(self) -> Contact:
        """Return the model value."""
        return Contact(self.address, self.phone, self.email, self.website)


class OtherNameForm(Dated):
    """An alias, or with dates a former name."""

    name: Line


class ParentForm(Dated):
    """A place under another unit."""

    id: Line
    tree: Tree


class CategoryForm(Form):
    """An entry of categories.yaml."""

    id: Slug
    name: Line
    description: Line = ""

    def value(self) -> Category:
        """Return the model value."""
        return Category(self.id, self.name, self.description)


class UnitForm(Form):
    """An entry of units.yaml."""

    id: Slug
    name: Line
    classification: Classification
    other_names: tuple[OtherNameForm, ...] = ()
    parents: tuple[ParentForm, ...] = ()
    covers: Lines = ()
    founding_date: Partially | None = None
    dissolution_date: Partially | None = None
    contact: ContactForm = ContactForm()

    @model_validator(mode="after")
    def _founded_before_dissolved(self) -> Self:
        founded, dissolved = self.founding_date, self.dissolution_date
        if founded and dissolved and dissolved.last < founded.first:
            raise refuse("end-before-start", key="dissolution_date")
        return self

    def value(self) -> Unit:
        """Return the model value."""
        return Unit(
            self.id,
            self.name,
            self.classification,
            tuple(OtherName(n.name, n.start, n.end) for n in self.other_names),
            tuple(Parent(p.id, p.tree, p.start, p.end) for p in self.parents),
            self.covers,
            self.founding_date,
            self.dissolution_date,
            self.contact.value(),
        )


class ChangeForm(Form):
    """An entry of changes.yaml."""

    type: ChangeType
    date: Partially
    original: Annotated[Lines, OneOrMore]
    resulting: Annotated[Lines, OneOrMore] = ()
    note: Line = ""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.type == "abolished" and self.resulting:
            raise refuse("change-with-result", key="resulting")
        if self.type != "abolished" and not self.resulting:
            raise refuse("change-without-result", key="type", type=self.type)
        return self

    def value(self) -> UnitChange:
        """Return the model value."""
        return UnitChange(self.type, self.date, self.original, self.resulting, self.note)


class CongressForm(Dated):
    """The congress that opens a term."""

    ordinal: Count | None = None


class CommitteeForm(Form):
    """The committee that a congress elects."""

    ordinal: Count | None = None
    size: Count | None = None


class SeatForm(Form):
    """A person elected for a term."""

    person: Line
    role: Line = ""
    outcome: Literal["", "elected", "re-elected"] = ""


class TermForm(Dated):
    """An entry of terms.yaml."""

    unit: Line
    label: TermLabel
    congress: CongressForm | None = None
    committee: CommitteeForm = CommitteeForm()
    memberships: tuple[SeatForm, ...] = ()

    def value(self) -> Term:
        """Return the model value; a running term ends, until its end is known, in the year its label says."""
        congress, committee = self.congress, self.committee
        first, last = (Partial(int(year)) for year in self.label.split("-"))
        return Term(
            self.unit,
            self.label,
            self.start or first,
            self.end or last,
            Congress(congress.ordinal, congress.start, congress.end) if congress else None,
            committee.ordinal,
            committee.size,
            tuple(TermSeat(seat.person, seat.role, seat.outcome) for seat in self.memberships),
        )


class MembershipForm(Dated):
    """A role that a person holds in a unit."""

    unit: Line
    role: Line
    as_of: Partially | None = None


class PersonForm(Form):
    """An entry of people.yaml."""

    id: Slug
    name: Line
    memberships: tuple[MembershipForm, ...] = ()
    contact: ContactForm = ContactForm()

    def value(self) -> Person:
        """Return the model value."""
        held = tuple(Membership(m.unit, m.role, m.start, m.end, m.as_of) for m in self.memberships)
        return Person(self.id, self.name, held, self.contact.value())


class DocumentForm(Form):
    """An entry of documents.yaml."""

    id: Slug
    number: Line
    title: Line
    aliases: Lines = ()
    type: Line = ""
    issuer: Line = ""
    issued: Partially | None = None
    files: Lines = ()
    status: Literal["", "in-force", "expired", "replaced"] = ""

    def value(self) -> Document:
        """Return the model value; `files` are still as typed."""
        return Document(
            self.id,
            self.number,
            self.title,
            self.aliases,
            self.type,
            self.issuer,
            self.issued,
            self.files,
            self.status,
        )
