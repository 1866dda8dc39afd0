"""Amendments over HTTP."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.http import View, shortened
from pydantic import Field

from conventions.domain.amendments.announced import kinds_of
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.signing_round import in_order
from conventions.domain.core.vocabulary import AmendmentKind, AmendmentState, Stance
from conventions.routes.views.approvals import ApprovalView, approvals_of
from conventions.routes.views.operations import OperationsView, told


class AmendmentPositionView(View):
    organisation_id: UUID
    stance: Stance
    remark: str | None


class MinutesView(View):
    committee: str
    held_on: date
    sha256: str


class AmendmentView(OperationsView):
    amendment: int
    revision: int
    state: AmendmentState
    base_version: int
    base_text_sha256: str
    reason: str
    kinds: Annotated[
        list[AmendmentKind], Field(description="What it announces, named or by its operations.")
    ]
    left_out: Annotated[
        dict[str, int],
        Field(
            description="Of what it announces, how many items are not here because there are many: "
            "`amendments/{amendment}/provisions` has all that they change, in pages."
        ),
    ]
    minutes: MinutesView | None
    positions: list[AmendmentPositionView]
    text_sha256: str | None
    sign_by: Annotated[
        date | None, Field(description="The last day to sign it; null: none was said.")
    ]
    approvals: list[ApprovalView]
    signatories: list[UUID]
    asked_to_sign: list[UUID]
    signed: list[UUID]
    effective_on: date | None

    @classmethod
    def of(cls, amendment: Amendment) -> "AmendmentView":
        signing = amendment.signing
        positions = [
            AmendmentPositionView(
                organisation_id=party, stance=position.stance, remark=position.remark
            )
            for party, position in amendment.positions.items()
        ]
        operations, left_out = shortened(told(amendment.operations))
        return cls(
            amendment=amendment.number,
            revision=amendment.revision,
            state=amendment.state,
            base_version=amendment.base_version,
            base_text_sha256=amendment.base_text_sha256,
            reason=amendment.reason,
            **operations,
            left_out=left_out,
            kinds=[row.kind for row in kinds_of(amendment.operations)],
            minutes=amendment.minutes,
            positions=positions,
            text_sha256=signing.text_sha256 or None,
            sign_by=signing.sign_by,
            approvals=approvals_of(amendment.approvals, amendment.tacit),
            signatories=in_order(signing.signatories),
            asked_to_sign=in_order(signing.awaited),
            signed=in_order(signing.signatures),
            effective_on=amendment.effective_on,
        )
