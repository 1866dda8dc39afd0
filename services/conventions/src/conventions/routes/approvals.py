"""Approvals (visas): requested, granted, refused."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Body, Dated, Line, Reason
from pydantic import ConfigDict, Field

from conventions.domain.approvals import commands as c
from conventions.domain.core.convention import RequiredApproval
from conventions.domain.core.vocabulary import ApprovalKind
from conventions.partner_checks import known_organisation
from conventions.routes.dependencies import OfConvention

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["approvals"], responses=PROBLEMS)


class ApprovalBody(Body):
    kind: ApprovalKind
    organisation_id: UUID | None = None

    def approval(self) -> RequiredApproval:
        return RequiredApproval(kind=self.kind, organisation_id=self.organisation_id)


class ApprovalsBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {"approvals": [{"kind": "financial_control"}, {"kind": "interior"}]}
        }
    )

    approvals: Annotated[list[ApprovalBody], Field(max_length=50)]


class GrantBody(ApprovalBody, Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"kind": "interior", "instrument": "Visa n° 214/2026"}}
    )

    instrument: Line


class RefusalBody(ApprovalBody, Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"kind": "interior", "reason": "Crédits non ouverts."}}
    )

    reason: Reason


@router.post("/approvals")
async def request_approvals(body: ApprovalsBody, sender: OfConvention) -> Answer:
    """Name the approvals this text needs; none opens the signature at once."""

    async def prepare() -> c.RequestApprovals:
        for each in body.approvals:
            if each.organisation_id is not None:
                await known_organisation(sender.conventions, each.organisation_id)
        approvals = tuple(each.approval() for each in body.approvals)
        return c.RequestApprovals(header=sender.header(body), approvals=approvals)

    return await sender.send_prepared(prepare)


@router.post("/approvals/grants")
async def grant_approval(body: GrantBody, sender: OfConvention) -> Answer:
    """Grant an approval that was requested from one's body."""
    command = c.GrantApproval(
        header=sender.header(body), approval=body.approval(), instrument=body.instrument
    )
    return await sender.send(command)


@router.post("/approvals/refusals")
async def refuse_approval(body: RefusalBody, sender: OfConvention) -> Answer:
    """Refuse an approval; the refusal stands until the text is reopened."""
    command = c.RefuseApproval(
        header=sender.header(body), approval=body.approval(), reason=body.reason
    )
    return await sender.send(command)
