"""A copy of every event of every service, byte for byte as it was received."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from mithaq.events import LogRecord
from mithaq.projections import ModelTables, RawReadModel
from mithaq.projections.rows import insert_rows
from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    Row,
    Table,
    Text,
    Uuid,
    cast,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.sources import SOURCES

# Revision: an index by time.
metadata = ModelTables("event_copy", revision=2)
event = Table(
    "event",
    metadata,
    Column("source", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", Uuid, nullable=False),
    Column("stream_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("data", Text, nullable=False),
    Column("meta", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("event_stream", "stream_id", "version"),
    Index("event_moment", "source", "recorded_at"),
)
_SLICE = 500


async def project(connection: AsyncConnection, source: str, records: Sequence[LogRecord]) -> None:
    """Insert every line. Another line under a number that is there already violates the key."""
    await insert_rows(connection, event, [_row(source, record) for record in records])


def _row(source: str, record: LogRecord) -> dict[str, Any]:
    return {"source": source, **record._asdict()}


EVENT_COPY = RawReadModel(
    metadata=metadata,
    sources=SOURCES,
    project=project,
    copies=event,
)


async def after(connection: AsyncConnection, source: str, seq: int) -> Sequence[LogRecord]:
    """The next lines of a log, by number: a slice that takes some milliseconds to read."""
    query = select(event).where(event.c.source == source, event.c.seq > seq)
    rows = (await connection.execute(query.order_by(event.c.seq).limit(_SLICE))).all()
    return [_record(row) for row in rows]


def _record(row: Row[Any]) -> LogRecord:
    fields = dict(row._mapping)
    del fields["source"]
    return LogRecord(**fields)


async def end_of(connection: AsyncConnection, source: str) -> int:
    """The number of the last line we have; logs are dense, so that many unless there is a gap."""
    query = select(func.max(event.c.seq)).where(event.c.source == source)
    return (await connection.execute(query)).scalar_one() or 0


async def first_after(connection: AsyncConnection, source: str, instant: datetime) -> int | None:
    """The number of the first line recorded after an instant.

    What was known at it is all before that line: the last position that a running maximum of the
    clock had not passed. Where the clock was set back, no line appears without those before it.
    """
    query = select(func.min(event.c.seq)).where(
        event.c.source == source, event.c.recorded_at > instant
    )
    found: int | None = (await connection.execute(query)).scalar_one()
    return found


async def source_of(connection: AsyncConnection, stream_id: str) -> str | None:
    """The log that has this stream."""
    query = select(event.c.source).where(event.c.stream_id == stream_id).limit(1)
    found: str | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def hash_at(connection: AsyncConnection, source: str, seq: int) -> bytes | None:
    """The hash that came with a line, None if we do not have it."""
    query = select(event.c.hash).where(event.c.source == source, event.c.seq == seq)
    found: bytes | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def stream(
    connection: AsyncConnection,
    stream_id: str,
    *,
    after: int,
    limit: int,
    as_of: date | None = None,
    before: int | None = None,
) -> Sequence[Row[Any]]:
    """A stream's lines above version `after`: holding by `as_of`, standing before a position."""
    query = select(event).where(event.c.stream_id == stream_id, event.c.version > after)
    if as_of is not None:
        effective = cast(event.c.meta, JSONB)["effective_date"].astext
        query = query.where(effective <= as_of.isoformat())
    if before is not None:
        query = query.where(event.c.seq < before)
    return (await connection.execute(query.order_by(event.c.version).limit(limit))).all()
