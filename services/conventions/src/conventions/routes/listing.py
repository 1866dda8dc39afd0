"""Lists over all conventions, from read models: a moment behind, unless asked to wait."""

from datetime import date, datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query
from mithaq.http import (
    PROBLEMS,
    CallerOf,
    Code,
    Cursor,
    Day,
    MinPosition,
    MoneyBody,
    Name,
    Page,
    View,
)
from pydantic import TypeAdapter

from conventions.domain.core.policy import listed_for
from conventions.domain.core.vocabulary import State
from conventions.read_models import convention_list, tranche_schedule
from conventions.routes.dependencies import Parts
from conventions.routes.views.convention import OutlineView

router = APIRouter(prefix="/v1", tags=["reading"], responses=PROBLEMS)

_AFTER_ID: Final = TypeAdapter(UUID)
_AFTER_DUE: Final = TypeAdapter(tuple[Day, UUID, Name])


class ConventionLine(OutlineView):
    paid: MoneyBody
    signed_on: date | None
    in_force_on: date | None
    ends_on: date | None
    changed_at: datetime


class DueTranche(View):
    convention_id: UUID
    tranche: str
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    due_on: date
    amount: MoneyBody
    called: MoneyBody
    ordered: MoneyBody
    paid: MoneyBody
    overpayment_open: bool


@router.get("/conventions")
async def list_conventions(
    caller: CallerOf,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
    *,
    state: State | None = None,
    region: Annotated[Code | None, Query(description="HCP code.")] = None,
    organisation: UUID | None = None,
) -> Page[ConventionLine]:
    """Conventions, newest first: all of them to the office, one's own to a partner."""
    reader = conventions.readers[convention_list.CONVENTION_LIST.name]
    async with reader.connect(position) as connection:
        rows = await convention_list.search(
            connection,
            limit=cursor.fetch,
            after=cursor.after(_AFTER_ID),
            state=state,
            region=region,
            organisation=organisation,
            seen_by=listed_for(caller),
        )
    page = cursor.page(rows, key=lambda row: row.id)
    return Page(items=[ConventionLine.model_validate(row) for row in page.items], next=page.next)


@router.get("/tranches")
async def list_due_tranches(
    caller: CallerOf,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
    *,
    due_before: Day | None = None,
    organisation: UUID | None = None,
) -> Page[DueTranche]:
    """Tranches not wholly paid, the longest due first: all to the office, one's own to a funder."""
    reader = conventions.readers[tranche_schedule.TRANCHE_SCHEDULE.name]
    async with reader.connect(position) as connection:
        rows = await tranche_schedule.unpaid(
            connection,
            limit=cursor.fetch,
            after=cursor.after(_AFTER_DUE),
            due_before=due_before,
            organisation=organisation,
            seen_by=listed_for(caller),
        )
    page = cursor.page(rows, key=lambda row: (row.due_on, row.convention_id, row.tranche))
    return Page(items=[DueTranche.model_validate(row) for row in page.items], next=page.next)
