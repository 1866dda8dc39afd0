"""Envelopes over HTTP: amounts by partner and year."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Self
from uuid import UUID

from mithaq.http import MoneyBody, TotalBody, View
from mithaq.money import Total
from pydantic import Field
from sqlalchemy import Row

from conventions.domain.core.convention import Convention
from conventions.read_models.framework_figures import EnvelopeRow, EnvelopeRows
from conventions.routes.views.convention import OutlineView


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
            "serves any, so the years' free amounts do not add up."
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
    lines: list[EnvelopeLineView]

    @classmethod
    def of(cls, framework: Convention, rows: EnvelopeRows | None) -> Self:
        lines = rows.lines if rows else []
        return cls(
            framework_id=framework.convention_id,
            reference=framework.terms.outline.reference,
            opened_on=rows.opened_on if rows else None,
            suspended=rows.suspended if rows else False,
            closed=rows.closed if rows else False,
            totals=EnvelopeTotals.of(lines),
            lines=[EnvelopeLineView.model_validate(each) for each in lines],
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
