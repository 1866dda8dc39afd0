"""Amendments over HTTP."""

from datetime import date
from uuid import UUID

from mithaq.http import MoneyBody, View

from conventions.domain.core.amendment import Amendment
from conventions.domain.core.signing_round import in_order
from conventions.domain.core.vocabulary import AmendmentState, Stance
from conventions.routes.views.approvals import ApprovalView, approvals_of


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
    revision: int
    state: AmendmentState
    base_version: int
    base_text_sha256: str
    reason: str
    amounts: list[AmountView]
    costs: list[CostView]
    ends_on: date | None
    positions: list[AmendmentPositionView]
    text_sha256: str | None
    approvals: list[ApprovalView]
    signatories: list[UUID]
    asked_to_sign: list[UUID]
    signed: list[UUID]
    effective_on: date | None

    @classmethod
    def of(cls, amendment: Amendment) -> "AmendmentView":
        operations, signing = amendment.operations, amendment.signing
        positions = [
            AmendmentPositionView(
                organisation_id=party, stance=position.stance, remark=position.remark
            )
            for party, position in amendment.positions.items()
        ]
        return cls(
            amendment=amendment.number,
            revision=amendment.revision,
            state=amendment.state,
            base_version=amendment.base_version,
            base_text_sha256=amendment.base_text_sha256,
            reason=amendment.reason,
            amounts=operations.amounts,
            costs=operations.costs,
            ends_on=operations.ends_on,
            positions=positions,
            text_sha256=signing.text_sha256 or None,
            approvals=approvals_of(amendment.approvals),
            signatories=in_order(signing.signatories),
            asked_to_sign=in_order(signing.awaited),
            signed=in_order(signing.signatures),
            effective_on=amendment.effective_on,
        )
