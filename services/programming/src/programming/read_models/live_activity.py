"""Tries every event that the live view counts, where a failure is kept and told.

The live view has no database: an event that it has to leave out would be told by itself alone.
This consumer reads the same events with the same code. One that cannot be counted is parked here,
and `status` of the service tells of it until it is replayed.
"""

from collections.abc import Sequence

from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, read_rows, write_rows
from sqlalchemy import Column, Table, Text
from sqlalchemy.ext.asyncio import AsyncConnection

from programming.live.movements import (
    ACTIVITY,
    UNKNOWN,
    ActivityEvent,
    KnownConvention,
    counted,
)

metadata = ModelTables("live_activity")
convention = Table(
    "convention",
    metadata,
    Column("stream_id", Text, primary_key=True),
    Column("region", Text, nullable=False),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ActivityEvent]]) -> None:
    """Keeps each convention's region. Raises what the live view leaves out for."""
    streams = {(recorded.stream_id,) for recorded in events}
    rows = await read_rows(connection, convention, streams)
    known = {key: KnownConvention(region=row["region"]) for key, row in rows.items()}
    learnt: dict[Key, Row] = {}
    for recorded in events:
        key, before = (recorded.stream_id,), known.get((recorded.stream_id,), UNKNOWN)
        known[key], _ = counted(before, recorded.event)
        if known[key] != before:
            learnt[key] = {"stream_id": recorded.stream_id, "region": known[key].region}
    await write_rows(connection, convention, learnt)


LIVE_ACTIVITY = ReadModel(metadata=metadata, catalogue=ACTIVITY, project=project)
