"""Approvals of an amendment: those that its result needs and nothing granted before covers."""

from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, CallerOf

from conventions.application import found
from conventions.domain.amendments import commands as c
from conventions.domain.amendments.approving import needs_of_amendment
from conventions.domain.amendments.rules import amendment_of
from conventions.partner_checks import kinds_of
from conventions.routes.amendments import Number
from conventions.routes.approvals import (
    ApprovalRefusalBody,
    ApprovalsBody,
    GrantBody,
    NeededApprovals,
    NeedView,
)
from conventions.routes.dependencies import OfConvention, OnGrounds, Parts

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/amendments/{amendment}/approvals",
    tags=["amendments"],
    responses=PROBLEMS,
)


@router.post("")
async def request_amendment_approvals(
    amendment: Number, body: ApprovalsBody, sender: OfConvention
) -> Answer:
    """Ask for every approval that the agreed amendment needs; you may ask for more."""

    async def prepare() -> c.RequestAmendmentApprovals:
        conventions = sender.conventions
        terms = (await found(conventions, sender.convention_id, sender.caller)).terms
        asked = [each.organisation_id for each in body.approvals]
        return c.RequestAmendmentApprovals(
            header=sender.header(body),
            amendment=amendment,
            approvals=tuple(each.approval() for each in body.approvals),
            kinds=await kinds_of(conventions, terms, asked),
            thresholds=conventions.thresholds,
            corrected=await conventions.days_off.corrected(),
        )

    return await sender.send_prepared(prepare)


@router.get("/needed")
async def read_needed_amendment_approvals(
    convention_id: UUID, amendment: Number, caller: CallerOf, conventions: Parts
) -> NeededApprovals:
    """What its result needs and nothing granted before covers; nothing once it has ended."""
    convention = await found(conventions, convention_id, caller)
    asked = amendment_of(convention, amendment)
    if not asked.open:
        return NeededApprovals(items=[])
    kinds = await kinds_of(conventions, convention.terms, [])
    needs = needs_of_amendment(convention, asked, kinds, conventions.thresholds)
    return NeededApprovals(items=[NeedView.of(need) for need in needs])


@router.post("/grants")
async def grant_amendment_approval(amendment: Number, body: GrantBody, sender: OnGrounds) -> Answer:
    """Grant an approval of the amendment that was requested from one's body."""
    command = c.GrantAmendmentApproval(
        header=sender.header(body),
        amendment=amendment,
        approval=body.approval(),
        instrument=body.instrument,
    )
    return await sender.send(command)


@router.post("/refusals")
async def refuse_amendment_approval(
    amendment: Number, body: ApprovalRefusalBody, sender: OnGrounds
) -> Answer:
    """Refuse it; the refusal stands until the amendment is revised."""
    command = c.RefuseAmendmentApproval(
        header=sender.header(body),
        amendment=amendment,
        approval=body.approval(),
        reason=body.reason,
    )
    return await sender.send(command)
