"""Reading mandates: all of an organisation's, those that hold on a day, or one."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from mithaq.http import PROBLEMS, CallerOf, MinPosition, MoneyBody
from mithaq.money import Money
from pydantic import BaseModel
from sqlalchemy import Row

from partners.domain.access import MandateUnknown, OrganisationUnknown
from partners.domain.policy import may_see_private
from partners.read_models import mandates
from partners.routes.dependencies import Parts

router = APIRouter(
    prefix="/v1/organisations/{organisation_id}/mandates", tags=["mandates"], responses=PROBLEMS
)


class MandateView(BaseModel):
    mandate_id: UUID
    organisation_id: UUID
    representative_id: UUID
    capacity: str
    instrument: str
    valid_from: date
    valid_to: date | None
    ceiling: MoneyBody | None
    revoked_on: date | None
    revoked_because: str | None


class Mandates(BaseModel):
    items: Sequence[MandateView]


@router.get("")
async def list_mandates(
    organisation_id: UUID,
    caller: CallerOf,
    partners: Parts,
    position: MinPosition,
    on: Annotated[date | None, Query(description="Only those that hold on this day.")] = None,
) -> Mandates:
    """The organisation's mandates, oldest first."""
    if not may_see_private(caller, organisation_id):
        raise OrganisationUnknown
    if position is not None:
        await partners.mandates.wait(position)
    async with partners.mandates.connect() as connection:
        rows = await mandates.of_organisation(connection, organisation_id, on)
    return Mandates(items=[_view(row) for row in rows])


@router.get("/{mandate_id}")
async def read_mandate(
    organisation_id: UUID,
    mandate_id: UUID,
    caller: CallerOf,
    partners: Parts,
    position: MinPosition,
) -> MandateView:
    """One mandate, revoked or not."""
    if not may_see_private(caller, organisation_id):
        raise OrganisationUnknown
    if position is not None:
        await partners.mandates.wait(position)
    async with partners.mandates.connect() as connection:
        row = await mandates.find(connection, organisation_id, mandate_id)
    if row is None:
        raise MandateUnknown
    return _view(row)


def _view(row: Row[Any]) -> MandateView:
    ceiling = None if row.ceiling is None else MoneyBody.of(Money(row.ceiling))
    return MandateView.model_validate({**row._mapping, "ceiling": ceiling})
