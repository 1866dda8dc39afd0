"""Dead letters for the operations CLI: list, find, and drop with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from mithaq.operations.errors import FirstOfItsStream, UnknownDeadLetter
from mithaq.projections.locking import lock_progress
from mithaq.projections.tables import DEAD_LETTER, DROPPED_LETTER, PARKED_STREAM


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A dead letter: the line as it came. A negative `seq` marks a record that is not our event."""

    consumer: str
    source: str
    seq: int
    stream_id: str
    version: int
    event_id: str
    type: str
    schema: int
    data: str
    meta: str
    recorded_at: datetime
    hash: str
    reason: str
    buried_at: datetime
    dropped_at: datetime | None = None
    dropped_by: str | None = None
    dropped_because: str | None = None


@dataclass(frozen=True, slots=True)
class DeadLetterKey:
    """Which dead letter: its `seq`, with consumer and source if several have that number."""

    seq: int
    consumer: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """The dropped dead letter; `parked` is whether its stream is, with `waiting` lines."""

    letter: DeadLetter
    parked: bool
    waiting: int


async def list_dead_letters(
    engine: AsyncEngine, consumer: str | None = None, *, dropped: bool = False
) -> Sequence[DeadLetter]:
    """The dead letters in log order: those that wait for a replay, or those that were dropped."""
    table = DROPPED_LETTER if dropped else DEAD_LETTER
    query = select(table).order_by(table.c.consumer, table.c.source, table.c.seq)
    if consumer is not None:
        query = query.where(table.c.consumer == consumer)
    async with engine.connect() as connection:
        return [_letter(row) for row in (await connection.execute(query)).mappings()]


async def find_dead_letter(engine: AsyncEngine, which: DeadLetterKey) -> DeadLetter:
    """The dead letter, dropped or not; raises UnknownDeadLetter if none or several match."""
    async with engine.connect() as connection:
        found = [
            _letter(row)
            for table in (DEAD_LETTER, DROPPED_LETTER)
            for row in await _found(connection, table, which)
        ]
    return _only(which, found)


async def drop(
    engine: AsyncEngine, which: DeadLetterKey, *, by: str, because: str, first: bool = False
) -> Dropped:
    """Drop a line for this consumer, for ever: no replay and no rebuild will apply it.

    It stays visible, with who dropped it, when and why. Its stream stays parked, so that its later
    lines are applied in order: `parked resume` does that. The `first` line of a stream is dropped
    only if that is said: whatever follows rests on it. Raises UnknownDeadLetter, FirstOfItsStream.
    """
    found = await _waiting(engine, which)
    if found.version == 1 and not first:
        raise FirstOfItsStream(found.seq, found.stream_id)
    async with engine.begin() as connection:
        await lock_progress(connection, found.consumer)
        row = await _take_out(connection, found)
        decision = {"dropped_by": by, "dropped_because": because}
        insertion = insert(DROPPED_LETTER).values(**row, **decision).returning(DROPPED_LETTER)
        dropped = _letter((await connection.execute(insertion)).mappings().one())
        return Dropped(
            letter=dropped,
            parked=await _count(connection, PARKED_STREAM, dropped) > 0,
            waiting=await _count(connection, DEAD_LETTER, dropped),
        )


async def _waiting(engine: AsyncEngine, which: DeadLetterKey) -> DeadLetter:
    async with engine.connect() as connection:
        rows = await _found(connection, DEAD_LETTER, which)
    return _only(which, [_letter(row) for row in rows])


async def _take_out(connection: AsyncConnection, found: DeadLetter) -> dict[str, Any]:
    mine = delete(DEAD_LETTER).where(
        DEAD_LETTER.c.consumer == found.consumer,
        DEAD_LETTER.c.source == found.source,
        DEAD_LETTER.c.seq == found.seq,
    )
    row = (await connection.execute(mine.returning(DEAD_LETTER))).mappings().one_or_none()
    if row is None:  # it was replayed between our two queries
        raise UnknownDeadLetter(found.seq)
    return dict(row)


async def _found(connection: AsyncConnection, table: Table, which: DeadLetterKey) -> Sequence[Any]:
    query = select(table).where(table.c.seq == which.seq)
    if which.consumer is not None:
        query = query.where(table.c.consumer == which.consumer)
    if which.source is not None:
        query = query.where(table.c.source == which.source)
    return (await connection.execute(query)).mappings().all()


async def _count(connection: AsyncConnection, table: Table, of: DeadLetter) -> int:
    count = select(func.count()).where(
        table.c.consumer == of.consumer,
        table.c.source == of.source,
        table.c.stream_id == of.stream_id,
    )
    return int((await connection.execute(count)).scalar_one())


def _only(which: DeadLetterKey, found: Sequence[DeadLetter]) -> DeadLetter:
    if len(found) != 1:
        raise UnknownDeadLetter(
            which.seq, [f"--consumer {each.consumer} --source {each.source}" for each in found]
        )
    return found[0]


def _letter(row: Any) -> DeadLetter:  # noqa: ANN401 - a mapping of the table's columns
    return DeadLetter(**{**row, "event_id": str(row["event_id"]), "hash": row["hash"].hex()})
