"""Lines that a consumer could not apply: seen, tried again, or given up with a trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from mithaq.operations.errors import UnknownLetter
from mithaq.projections.locking import hold_still
from mithaq.projections.tables import DEAD_LETTER, DROPPED_LETTER, PARKED_STREAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A buried line as it came. A negative `seq` is a Kafka record that was no event of ours."""

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
class Which:
    """A letter's number, and of whom, where several consumers buried a line of that number."""

    seq: int
    consumer: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What was given up; `parked` is whether its stream still waits, with so many lines."""

    letter: Letter
    parked: bool
    waiting: int


async def letters(
    engine: AsyncEngine, consumer: str | None = None, *, dropped: bool = False
) -> Sequence[Letter]:
    """Those that wait, or those that were dropped, in order."""
    table = DROPPED_LETTER if dropped else DEAD_LETTER
    query = select(table).order_by(table.c.consumer, table.c.source, table.c.seq)
    if consumer is not None:
        query = query.where(table.c.consumer == consumer)
    async with engine.connect() as connection:
        return [_letter(row) for row in (await connection.execute(query)).mappings()]


async def letter(engine: AsyncEngine, which: Which) -> Letter:
    """The one of that number, dropped or not; UnknownLetter if there is none, or several."""
    async with engine.connect() as connection:
        found = [
            _letter(row)
            for table in (DEAD_LETTER, DROPPED_LETTER)
            for row in await _found(connection, table, which)
        ]
    return _only(which, found)


async def drop(engine: AsyncEngine, which: Which, *, by: str, because: str) -> Dropped:
    """Give a line up for this consumer, for ever: no replay and no rebuild will apply it.

    It stays visible, with who, when and why. Its stream stays parked, so that nothing of it is
    applied out of order: `parked resume` applies the rest.
    """
    found = await _waiting(engine, which)
    async with engine.begin() as connection:
        await hold_still(connection, found.consumer)
        row = await _take_out(connection, found)
        fate = {"dropped_by": by, "dropped_because": because}
        given_up = insert(DROPPED_LETTER).values(**row, **fate).returning(DROPPED_LETTER)
        done = _letter((await connection.execute(given_up)).mappings().one())
        return Dropped(
            letter=done,
            parked=await _count(connection, PARKED_STREAM, done) > 0,
            waiting=await _count(connection, DEAD_LETTER, done),
        )


async def _waiting(engine: AsyncEngine, which: Which) -> Letter:
    async with engine.connect() as connection:
        rows = await _found(connection, DEAD_LETTER, which)
    return _only(which, [_letter(row) for row in rows])


async def _take_out(connection: AsyncConnection, found: Letter) -> dict[str, Any]:
    mine = delete(DEAD_LETTER).where(
        DEAD_LETTER.c.consumer == found.consumer,
        DEAD_LETTER.c.source == found.source,
        DEAD_LETTER.c.seq == found.seq,
    )
    row = (await connection.execute(mine.returning(DEAD_LETTER))).mappings().one_or_none()
    if row is None:  # replayed between our two looks
        raise UnknownLetter(found.seq)
    return dict(row)


async def _found(connection: AsyncConnection, table: Table, which: Which) -> Sequence[Any]:
    query = select(table).where(table.c.seq == which.seq)
    if which.consumer is not None:
        query = query.where(table.c.consumer == which.consumer)
    if which.source is not None:
        query = query.where(table.c.source == which.source)
    return (await connection.execute(query)).mappings().all()


async def _count(connection: AsyncConnection, table: Table, of: Letter) -> int:
    count = select(func.count()).where(
        table.c.consumer == of.consumer,
        table.c.source == of.source,
        table.c.stream_id == of.stream_id,
    )
    return int((await connection.execute(count)).scalar_one())


def _only(which: Which, found: Sequence[Letter]) -> Letter:
    if len(found) != 1:
        raise UnknownLetter(
            which.seq, [f"--consumer {each.consumer} --source {each.source}" for each in found]
        )
    return found[0]


def _letter(row: Any) -> Letter:  # noqa: ANN401 - a mapping of the table's columns
    return Letter(**{**row, "event_id": str(row["event_id"]), "hash": row["hash"].hex()})
