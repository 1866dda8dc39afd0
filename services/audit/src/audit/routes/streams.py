"""The history of one stream, event by event, as of a day and as known at an instant."""

from typing import Annotated

from fastapi import APIRouter, Path
from mithaq.http import PROBLEMS, CallerOf, Cursor, Page, VersionKey, Window
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.domain.rules import StreamUnknown
from audit.read_models import event_copy
from audit.routes.dependencies import Asked, AsOf, Parts, ensure_reads_stream, log_moment
from audit.routes.views.streams import StreamEvent

router = APIRouter(prefix="/v1/streams", tags=["streams"], responses=PROBLEMS)
_AFTER = TypeAdapter(VersionKey)
StreamId = Annotated[str, Path(max_length=200, pattern=r"^[A-Za-z0-9._:-]+$")]


@router.get("/{stream_id}/events")
async def read_stream(
    stream_id: StreamId, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> Page[StreamEvent]:
    """The stream's events in order; personal data in them stays sealed."""
    async with parts.connect() as connection:
        await ensure_reads_stream(connection, caller, stream_id)
        return await history(connection, stream_id, moment, cursor)


async def history(
    connection: AsyncConnection, stream_id: str, asked: Asked, window: Window
) -> Page[StreamEvent]:
    """Raises StreamUnknown for a stream without events."""
    source = await event_copy.source_of(connection, stream_id)
    if source is None:
        raise StreamUnknown(stream=stream_id)
    moment = await log_moment(connection, source, asked)
    rows = await event_copy.stream(
        connection,
        stream_id,
        after=window.after(_AFTER) or 0,
        limit=window.fetch,
        as_of=moment.as_of,
        before=moment.before,
    )
    return window.page([StreamEvent.of(row) for row in rows], key=lambda event: event.version)
