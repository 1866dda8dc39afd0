"""Dead letters: the lines a consumer could not apply, and what follows from them.

A line that fails is stored with the reason, and its stream is parked: later lines of that stream
are stored behind it. An operator replays them, or drops a line for good. A consumer with too many
parked streams is halted (see `limit`).
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    BigInteger,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from mithaq.events import LogRecord
from mithaq.projections.shadow import live_name
from mithaq.projections.tables import (
    DEAD_LETTER,
    DROPPED_LETTER,
    HALTED_CONSUMER,
    PARKED_STREAM,
)

_MAX_REASON: Final = 2_000  # characters; enough to know the cause, not a second copy of the event
_NO_SEQ: Final = cast(null(), BigInteger)
# A module constant: building the statement took longer than running it, for each batch.
_EXCLUSIONS: Final = union_all(
    select(PARKED_STREAM.c.stream_id, _NO_SEQ).where(
        PARKED_STREAM.c.consumer == bindparam("consumer"),
        PARKED_STREAM.c.source == bindparam("source"),
    ),
    select(literal(""), DROPPED_LETTER.c.seq).where(
        DROPPED_LETTER.c.consumer == bindparam("live"),
        DROPPED_LETTER.c.source == bindparam("source"),
    ),
    select(literal(""), _NO_SEQ).where(HALTED_CONSUMER.c.consumer == bindparam("consumer")),
)


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What a consumer must not apply: lines of `parked` streams, and `dropped` lines.

    `halted`: the consumer stopped at its limit of parked streams in an earlier batch.
    """

    parked: frozenset[str]
    dropped: frozenset[int]
    halted: bool


async def exclusions(connection: AsyncConnection, consumer: str, source: str) -> Exclusions:
    """One query per batch. A line dropped for a read model is dropped for its rebuild too."""
    parameters = {"consumer": consumer, "live": live_name(consumer), "source": source}
    rows = (await connection.execute(_EXCLUSIONS, parameters)).all()
    return Exclusions(
        parked=frozenset(stream for stream, _ in rows if stream),
        dropped=frozenset(seq for _, seq in rows if seq is not None),
        halted=any(not stream and seq is None for stream, seq in rows),
    )


async def is_dropped(connection: AsyncConnection, consumer: str, source: str, seq: int) -> bool:
    """Whether an operator dropped this line."""
    same = and_(
        DROPPED_LETTER.c.consumer == live_name(consumer),
        DROPPED_LETTER.c.source == source,
        DROPPED_LETTER.c.seq == seq,
    )
    return bool((await connection.execute(select(exists().where(same)))).scalar_one())


async def add(
    connection: AsyncConnection, consumer: str, source: str, record: LogRecord, reason: str
) -> None:
    """Store the line as it came, with the reason; storing it again changes nothing."""
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
    """A reason may quote, at any length, text that PostgreSQL cannot store."""
    return reason[:_MAX_REASON].encode(errors="replace").decode().replace("\x00", "�")


async def park(connection: AsyncConnection, consumer: str, source: str, record: LogRecord) -> None:
    """Park the record's stream, from this record on."""
    row = {
        "consumer": consumer,
        "source": source,
        "stream_id": record.stream_id,
        "since_seq": record.seq,
    }
    await connection.execute(insert(PARKED_STREAM).values(row).on_conflict_do_nothing())


async def parked_count(connection: AsyncConnection, consumer: str) -> int:
    count = select(func.count()).where(PARKED_STREAM.c.consumer == consumer)
    return int((await connection.execute(count)).scalar_one())


async def refused_count(connection: AsyncConnection, consumer: str, source: str, kind: str) -> int:
    """How many records of this topic it keeps that are no lines, of this type."""
    same = and_(
        DEAD_LETTER.c.consumer == consumer,
        DEAD_LETTER.c.source == source,
        DEAD_LETTER.c.seq < 0,  # what is no line has no number in the log: see `refused`
        DEAD_LETTER.c.type == kind,
    )
    count = select(func.count()).select_from(DEAD_LETTER).where(same)
    return int((await connection.execute(count)).scalar_one())


async def halt(
    connection: AsyncConnection, consumer: str, source: str, record: LogRecord, reason: str
) -> None:
    """Record that the consumer stopped, in a separate transaction: the batch's is rolled back."""
    row = {
        "consumer": consumer,
        "source": source,
        "seq": record.seq,
        "stream_id": record.stream_id,
        "reason": reason,
    }
    upsert = insert(HALTED_CONSUMER).values(row)
    changed = {name: upsert.excluded[name] for name in ("source", "seq", "stream_id", "reason")}
    async with connection.engine.begin() as separate:
        await separate.execute(
            upsert.on_conflict_do_update(index_elements=["consumer"], set_=changed)
        )


async def clear_halt(connection: AsyncConnection, consumer: str) -> None:
    await connection.execute(delete(HALTED_CONSUMER).where(HALTED_CONSUMER.c.consumer == consumer))


async def clear(connection: AsyncConnection, consumer: str) -> None:
    """Delete a consumer's dead letters, parked streams and halt; dropped lines stay for ever."""
    for table in (DEAD_LETTER, PARKED_STREAM, HALTED_CONSUMER):
        await connection.execute(delete(table).where(table.c.consumer == consumer))


async def delete_dropped(connection: AsyncConnection, consumer: str) -> None:
    """Delete dead letters of a rebuild whose lines were dropped while it was running."""
    dropped = exists().where(
        and_(
            DROPPED_LETTER.c.consumer == DEAD_LETTER.c.consumer,
            DROPPED_LETTER.c.source == DEAD_LETTER.c.source,
            DROPPED_LETTER.c.seq == DEAD_LETTER.c.seq,
        )
    )
    await connection.execute(delete(DEAD_LETTER).where(DEAD_LETTER.c.consumer == consumer, dropped))
