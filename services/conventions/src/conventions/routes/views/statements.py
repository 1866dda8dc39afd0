"""The treasury's statements over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.http import MoneyBody, View
from pydantic import Field

from conventions.domain.statements.account import LineAnswer
from conventions.read_models.treasury_lines import LineMatch


class StatementView(View):
    statement: str
    organisation_id: UUID
    office: str
    first_day: date
    last_day: date
    sha256: str


class ComparedLine(View):
    nth: int
    line: str
    number: str
    on: date
    reference: str
    amount: MoneyBody
    label: str | None
    match: LineMatch
    answer: LineAnswer
    convention_id: UUID | None
    tranche: str | None
    reason: str | None
    paid: Annotated[MoneyBody | None, Field(description="What its reference paid of orders.")]
    beyond: Annotated[MoneyBody | None, Field(description="And beyond them.")]
    paid_in: Annotated[UUID | None, Field(description="The convention of that payment.")]
    paid_tranche: str | None
