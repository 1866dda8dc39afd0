"""Lists over all conventions, from read models: a moment behind, unless asked to wait."""

from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query
from mithaq.commands import Caller
from mithaq.http import PROBLEMS, CallerOf, Cursor, MinPosition, MoneyBody, Page
from mithaq.money import Money
from pydantic import BaseModel, ConfigDict, TypeAdapter

from conventions.domain.rules.access import CallerWithoutOrganisation
from conventions.domain.vocabulary import Instrument, State
from conventions.read_models import convention_list, tranche_schedule
from conventions.routes.dependencies import Parts

router = APIRouter(prefix="/v1", tags=["reading"], responses=PROBLEMS)

_SEES_ALL: Final = frozenset({"office", "auditor", "service", "controller", "accountant"})
_AFTER_ID: Final = TypeAdapter(UUID)
_AFTER_DUE: Final = TypeAdapter(tuple[date, UUID, str])


class ConventionLine(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: UUID
    version: int
    reference: str
    instrument: Instrument
    title_fr: str
    title_ar: str | None
    state: State
    territory: str
    region: str
    total: MoneyBody
    paid: MoneyBody
    first_year: int
    last_year: int
    signed_on: date | None
    in_force_on: date | None
    ends_on: date | None
    changed_at: datetime


class DueTranche(BaseModel):
    model_config = ConfigDict(frozen=True)

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


def _seen_by(caller: Caller) -> UUID | None:
    """None sees every convention; others what involves their organisation."""
    sees_all = caller.roles & _SEES_ALL
    if sees_all & {"office", "auditor", "service"} or (sees_all and caller.organisation is None):
        return None
    if caller.organisation is None:
        raise CallerWithoutOrganisation()
    return caller.organisation


def _money(row: Any, *names: str) -> dict[str, Any]:  # noqa: ANN401
    fields = dict(row._mapping)
    return fields | {name: MoneyBody.of(Money(fields[name])) for name in names}


@router.get("/conventions")
async def list_conventions(
    caller: CallerOf,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
    *,
    state: State | None = None,
    region: Annotated[str | None, Query(max_length=2, description="HCP code.")] = None,
    organisation: UUID | None = None,
) -> Page[ConventionLine]:
    """Conventions, newest first: all of them to the office, one's own to a partner."""
    reader = conventions.readers[convention_list.CONVENTION_LIST.name]
    if position is not None:
        await reader.wait(position)
    async with reader.connect() as connection:
        rows = await convention_list.search(
            connection,
            limit=cursor.fetch,
            after=cursor.after(_AFTER_ID),
            state=state,
            region=region,
            organisation=organisation,
            seen_by=_seen_by(caller),
        )
    page = cursor.page(rows, key=lambda row: row.convention_id)
    lines = [_money(row, "total", "paid") | {"id": row.convention_id} for row in page.items]
    return Page(items=[ConventionLine.model_validate(line) for line in lines], next=page.next)


@router.get("/tranches")
async def list_due_tranches(
    caller: CallerOf,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
    *,
    due_before: date | None = None,
    organisation: UUID | None = None,
) -> Page[DueTranche]:
    """Tranches not wholly paid, the longest due first: all to the office, one's own to a funder."""
    reader = conventions.readers[tranche_schedule.TRANCHE_SCHEDULE.name]
    if position is not None:
        await reader.wait(position)
    async with reader.connect() as connection:
        rows = await tranche_schedule.unpaid(
            connection,
            limit=cursor.fetch,
            after=cursor.after(_AFTER_DUE),
            due_before=due_before,
            organisation=_seen_by(caller) or organisation,
        )
    page = cursor.page(rows, key=lambda row: (row.due_on, row.convention_id, row.tranche))
    lines = [_money(row, "amount", "called", "ordered", "paid") for row in page.items]
    return Page(items=[DueTranche.model_validate(line) for line in lines], next=page.next)
