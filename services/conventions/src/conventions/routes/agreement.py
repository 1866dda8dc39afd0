"""Visas, signatures, entry into force."""

from datetime import date
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Body
from pydantic import ConfigDict, Field

from conventions.domain.commands import agreeing as c
from conventions.domain.events.agreeing import RequiredApproval
from conventions.domain.vocabulary import ApprovalKind, SignatureLevel
from conventions.partner_checks import known_organisation, mandate_in_use, representative_of
from conventions.routes.dependencies import Dated, Given, Giving, Line, Reason, Reasoned

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["agreement"], responses=PROBLEMS)


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


class SignatureBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "mandate_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "text_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "level": "advanced",
            }
        }
    )

    mandate_id: UUID
    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    level: SignatureLevel


class ForceBody(Dated):
    in_force_on: date | None = None


@router.post("/approvals")
async def request_approvals(body: ApprovalsBody, giving: Given) -> Answer:
    """Name the visas this text needs; none opens the signature at once."""
    return await giving.give_prepared(partial(_requesting, body, giving))


async def _requesting(body: ApprovalsBody, giving: Giving) -> c.RequestApprovals:
    for each in body.approvals:
        if each.organisation_id is not None:
            await known_organisation(giving.conventions, each.organisation_id)
    approvals = tuple(each.approval() for each in body.approvals)
    return c.RequestApprovals(**giving.on(body), approvals=approvals)


@router.post("/approvals/grants")
async def grant_approval(body: GrantBody, giving: Given) -> Answer:
    """Give a visa that was asked from one's body."""
    command = c.GrantApproval(
        **giving.on(body), approval=body.approval(), instrument=body.instrument
    )
    return await giving.give(command)


@router.post("/approvals/refusals")
async def refuse_approval(body: RefusalBody, giving: Given) -> Answer:
    """Refuse a visa; it stands until the text is reopened."""
    command = c.RefuseApproval(**giving.on(body), approval=body.approval(), reason=body.reason)
    return await giving.give(command)


@router.post("/signatures")
async def sign_convention(body: SignatureBody, giving: Given) -> Answer:
    """Sign the frozen text, under one's own mandate, in one's turn."""
    return await giving.give_prepared(partial(_signing, body, giving))


async def _signing(body: SignatureBody, giving: Giving) -> c.SignConvention:
    mandate = await mandate_in_use(giving.conventions, body.mandate_id)
    return c.SignConvention(
        **giving.on(body), mandate=mandate, level=body.level, text_sha256=body.text_sha256
    )


@router.post("/refusal")
async def refuse_signature(body: Reasoned, giving: Given) -> Answer:
    """Refuse to sign: the convention ends as rejected."""
    return await giving.give_prepared(partial(_refusing, body, giving))


async def _refusing(body: Reasoned, giving: Giving) -> c.RefuseSignature:
    who = await representative_of(giving.conventions, giving.caller)
    return c.RefuseSignature(**giving.on(body), representative_id=who, reason=body.reason)


@router.post("/entry-into-force")
async def enter_into_force(giving: Given, body: ForceBody | None = None) -> Answer:
    """Put the signed convention in force, from its last signature or a later day."""
    day = body.in_force_on if body else None
    return await giving.give(c.EnterIntoForce(**giving.on(body), in_force_on=day))
