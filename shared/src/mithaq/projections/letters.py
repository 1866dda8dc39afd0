"""What a consumer does not apply: streams that are parked, lines that a person dropped."""

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
from mithaq.projections.tables import (
    DEAD_LETTER,
    DROPPED_LETTER,
    HALTED_CONSUMER,
    PARKED_STREAM,
)

_SHADOW: Final = "__next"


@dataclass(frozen=True, slots=True)
class Held:
    """`parked` streams wait for a replay; `dropped` lines are never applied; `halted` is whether
    the consumer stopped last time because too many streams were parked."""

    parked: frozenset[str]
    dropped: frozenset[int]
    halted: bool


def shadow_name(name: str) -> str:
    """The name under which a read model is rebuilt beside the live one."""
    return f"{name}{_SHADOW}"


def live_name(name: str) -> str:
    return name.removesuffix(_SHADOW)


_NOTHING: Final = cast(null(), BigInteger)
# Put together once: building it took longer than running it, at each batch.
_HELD: Final = union_all(
    select(PARKED_STREAM.c.stream_id, _NOTHING).where(
        PARKED_STREAM.c.consumer == bindparam("consumer"),
        PARKED_STREAM.c.source == bindparam("source"),
    ),
    select(literal(""), DROPPED_LETTER.c.seq).where(
        DROPPED_LETTER.c.consumer == bindparam("live"),
        DROPPED_LETTER.c.source == bindparam("source"),
    ),
    select(literal(""), _NOTHING).where(HALTED_CONSUMER.c.consumer == bindparam("consumer")),
)


async def held(connection: AsyncConnection, consumer: str, source: str) -> Held:
    """One query a batch. What was dropped for a read model is dropped for its rebuild too."""
    which = {"consumer": consumer, "live": live_name(consumer), "source": source}
    rows = (await connection.execute(_HELD, which)).all()
    return Held(
        parked=frozenset(stream for stream, _ in rows if stream),
        dropped=frozenset(seq for _, seq in rows if seq is not None),
        halted=any(not stream and seq is None for stream, seq in rows),
    )


async def given_up(connection: AsyncConnection, consumer: str, source: str, seq: int) -> bool:
    """Whether a person dropped this line."""
    of = and_(
        DROPPED_LETTER.c.consumer == live_name(consumer),
        DROPPED_LETTER.c.source == source,
        DROPPED_LETTER.c.seq == seq,
    )
    return bool((await connection.execute(select(exists().where(of)))).scalar_one())


async def parked_count(connection: AsyncConnection, consumer: str) -> int:
    count = select(func.count()).where(PARKED_STREAM.c.consumer == consumer)
    return int((await connection.execute(count)).scalar_one())


async def halt(
    connection: AsyncConnection, consumer: str, source: str, record: LogRecord, reason: str
) -> None:
    """Say that the consumer stopped, in a transaction of its own: the batch's is rolled back."""
    row = {
        "consumer": consumer,
        "source": source,
        "seq": record.seq,
        "stream_id": record.stream_id,
        "reason": reason,
    }
    said = insert(HALTED_CONSUMER).values(row)
    news = {name: said.excluded[name] for name in ("source", "seq", "stream_id", "reason")}
    async with connection.engine.begin() as apart:
        await apart.execute(said.on_conflict_do_update(index_elements=["consumer"], set_=news))


async def unhalt(connection: AsyncConnection, consumer: str) -> None:
    await connection.execute(delete(HALTED_CONSUMER).where(HALTED_CONSUMER.c.consumer == consumer))


async def forget_dropped(connection: AsyncConnection, consumer: str) -> None:
    """Remove dead letters of lines that were dropped while the rebuild that buried them ran."""
    dropped = exists().where(
        and_(
            DROPPED_LETTER.c.consumer == DEAD_LETTER.c.consumer,
            DROPPED_LETTER.c.source == DEAD_LETTER.c.source,
            DROPPED_LETTER.c.seq == DEAD_LETTER.c.seq,
        )
    )
    await connection.execute(delete(DEAD_LETTER).where(DEAD_LETTER.c.consumer == consumer, dropped))
