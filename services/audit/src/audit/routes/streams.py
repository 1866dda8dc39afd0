"""The history of one stream, event by event, as of a day and as known at an instant."""

from typing import Annotated, Any, Final

import orjson
from fastapi import APIRouter, Path, Response
from mithaq.http import (
    PROBLEMS,
    CallerOf,
    Cursor,
    Page,
    VersionKey,
    WholeInText,
    Window,
)
from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.domain.rules import StreamUnknown
from audit.read_models import event_copy
from audit.routes.dependencies import Asked, AsOf, Parts, ensure_reads_stream, log_moment
from audit.routes.views.streams import StreamEvent, payload_of

router = APIRouter(prefix="/v1/streams", tags=["streams"], responses=PROBLEMS)
_AFTER = TypeAdapter(VersionKey)
_JSON: Final = "application/json"
_FILE: Final[dict[int | str, Any]] = {
    200: {"description": "The file, as an attachment.", "content": {_JSON: {"schema": {}}}}
}
_Version = Annotated[WholeInText, Path(ge=1, le=2**31 - 1)]
StreamId = Annotated[str, Path(max_length=200, pattern=r"^[A-Za-z0-9._:-]+$")]


@router.get("/{stream_id}/events")
async def read_stream(
    stream_id: StreamId, caller: CallerOf, parts: Parts, moment: AsOf, cursor: Cursor
) -> Page[StreamEvent]:
    """The stream's events in order; personal data in them stays sealed."""
    async with parts.connect() as connection:
        await ensure_reads_stream(connection, caller, stream_id)
        return await history(connection, stream_id, moment, cursor)


@router.get("/{stream_id}/events/{version}/file", response_class=Response, responses=_FILE)
async def export_event(
    stream_id: StreamId, version: _Version, caller: CallerOf, parts: Parts
) -> Response:
    """The payload of one event whole, however long, as a file."""
    async with parts.connect() as connection:
        await ensure_reads_stream(connection, caller, stream_id)
        rows = await event_copy.stream(connection, stream_id, after=version - 1, limit=1)
    if not rows or rows[0].version != version:
        raise StreamUnknown(stream=stream_id)
    name = f'attachment; filename="{rows[0].event_id}.json"'
    told = orjson.dumps(payload_of(rows[0]))
    return Response(told, media_type=_JSON, headers={"Content-Disposition": name})


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
    return window.shown(rows, key=lambda row: row.version, show=StreamEvent.of)
