"""Commands on mandates: granted, revoked."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from mithaq.http import (
    PROBLEMS,
    Answer,
    Body,
    Conditional,
    MoneyBody,
    answer,
)
from mithaq.ids import derive
from pydantic import Field

from partners import application
from partners.domain import commands
from partners.routes.dependencies import Line, Parts, Prose, capacity_of

router = APIRouter(
    prefix="/v1/organisations/{organisation_id}/mandates", tags=["mandates"], responses=PROBLEMS
)


class Grant(Body):
    representative_id: UUID
    capacity: Annotated[Line, Field(examples=["Président du conseil communal"])]
    instrument: Annotated[Line, Field(examples=["Délibération n° 12/2026 du 5 février 2026"])]
    valid_from: date
    valid_to: Annotated[date | None, Field(description="Included; absent means open.")] = None
    ceiling: Annotated[MoneyBody | None, Field(description="Absent means no limit.")] = None


class Revocation(Body):
    reason: Prose
    revoked_on: Annotated[date | None, Field(description="First day without it; today.")] = None


@router.post("", status_code=201)
async def grant_mandate(
    organisation_id: UUID, body: Grant, submission: Conditional, partners: Parts, response: Response
) -> Answer:
    """Give a representative the power to sign, in a capacity, by an instrument, for a time."""
    mandate_id = derive(submission.command_id, "mandate")
    command = commands.GrantMandate(
        caller=submission.caller,
        on=partners.today(),
        mandate_id=mandate_id,
        representative_id=body.representative_id,
        capacity=body.capacity,
        instrument=body.instrument,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        ceiling=body.ceiling.money() if body.ceiling else None,
    )
    request = submission.request(capacity_of(submission.caller), command.on)
    accepted = await application.run(partners, organisation_id, command, request)
    location = f"/v1/organisations/{organisation_id}/mandates/{mandate_id}"
    return answer(response, accepted, mandate_id, location=location)


@router.post("/{mandate_id}/revocation")
async def revoke_mandate(
    organisation_id: UUID,
    mandate_id: UUID,
    *,
    body: Revocation,
    submission: Conditional,
    partners: Parts,
    response: Response,
) -> Answer:
    """End a mandate before its time; from that day on, that day included, it does not hold."""
    command = commands.RevokeMandate(
        caller=submission.caller,
        on=body.revoked_on or partners.today(),
        mandate_id=mandate_id,
        reason=body.reason,
    )
    request = submission.request(capacity_of(submission.caller), command.on)
    accepted = await application.run(partners, organisation_id, command, request)
    return answer(response, accepted, organisation_id)
