"""Envelopes over HTTP: amounts by partner and year."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Final, Self
from uuid import UUID

from mithaq.http import MoneyBody, TotalBody, VersionKey, View, Window
from mithaq.money import Total
from pydantic import Field, TypeAdapter
from sqlalchemy import Row

from conventions.domain.core.convention import Convention
from conventions.read_models.framework_figures import EnvelopeRow, EnvelopeRows
from conventions.routes.views.convention import OutlineView

LINES: Final = 20_000  # more than there are: their bytes bound an answer
_NO_YEAR: Final = 10_000  # after every year
_KEY: Final = TypeAdapter(tuple[str, VersionKey])


def _key(line: EnvelopeRow) -> tuple[str, int]:
    """As they are ordered: by partner, then by year, those of no named year last."""
    return str(line.organisation_id), line.year or _NO_YEAR


class EnvelopeLineView(View):
    """Of one partner and year."""

    organisation_id: UUID
    year: Annotated[int | None, Field(description="Null: of no named year, so of any.")]
    offered: Annotated[MoneyBody, Field(description="Promised by the framework.")]
    reserved: Annotated[
        MoneyBody,
        Field(description="By agreed texts, and spent by the framework itself; at the most."),
    ]
    signed: Annotated[MoneyBody, Field(description="Of it, in texts that all have signed.")]
    paid: MoneyBody
    free: Annotated[
        MoneyBody,
        Field(
            description="What one more reservation can take of that year. What has no named year "
            "serves any, so the years' free amounts do not add up; nor do those of two entries "
            "of one organisation."
        ),
    ]


class EnvelopeTotals(View):
    offered: TotalBody
    reserved: TotalBody
    signed: TotalBody
    paid: TotalBody

    @classmethod
    def of(cls, rows: Iterable[EnvelopeRow]) -> Self:
        lines = list(rows)
        names = ("offered", "reserved", "signed", "paid")
        sums = {name: Total.of(getattr(each, name) for each in lines) for name in names}
        return cls.model_validate(sums)


class EnvelopeView(View):
    """`opened_on` is null before the entry into force: then there are no lines."""

    framework_id: UUID
    reference: str
    opened_on: date | None
    suspended: bool
    closed: bool
    totals: EnvelopeTotals
    lines: Annotated[list[EnvelopeLineView], Field(description="By partner, then by year.")]
    next: Annotated[str | None, Field(description="Null: these are all, or the last ones.")]

    @classmethod
    def of(cls, framework: Convention, rows: EnvelopeRows | None, cursor: Window) -> Self:
        """The totals are of all lines, also of those on another page."""
        lines = rows.lines if rows else []
        after = cursor.after(_KEY)
        rest = [each for each in lines if after is None or _key(each) > after]
        page = cursor.shown(rest, key=_key, show=EnvelopeLineView.model_validate)
        return cls(
            framework_id=framework.convention_id,
            reference=framework.terms.outline.reference,
            opened_on=rows.opened_on if rows else None,
            suspended=rows.suspended if rows else False,
            closed=rows.closed if rows else False,
            totals=EnvelopeTotals.of(lines),
            lines=list(page.items),
            next=page.next,
        )


class FinancedLine(OutlineView):
    """A convention under a framework."""

    reserved: Annotated[MoneyBody, Field(description="Of the framework's envelope, at the most.")]
    paid: MoneyBody
    signed_on: date | None
    in_force_on: date | None
    ends_on: date | None

    @classmethod
    def of(cls, row: Row[Any], reserved: object) -> Self:
        return cls.model_validate({**row._mapping, "reserved": reserved})
