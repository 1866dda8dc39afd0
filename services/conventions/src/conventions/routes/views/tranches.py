"""Tranches and their release over HTTP."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.errors import Value
from mithaq.http import MoneyBody, View
from pydantic import AliasPath, BeforeValidator, Field

from conventions.domain.core.payment_order import OrderAnswer
from conventions.domain.core.submission import SubmissionState
from conventions.domain.core.vocabulary import Stage


class OrderView(View):
    order: int = Field(validation_alias="number")
    amount: Annotated[MoneyBody, Field(description="What stands of it.")]
    on: date
    persons: Annotated[int, Field(description="How many answer for it, who ordered among them.")]
    lacking: Annotated[int, Field(description="How many persons still have to approve it.")]
    awaited: Annotated[MoneyBody, Field(description="What of it may not be paid yet.")]
    answer: OrderAnswer


class SubmittedDocumentView(View):
    kind: str
    sha256: str


class SubmissionView(View):
    submission: int = Field(validation_alias="number")
    amount: MoneyBody
    accepted: MoneyBody
    on: date
    organisation: UUID | None
    documents: list[SubmittedDocumentView]
    state: SubmissionState


def _values(found: object) -> object:
    return list(found.values()) if isinstance(found, Mapping) else found


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
    committees: list[str] = Field(validation_alias=AliasPath("planned", "committees"))
    missing_documents: list[str]
    orders: Annotated[list[OrderView], BeforeValidator(_values)]
    submissions: Annotated[list[SubmissionView], BeforeValidator(_values)]
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
