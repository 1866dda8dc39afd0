"""The kernel's tables about consumers, in every service database.

Progress: `read_model` (own events) and `consumer_offset` (other services' topics). Failures:
`dead_letter`, `dropped_letter`, `parked_stream`, `halted_consumer`.
"""

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
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

metadata = MetaData()

READ_MODEL = Table(
    "read_model",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("level_at", DateTime(timezone=True)),
    Column("goal", BigInteger),
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


async def lock_seq(
    connection: AsyncConnection, name: str, revision: int | None = None
) -> int | None:
    """The last log sequence this read model applied; locks its row until the transaction ends.

    None if it has no row, or one of another revision.
    """
    query = select(READ_MODEL.c.seq, READ_MODEL.c.revision).where(READ_MODEL.c.name == name)
    row = (await connection.execute(query.with_for_update())).one_or_none()
    return None if row is None or revision not in (None, row.revision) else int(row.seq)


async def save_seq(connection: AsyncConnection, name: str, seq: int) -> None:
    await connection.execute(update(READ_MODEL).where(READ_MODEL.c.name == name).values(seq=seq))
