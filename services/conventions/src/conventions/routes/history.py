"""The history of one convention, readable."""

from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf, Cursor, MinPosition, Page
from pydantic import BaseModel, ConfigDict, TypeAdapter

from conventions.application import found
from conventions.read_models.convention_history import CONVENTION_HISTORY, history_of
from conventions.routes.dependencies import Parts

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/events", tags=["reading"], responses=PROBLEMS
)

_AFTER: Final = TypeAdapter(int)


class Fact(BaseModel):
    """One event: `recorded_at` is when we knew it, `effective_date` when it holds."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    version: int
    seq: int
    event_id: UUID
    type: str
    recorded_at: datetime
    effective_date: date
    actor: str
    organisation: str | None
    capacity: str
    correlation_id: str
    data: dict[str, Any]


@router.get("")
async def read_history(
    convention_id: UUID,
    caller: CallerOf,
    conventions: Parts,
    cursor: Cursor,
    position: MinPosition,
) -> Page[Fact]:
    """What happened, in order: who, in which capacity, when it was recorded and when it holds."""
    await found(conventions, convention_id, caller)
    reader = conventions.readers[CONVENTION_HISTORY.name]
    if position is not None:
        await reader.wait(position)
    async with reader.connect() as connection:
        rows = await history_of(
            connection, convention_id, limit=cursor.fetch, after=cursor.after(_AFTER)
        )
    page = cursor.page(rows, key=lambda row: row.version)
    return Page(items=[Fact.model_validate(row) for row in page.items], next=page.next)
