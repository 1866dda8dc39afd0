"""The history of one stream, event by event, as it was known and as it holds."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Path
from mithaq.events import decode_metadata
from mithaq.http import PROBLEMS, CallerOf, Cursor, Page, Window
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.access import ensure_reads_stream
from audit.errors import StreamUnknown
from audit.parts import Parts
from audit.read_models import event_copy
from audit.read_models.ledger_queries import Moment
from audit.routes.moments import AsOf

router = APIRouter(prefix="/v1/streams", tags=["streams"], responses=PROBLEMS)
_AFTER = TypeAdapter(int)
StreamId = Annotated[str, Path(max_length=200, pattern=r"^[A-Za-z0-9._:-]+$")]


class Happened(BaseModel):
    """One event: what, who in which capacity, holding from when, recorded when."""

    model_config = ConfigDict(frozen=True)

    version: Annotated[int, Field(description="Its place in the stream.")]
    seq: Annotated[int, Field(description="Its place in its service's log.")]
    source: Annotated[str, Field(examples=["ma.mithaq.conventions"])]
    event_id: UUID
    type: Annotated[str, Field(examples=["ConventionSigned"])]
    schema_version: Annotated[
        int, Field(description="The version of the type's schema that the payload was written in.")
    ]
    actor: str
    organisation: str | None
    capacity: Annotated[str, Field(examples=["office"])]
    effective_date: date
    recorded_at: datetime
    causation_id: UUID | None
    payload: dict[str, Any]
    hash: Annotated[str, Field(description="The log's chain at this event.")]


@router.get("/{stream_id}/events")
async def read_stream(
    stream_id: StreamId, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> Page[Happened]:
    """The stream's events in order; personal data in them stays sealed."""
    async with parts.engine.connect() as connection:
        await ensure_reads_stream(connection, caller, stream_id)
        return await history(connection, stream_id, moment, cursor)


async def history(
    connection: AsyncConnection, stream_id: str, moment: Moment, window: Window
) -> Page[Happened]:
    """Raises StreamUnknown for a stream without events."""
    if not await event_copy.stream(connection, stream_id, after=0, limit=1):
        raise StreamUnknown(stream=stream_id)
    rows = await event_copy.stream(
        connection,
        stream_id,
        after=window.after(_AFTER) or 0,
        limit=window.fetch,
        as_of=moment.as_of,
        known_at=moment.known_at,
    )
    return window.page([_happened(row) for row in rows], key=lambda event: event.version)


def _happened(row: Row[Any]) -> Happened:
    meta = decode_metadata(row.meta)
    return Happened(
        version=row.version,
        seq=row.seq,
        source=row.source,
        event_id=row.event_id,
        type=row.type,
        schema_version=row.schema,
        actor=meta.actor.id,
        organisation=meta.actor.organisation,
        capacity=meta.actor.capacity,
        effective_date=meta.effective_date,
        recorded_at=row.recorded_at,
        causation_id=meta.causation_id,
        payload=orjson.loads(row.data),
        hash=row.hash.hex(),
    )
