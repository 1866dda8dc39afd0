"""Mandates of an organisation: grant and revoke them, read them."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from mithaq.http import PROBLEMS, Answer, Body, CallerOf, Line, MinPosition, MoneyBody
from pydantic import Field

from partners.domain import commands
from partners.domain.mandate import Mandate
from partners.domain.policy import may_see_private
from partners.domain.rules import MandateUnknown, OrganisationUnknown
from partners.read_models import mandates
from partners.routes import views
from partners.routes.dependencies import Grounds, KnownOrganisation, Parts

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

    def mandate(self, mandate_id: UUID) -> Mandate:
        return Mandate(
            mandate_id=mandate_id,
            representative_id=self.representative_id,
            capacity=self.capacity,
            instrument=self.instrument,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            ceiling=self.ceiling.money() if self.ceiling else None,
        )


class Revocation(Body):
    reason: Grounds
    revoked_on: Annotated[date | None, Field(description="First day without it; today.")] = None


@router.post("", status_code=201)
async def grant_mandate(body: Grant, sender: KnownOrganisation) -> Answer:
    """Give a representative the power to sign, in a capacity, by an instrument, for a time."""
    new = sender.new_id("mandate")
    command = commands.GrantMandate(header=sender.header(), mandate=body.mandate(new))
    location = f"/v1/organisations/{sender.organisation_id}/mandates/{new}"
    return await sender.send(command, made=new, location=location)


@router.post("/{mandate_id}/revocation")
async def revoke_mandate(mandate_id: UUID, body: Revocation, sender: KnownOrganisation) -> Answer:
    """End a mandate before its time; from that day on, that day included, it does not hold."""
    header = sender.header(body.revoked_on)
    command = commands.RevokeMandate(header=header, mandate_id=mandate_id, reason=body.reason)
    return await sender.send(command)


@router.get("")
async def list_mandates(
    organisation_id: UUID,
    caller: CallerOf,
    partners: Parts,
    position: MinPosition,
    on: Annotated[date | None, Query(description="Only those that hold on this day.")] = None,
) -> views.Mandates:
    """The organisation's mandates, oldest first."""
    if not may_see_private(caller, organisation_id):
        raise OrganisationUnknown
    async with partners.mandates.connect(position) as connection:
        rows = await mandates.of_organisation(connection, organisation_id, on)
    return views.Mandates(items=[views.MandateView.model_validate(row) for row in rows])


@router.get("/{mandate_id}")
async def read_mandate(
    organisation_id: UUID,
    mandate_id: UUID,
    caller: CallerOf,
    partners: Parts,
    position: MinPosition,
) -> views.MandateView:
    """One mandate, revoked or not."""
    if not may_see_private(caller, organisation_id):
        raise OrganisationUnknown
    async with partners.mandates.connect(position) as connection:
        row = await mandates.find(connection, organisation_id, mandate_id)
    if row is None:
        raise MandateUnknown
    return views.MandateView.model_validate(row)
