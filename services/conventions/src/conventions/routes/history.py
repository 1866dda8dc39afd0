"""The history of one convention, readable: its events as the service's log has them."""

from datetime import date, datetime
from typing import Annotated, Any, Final, Self
from uuid import UUID

import orjson
from fastapi import APIRouter, Path, Response
from mithaq.errors import NotFound
from mithaq.events import LogRecord, decode_metadata
from mithaq.http import (
    PROBLEMS,
    CallerOf,
    Cursor,
    MinPosition,
    Page,
    VersionKey,
    View,
    WholeInText,
    shortened,
    with_amounts,
)
from pydantic import Field, TypeAdapter

from conventions.application import found, stream_of
from conventions.catalogue import CONVENTIONS
from conventions.routes.dependencies import Parts
from conventions.routes.downloads import DOWNLOAD, download

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/events", tags=["reading"], responses=PROBLEMS
)

_AFTER: Final = TypeAdapter(VersionKey)
_Version = Annotated[WholeInText, Path(ge=1, le=2**31 - 1)]


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
    left_out: Annotated[
        dict[str, int],
        Field(
            description="Of lists that are too long for a page: how many items are not here. The "
            "whole event is at `events/{version}/file`."
        ),
    ]

    @classmethod
    def of(cls, line: LogRecord) -> Self:
        """The event as today's classes write it, whatever version it was recorded in.

        Amounts have the form that every other answer gives them.
        """
        name, data = _as_today(line)
        shown, left_out = shortened(data)
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
            data=dict(shown),
            left_out=dict(left_out),
        )


def _as_today(line: LogRecord) -> tuple[str, dict[str, Any]]:
    """Its type and its data, as today's classes write it."""
    event = CONVENTIONS.decode(line.type, line.schema, line.data)
    name, _, data = CONVENTIONS.encode(event)
    written: dict[str, Any] = with_amounts(orjson.loads(data), CONVENTIONS.amounts)
    return name, written


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
    return cursor.shown(lines, key=lambda line: line.version, show=Fact.of)


@router.get("/{version}/file", response_class=Response, responses=DOWNLOAD)
async def export_event(
    convention_id: UUID, version: _Version, caller: CallerOf, conventions: Parts
) -> Response:
    """One event whole, however long, as a file: its type and its data."""
    await found(conventions, convention_id, caller)
    lines = await conventions.log.of_stream(stream_of(convention_id), after=version - 1, limit=1)
    if not lines or lines[0].version != version:
        raise NotFound(convention=str(convention_id), event=version)
    name, data = _as_today(lines[0])
    told = orjson.dumps({"version": version, "type": name, "data": data})
    return download(told, f"{convention_id}-{version}")
