"""Tranches and their release over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.errors import Value
from mithaq.http import MoneyBody, View
from pydantic import AliasPath, Field

from conventions.domain.core.vocabulary import Stage


class TrancheView(View):
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str = Field(validation_alias=AliasPath("planned", "action"))
    year: int = Field(validation_alias=AliasPath("planned", "year"))
    stage: Stage
    due_on: date = Field(validation_alias=AliasPath("planned", "due_on"))
    amount: MoneyBody
    called: MoneyBody
    committed: MoneyBody
    visaed: MoneyBody
    ordered: MoneyBody
    paid: MoneyBody
    justified: MoneyBody
    excess: Annotated[
        MoneyBody, Field(description="Paid beyond the orders, nothing decided on it yet.")
    ]
    overpayment_open: bool
    advance: Annotated[MoneyBody, Field(description="Of the excess: kept for orders to come.")]
    refund_due: Annotated[MoneyBody, Field(description="Of the excess: claimed, not back yet.")]
    justified_before: int = Field(validation_alias=AliasPath("planned", "justified_before"))
    progress_at_least: int = Field(validation_alias=AliasPath("planned", "progress_at_least"))
    documents: list[str] = Field(validation_alias=AliasPath("planned", "documents"))
    missing_documents: list[str]
    basis: str | None = Field(validation_alias=AliasPath("planned", "basis"))


class ConditionView(View):
    code: str
    met: bool
    values: dict[str, Value]


class Release(View):
    """Whether funds may be called, condition by condition (rule 5)."""

    tranche: str
    released: bool
    conditions: list[ConditionView]
