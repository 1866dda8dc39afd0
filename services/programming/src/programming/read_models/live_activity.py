"""Tries every event that the live view counts, where a failure is kept and told.

The live view has no database: an event that it has to leave out would be told by itself alone.
This consumer reads the same events with the same code. One that cannot be counted is parked here,
and `status` of the service tells of it until it is replayed.
"""

from collections.abc import Sequence

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from mithaq.projections.rows import Key, Row, read_rows, write_rows
from sqlalchemy import Column, MetaData, Table, Text
from sqlalchemy.ext.asyncio import AsyncConnection

from programming.live.movements import ACTIVITY, ActivityEvent, KnownConvention, counted

metadata = MetaData(schema="live_activity")
convention = Table(
    "convention",
    metadata,
    Column("stream_id", Text, primary_key=True),
    Column("region", Text, nullable=False),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ActivityEvent]]) -> None:
    """Keeps each convention's region. Raises what the live view leaves out for."""
    streams = {(recorded.stream_id,) for recorded in events}
    rows: dict[Key, Row] = await read_rows(connection, convention, streams)
    for recorded in events:
        row = rows.get((recorded.stream_id,))
        known = KnownConvention(region=row["region"]) if row else KnownConvention()
        after, _ = counted(known, recorded.event)
        rows[recorded.stream_id,] = {"stream_id": recorded.stream_id, "region": after.region}
    await write_rows(connection, convention, rows)


LIVE_ACTIVITY = ReadModel(
    name="live_activity", metadata=metadata, catalogue=ACTIVITY, project=project
)
