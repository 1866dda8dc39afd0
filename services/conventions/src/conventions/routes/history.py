"""The history of one convention, readable: its events as the service's log has them."""

from datetime import date, datetime
from typing import Any, Final, Self
from uuid import UUID

import orjson
from fastapi import APIRouter
from mithaq.events import LogRecord, decode_metadata
from mithaq.http import (
    PROBLEMS,
    CallerOf,
    Cursor,
    MinPosition,
    Page,
    VersionKey,
    View,
    with_amounts,
)
from pydantic import TypeAdapter

from conventions.application import found, stream_of
from conventions.catalogue import CONVENTIONS
from conventions.routes.dependencies import Parts

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/events", tags=["reading"], responses=PROBLEMS
)

_AFTER: Final = TypeAdapter(VersionKey)


class Fact(View):
    """One event: `recorded_at` is when we knew it, `effective_date` when it holds."""

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

    @classmethod
    def of(cls, line: LogRecord) -> Self:
        """The event as today's classes write it, whatever version it was recorded in.

        Amounts have the form that every other answer gives them.
        """
        event = CONVENTIONS.decode(line.type, line.schema, line.data)
        name, _, data = CONVENTIONS.encode(event)
        meta = decode_metadata(line.meta)
        return cls(
            version=line.version,
            seq=line.seq,
            event_id=line.event_id,
            type=name,
            recorded_at=line.recorded_at,
            effective_date=meta.effective_date,
            actor=meta.actor.id,
            organisation=meta.actor.organisation,
            capacity=meta.actor.capacity,
            correlation_id=meta.correlation_id,
            data=with_amounts(orjson.loads(data), CONVENTIONS.amounts),
        )


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
    if position is not None:
        await conventions.log.wait(position)
    lines = await conventions.log.of_stream(
        stream_of(convention_id), after=cursor.after(_AFTER) or 0, limit=cursor.fetch
    )
    page = cursor.page(lines, key=lambda line: line.version)
    return Page(items=[Fact.of(line) for line in page.items], next=page.next)
