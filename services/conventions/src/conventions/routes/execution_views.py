"""How tranches and amendments read over HTTP."""

from datetime import date
from uuid import UUID

from mithaq.http import MoneyBody
from pydantic import BaseModel, ConfigDict

from conventions.domain.state import Stage
from conventions.domain.vocabulary import AmendmentState, Stance


class View(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class TrancheView(View):
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    stage: Stage
    due_on: date
    amount: MoneyBody
    called: MoneyBody
    committed: MoneyBody
    visaed: MoneyBody
    ordered: MoneyBody
    paid: MoneyBody
    justified: MoneyBody
    excess: MoneyBody
    overpayment_open: bool
    justified_before: int
    progress_at_least: int
    documents: list[str]
    missing_documents: list[str]


class AmountView(View):
    contribution: str
    amount: MoneyBody


class CostView(View):
    action: str
    year: int
    cost: MoneyBody


class AmendmentPositionView(View):
    organisation_id: UUID
    stance: Stance
    remark: str | None


class AmendmentView(View):
    amendment: int
    state: AmendmentState
    base_version: int
    reason: str
    amounts: list[AmountView]
    costs: list[CostView]
    ends_on: date | None
    positions: list[AmendmentPositionView]
    text_sha256: str | None
    signatories: list[UUID]
    asked_to_sign: list[UUID]
    signed: list[UUID]
    effective_on: date | None
