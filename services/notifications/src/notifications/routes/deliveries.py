"""What was told to whom, what waits, what went wrong; and sending once more by command."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from mithaq.commands import Caller
from mithaq.http import PROBLEMS, CallerOf, Conditional, Cursor, Page, parts_of, set_version
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from sqlalchemy import Row

from notifications.domain.delivery import State
from notifications.domain.notices import Audience, Template
from notifications.domain.rules import OfficeOnly, ReadersOnly
from notifications.outbox.log import DeliveryLog

router = APIRouter(prefix="/v1/deliveries", tags=["deliveries"], responses=PROBLEMS)

Log = Annotated[DeliveryLog, Depends(parts_of(DeliveryLog))]
_AFTER: Final = TypeAdapter(tuple[datetime, UUID])
_READERS: Final = frozenset({"office", "auditor"})


class DeliveryView(BaseModel):
    """`recipient` is a representative's id, null while nobody is known who could be told."""

    model_config = ConfigDict(from_attributes=True)

    delivery_id: UUID
    version: int
    cause: Annotated[UUID, Field(description="Id of the event that gave the reason to write.")]
    template: Template
    audience: Audience
    convention_id: UUID
    amendment: Annotated[int, Field(description="0 for the convention itself.")]
    organisation_id: UUID
    recipient: UUID | None
    state: State
    reason: str | None
    attempts: int
    address_masked: str | None
    created_at: datetime
    due_at: datetime
    sending_at: datetime | None
    sent_at: datetime | None
    redelivered_by: str | None
    redelivered_at: datetime | None


@router.get("")
async def list_deliveries(
    caller: CallerOf,
    log: Log,
    cursor: Cursor,
    convention: UUID | None = None,
    state: Annotated[State | None, Query(description="Addressed notices only if asked.")] = None,
) -> Page[DeliveryView]:
    """The delivery log, newest first."""
    _ensure_reader(caller)
    rows = await log.page(
        limit=cursor.fetch, after=cursor.after(_AFTER), convention=convention, state=state
    )
    page = cursor.page(rows, key=lambda row: (row.created_at, row.delivery_id))
    return Page(items=[_view(row) for row in page.items], next=page.next)


@router.get("/{delivery_id}")
async def read_delivery(
    delivery_id: UUID, caller: CallerOf, log: Log, response: Response
) -> DeliveryView:
    """One delivery; its ETag goes into the If-Match of a redelivery."""
    _ensure_reader(caller)
    row = await log.find(delivery_id)
    set_version(response, row.version)
    return _view(row)


@router.post("/{delivery_id}/redelivery", status_code=202)
async def redeliver(
    delivery_id: UUID, submission: Conditional, log: Log, response: Response
) -> DeliveryView:
    """Send a finished message once more, above all one whose fate is unknown.

    The Message-ID stays: a mailbox that has the message already shows it once.
    """
    if "office" not in submission.caller.roles:
        raise OfficeOnly
    row = await log.redeliver(delivery_id, submission.expected or 0, submission.caller.subject)
    set_version(response, row.version)
    return _view(row)


def _ensure_reader(caller: Caller) -> None:
    if not caller.roles & _READERS:
        raise ReadersOnly


def _view(row: Row[Any]) -> DeliveryView:
    return DeliveryView.model_validate(row)
