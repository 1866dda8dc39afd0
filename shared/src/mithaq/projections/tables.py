"""Where each reader stands and what it could not digest: the kernel's rows in every database."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    delete,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import LogRecord

metadata = MetaData()

_REASON = 2_000  # characters; enough to know the cause, not a second copy of the event

READ_MODEL = Table(
    "read_model",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
)
CONSUMER_OFFSET = Table(
    "consumer_offset",
    metadata,
    Column("consumer", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("partition", Integer, primary_key=True),
    Column("next_offset", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("cluster_id", Text, nullable=False),
)


def _letter() -> list[Column[Any]]:
    return [
        Column("consumer", Text, primary_key=True),
        Column("source", Text, primary_key=True),
        Column("seq", BigInteger, primary_key=True),
        Column("stream_id", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("event_id", Uuid, nullable=False),
        Column("type", Text, nullable=False),
        Column("schema", Integer, nullable=False),
        Column("data", Text, nullable=False),
        Column("meta", Text, nullable=False),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
        Column("hash", LargeBinary, nullable=False),
        Column("reason", Text, nullable=False),
        Column("buried_at", DateTime(timezone=True)),
    ]


DEAD_LETTER = Table("dead_letter", metadata, *_letter())
DROPPED_LETTER = Table(
    "dropped_letter",
    metadata,
    *_letter(),
    Column("dropped_at", DateTime(timezone=True)),
    Column("dropped_by", Text, nullable=False),
    Column("dropped_because", Text, nullable=False),
)
HALTED_CONSUMER = Table(
    "halted_consumer",
    metadata,
    Column("consumer", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("stream_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("halted_at", DateTime(timezone=True)),
)
PARKED_STREAM = Table(
    "parked_stream",
    metadata,
    Column("consumer", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("stream_id", Text, primary_key=True),
    Column("since_seq", BigInteger, nullable=False),
)


async def claim(connection: AsyncConnection, name: str) -> int:
    """The line this read model has reached; its row stays locked until the transaction ends."""
    query = select(READ_MODEL.c.seq).where(READ_MODEL.c.name == name).with_for_update()
    return int((await connection.execute(query)).scalar_one())


async def move(connection: AsyncConnection, name: str, seq: int) -> None:
    await connection.execute(update(READ_MODEL).where(READ_MODEL.c.name == name).values(seq=seq))


async def bury(
    connection: AsyncConnection, consumer: str, source: str, record: LogRecord, reason: str
) -> None:
    """Keep the line as it came, with the reason; burying it again changes nothing."""
    row = {
        "consumer": consumer,
        "source": source,
        "seq": record.seq,
        "stream_id": record.stream_id,
        "version": record.version,
        "event_id": record.event_id,
        "type": record.type,
        "schema": record.schema,
        "data": record.data,
        "meta": record.meta,
        "recorded_at": record.recorded_at,
        "hash": record.hash,
        "reason": _storable(reason),
    }
    await connection.execute(insert(DEAD_LETTER).values(row).on_conflict_do_nothing())


def _storable(reason: str) -> str:
    """A reason may quote what could not be stored, at any length."""
    return reason[:_REASON].encode(errors="replace").decode().replace("\x00", "�")


async def park(connection: AsyncConnection, consumer: str, source: str, record: LogRecord) -> None:
    row = {
        "consumer": consumer,
        "source": source,
        "stream_id": record.stream_id,
        "since_seq": record.seq,
    }
    await connection.execute(insert(PARKED_STREAM).values(row).on_conflict_do_nothing())


async def forget(connection: AsyncConnection, consumer: str) -> None:
    """Remove every trace of a consumer's dead letters and parked streams, but for what a person
    dropped: that stands for ever."""
    for table in (DEAD_LETTER, PARKED_STREAM, HALTED_CONSUMER):
        await connection.execute(delete(table).where(table.c.consumer == consumer))
