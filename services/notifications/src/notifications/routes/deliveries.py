"""The delivery log, and the command that has a message sent once more."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response
from mithaq.http import (
    PROBLEMS,
    VERSIONED,
    Answer,
    CallerOf,
    Conditional,
    Cursor,
    Instant,
    Page,
    answer,
    set_version,
)
from pydantic import TypeAdapter

from notifications.domain.delivery import State
from notifications.domain.policy import ensure_reads_deliveries
from notifications.routes.dependencies import Parts
from notifications.routes.views import DeliveryView

router = APIRouter(prefix="/v1/deliveries", tags=["deliveries"], responses=PROBLEMS)
_AFTER: Final = TypeAdapter(tuple[Instant, UUID])


@router.get("")
async def list_deliveries(
    caller: CallerOf,
    parts: Parts,
    cursor: Cursor,
    convention: UUID | None = None,
    state: Annotated[State | None, Query(description="Addressed notices only if asked.")] = None,
) -> Page[DeliveryView]:
    """The delivery log, newest first."""
    ensure_reads_deliveries(caller)
    rows = await parts.deliveries(
        limit=cursor.fetch, after=cursor.after(_AFTER), convention=convention, state=state
    )
    page = cursor.page(rows, key=lambda row: (row.created_at, row.delivery_id))
    return Page(items=[DeliveryView.of(row) for row in page.items], next=page.next)


@router.get("/{delivery_id}", responses=VERSIONED)
async def read_delivery(
    delivery_id: UUID, caller: CallerOf, parts: Parts, response: Response
) -> DeliveryView:
    """One delivery; its ETag goes into the If-Match of a redelivery."""
    ensure_reads_deliveries(caller)
    row = await parts.delivery(delivery_id)
    set_version(response, row.version)
    return DeliveryView.of(row)


@router.post("/{delivery_id}/redelivery", status_code=202)
async def redeliver(
    delivery_id: UUID, submission: Conditional, parts: Parts, response: Response
) -> Answer:
    """Send a finished message once more, above all one whose fate is unknown.

    The Message-ID stays: a mailbox that has the message already shows it once. The answer is at
    position 0: the delivery log is read from the message itself.
    """
    accepted = await parts.redeliver(submission, delivery_id)
    return answer(response, accepted, delivery_id)
