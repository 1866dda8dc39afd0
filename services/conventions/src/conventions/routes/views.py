"""How a convention reads over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.errors import Value
from mithaq.http import MoneyBody
from pydantic import Field

from conventions.domain.state.convention import Answer as ApprovalAnswer
from conventions.domain.vocabulary import (
    ApprovalKind,
    ContributionKind,
    Instrument,
    PartyRole,
    SignatureLevel,
    Stance,
    State,
)
from conventions.routes.execution_views import AmendmentView, TrancheView, View


class PartyView(View):
    organisation_id: UUID
    name_fr: str
    name_ar: str | None
    role: Annotated[
        PartyRole,
        Field(json_schema_extra={"deprecated": True}, description="The first of `roles`."),
    ]
    roles: list[PartyRole]
    signing_order: int | None
    signed_on: date | None
    asked_to_sign: bool
    promised: MoneyBody


class ArticleView(View):
    article: str
    heading_fr: str
    text_fr: str
    text_ar: str | None


class YearView(View):
    year: int
    cost: MoneyBody


class ActionView(View):
    action: str
    label_fr: str
    label_ar: str | None
    territory: str
    cost: MoneyBody
    years: list[YearView]
    basis: str | None
    progress: Annotated[int | None, Field(description="Physical, in percent, as last reported.")]


class ContributionView(View):
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: ContributionKind
    amount: MoneyBody
    planned: Annotated[MoneyBody, Field(description="The sum of its live tranches.")]
    paid: MoneyBody
    basis: str | None


class PositionView(View):
    organisation_id: UUID
    article: str | None
    stance: Stance
    remark: str | None
    proposed_text_fr: str | None


class NegotiationView(View):
    round: int
    deadline: date | None
    open: bool
    concluded: bool
    positions: list[PositionView]


class TextView(View):
    text_sha256: str
    text_sha256_fr: str
    text_sha256_ar: str | None


class ApprovalView(View):
    kind: ApprovalKind
    organisation_id: UUID | None
    answer: ApprovalAnswer


class SignatureView(View):
    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    level: SignatureLevel
    signed_on: date


class OpeningView(View):
    command: str
    open: bool
    closed_by: Annotated[str | None, Field(description="The rule that closes it.")]
    values: dict[str, Value]


class ConventionView(View):
    id: UUID
    version: int
    state: State
    reference: str
    instrument: Instrument
    title_fr: str
    title_ar: str | None
    territory: str
    region: str
    total: MoneyBody
    first_year: int
    last_year: int
    duration_months: int | None
    drafted_by: UUID
    signed_on: date | None
    in_force_on: date | None
    ends_on: date | None
    parties: list[PartyView]
    articles: list[ArticleView]
    actions: list[ActionView]
    contributions: list[ContributionView]
    negotiation: NegotiationView
    text: TextView | None
    approvals: list[ApprovalView]
    signatures: list[SignatureView]
    tranches: list[TrancheView]
    amendments: list[AmendmentView]
    commands: Annotated[list[str], Field(description="Open to this caller now.")]
