"""Mandates of an organisation: recorded by one person, confirmed by another, revoked, read."""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query
from mithaq.http import (
    PROBLEMS,
    Answer,
    Body,
    CallerOf,
    Count,
    Cursor,
    Day,
    Line,
    MinPosition,
    MoneyBody,
    Page,
)
from pydantic import Field, TypeAdapter

from partners.application import entries_of, read_as
from partners.domain import commands
from partners.domain.mandate import Mandate
from partners.domain.policy import may_see_private
from partners.domain.rules import MandateUnknown, OrganisationUnknown
from partners.domain.vocabulary import CeilingScope
from partners.read_models import mandates
from partners.routes import views
from partners.routes.dependencies import Grounds, KnownOrganisation, Parts, Reasoned

router = APIRouter(
    prefix="/v1/organisations/{organisation_id}/mandates", tags=["mandates"], responses=PROBLEMS
)


_AFTER: Final = TypeAdapter(tuple[date, UUID])


class Record(Body):
    representative_id: UUID
    capacity: Annotated[Line, Field(examples=["Président du conseil communal"])]
    instrument: Annotated[Line, Field(examples=["Délibération n° 12/2026 du 5 février 2026"])]
    valid_from: Day
    valid_to: Annotated[Day | None, Field(description="Included; absent means open.")] = None
    ceiling: Annotated[MoneyBody | None, Field(description="Absent means no limit.")] = None
    ceiling_scope: Annotated[
        CeilingScope, Field(description="Each signature alone, or the total of all of them.")
    ] = CeilingScope.TOTAL
    delegation_depth: Annotated[
        Count, Field(le=5, description="How many times over its holder may pass it on.")
    ] = 0

    def mandate(self, mandate_id: UUID) -> Mandate:
        return Mandate(
            mandate_id=mandate_id,
            representative_id=self.representative_id,
            capacity=self.capacity,
            instrument=self.instrument,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            ceiling=self.ceiling.money() if self.ceiling else None,
            ceiling_scope=self.ceiling_scope,
        )


class Revocation(Body):
    reason: Grounds
    revoked_on: Annotated[Day | None, Field(description="First day without it; today.")] = None


@router.post("", status_code=201)
async def record_mandate(body: Record, sender: KnownOrganisation) -> Answer:
    """Record a representative's power to sign. It signs nothing before another confirms it."""
    new = sender.new_id("mandate")
    command = commands.RecordMandate(
        header=sender.header(), mandate=body.mandate(new), depth=body.delegation_depth
    )
    location = f"/v1/organisations/{sender.organisation_id}/mandates/{new}"
    return await sender.send(command, made=new, location=location)


@router.post("/{mandate_id}/delegations", status_code=201)
async def delegate_mandate(mandate_id: UUID, body: Record, sender: KnownOrganisation) -> Answer:
    """Pass a mandate on, within its days and its ceiling: its holder, where it may be.

    Another person than the two confirms it, like any mandate. It ends when that one does.
    """
    new = sender.new_id("mandate")
    command = commands.DelegateMandate(
        header=sender.header(),
        mandate=body.mandate(new),
        delegated_from=mandate_id,
        depth=body.delegation_depth,
    )
    location = f"/v1/organisations/{sender.organisation_id}/mandates/{new}"
    return await sender.send(command, made=new, location=location)


@router.post("/{mandate_id}/confirmation")
async def confirm_mandate(mandate_id: UUID, sender: KnownOrganisation) -> Answer:
    """Confirm what another person recorded. Its holder may not."""
    return await sender.send(commands.ConfirmMandate(header=sender.header(), mandate_id=mandate_id))


@router.post("/{mandate_id}/declining")
async def decline_mandate(mandate_id: UUID, body: Reasoned, sender: KnownOrganisation) -> Answer:
    """Say that a recorded mandate will not be confirmed."""
    command = commands.DeclineMandate(
        header=sender.header(), mandate_id=mandate_id, reason=body.reason
    )
    return await sender.send(command)


@router.post("/{mandate_id}/revocation")
async def revoke_mandate(mandate_id: UUID, body: Revocation, sender: KnownOrganisation) -> Answer:
    """End a mandate before its time; from that day on, that day included, it does not hold."""
    today = sender.today()
    revoked_on = body.revoked_on or today
    command = commands.RevokeMandate(
        header=sender.header(min(revoked_on, today)),
        mandate_id=mandate_id,
        revoked_on=revoked_on,
        reason=body.reason,
    )
    return await sender.send(command)


@router.get("")
async def list_mandates(
    organisation_id: UUID,
    caller: CallerOf,
    partners: Parts,
    cursor: Cursor,
    position: MinPosition,
    *,
    on: Annotated[Day | None, Query(description="Only those that hold on this day.")] = None,
) -> Page[views.MandateView]:
    """The organisation's mandates, oldest first, those of what was merged into it among them."""
    if not may_see_private(await read_as(partners, organisation_id, caller), organisation_id):
        raise OrganisationUnknown
    after, entries = cursor.after(_AFTER), await entries_of(partners, organisation_id)
    async with partners.mandates.connect(position) as connection:
        rows = await mandates.of_organisation(
            connection, entries, limit=cursor.fetch, after=after, on=on
        )
    page = cursor.page(rows, key=lambda row: (row.valid_from, row.mandate_id))
    items = [views.MandateView.model_validate(row) for row in page.items]
    return Page(items=items, next=page.next)


@router.get("/{mandate_id}")
async def read_mandate(
    organisation_id: UUID,
    mandate_id: UUID,
    caller: CallerOf,
    partners: Parts,
    position: MinPosition,
) -> views.MandateView:
    """One mandate, whatever became of it."""
    if not may_see_private(await read_as(partners, organisation_id, caller), organisation_id):
        raise OrganisationUnknown
    async with partners.mandates.connect(position) as connection:
        row = await mandates.find(connection, organisation_id, mandate_id)
    if row is None:
        raise MandateUnknown
    return views.MandateView.model_validate(row)
