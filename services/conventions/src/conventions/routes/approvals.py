"""Approvals (visas): requested, granted, refused."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Body, CallerOf, Dated, Line, Reason, View
from pydantic import ConfigDict, Field

from conventions.application import found
from conventions.domain.approvals import commands as c
from conventions.domain.approvals.required import Need, needs_of
from conventions.domain.core.approval_round import RequiredApproval
from conventions.domain.core.approvers import ANSWERED_BY
from conventions.domain.core.vocabulary import ApprovalKind
from conventions.partner_checks import kinds_of
from conventions.routes.dependencies import OfConvention, OnGrounds, OnText, Parts

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["approvals"], responses=PROBLEMS)

_BODY = "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"


class ApprovalBody(Body):
    kind: ApprovalKind
    organisation_id: UUID

    def approval(self) -> RequiredApproval:
        return RequiredApproval(kind=self.kind, organisation_id=self.organisation_id)


class ApprovalsBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {"approvals": [{"kind": "interior", "organisation_id": _BODY}]}
        }
    )

    approvals: Annotated[list[ApprovalBody], Field(max_length=50)]


class GrantBody(ApprovalBody, OnText):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kind": "interior",
                "organisation_id": _BODY,
                "instrument": "Visa n° 214/2026",
            }
        }
    )

    instrument: Line


class ApprovalRefusalBody(ApprovalBody, OnText):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kind": "interior",
                "organisation_id": _BODY,
                "reason": "Crédits non ouverts.",
            }
        }
    )

    reason: Reason


class NeedView(View):
    kind: ApprovalKind
    organisation_id: UUID | None
    tacit_after: Annotated[
        int | None, Field(description="Working days after which silence counts as consent.")
    ]
    bodies: Annotated[list[str], Field(description="The kinds of organisation to ask it of.")]

    @classmethod
    def of(cls, need: Need) -> "NeedView":
        bodies = sorted(ANSWERED_BY[need.kind].bodies)
        return cls(
            kind=need.kind,
            organisation_id=need.organisation_id,
            tacit_after=need.tacit_after,
            bodies=bodies,
        )


class NeededApprovals(View):
    items: list[NeedView]


@router.post("/approvals")
async def request_approvals(body: ApprovalsBody, sender: OfConvention) -> Answer:
    """Ask for every approval this text needs; where it needs none, signature opens at once."""

    async def prepare() -> c.RequestApprovals:
        conventions = sender.conventions
        terms = (await found(conventions, sender.convention_id, sender.caller)).terms
        asked = [each.organisation_id for each in body.approvals]
        return c.RequestApprovals(
            header=sender.header(body),
            approvals=tuple(each.approval() for each in body.approvals),
            kinds=await kinds_of(conventions, terms, asked),
            thresholds=conventions.thresholds,
            corrected=await conventions.days_off.corrected(),
        )

    return await sender.send_prepared(prepare)


@router.get("/approvals/needed")
async def read_needed_approvals(
    convention_id: UUID, caller: CallerOf, conventions: Parts
) -> NeededApprovals:
    """The approvals that the text as it stands needs; those of no organisation take any fit one."""
    convention = await found(conventions, convention_id, caller)
    kinds = await kinds_of(conventions, convention.terms, [])
    needs = needs_of(convention.terms, kinds, convention.framed(conventions.thresholds))
    return NeededApprovals(items=[NeedView.of(need) for need in needs])


@router.post("/approvals/grants")
async def grant_approval(body: GrantBody, sender: OnGrounds) -> Answer:
    """Grant an approval that was requested from one's body."""
    command = c.GrantApproval(
        header=sender.header(body), approval=body.approval(), instrument=body.instrument
    )
    return await sender.send(command)


@router.post("/approvals/refusals")
async def refuse_approval(body: ApprovalRefusalBody, sender: OnGrounds) -> Answer:
    """Refuse an approval; the refusal stands until the text is reopened."""
    command = c.RefuseApproval(
        header=sender.header(body), approval=body.approval(), reason=body.reason
    )
    return await sender.send(command)
