"""Replays dead letters: applies the lines of parked streams again, in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, delete, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from mithaq.events import LogRecord
from mithaq.projections.apply import apply
from mithaq.projections.locking import lock_progress
from mithaq.projections.model import Subscription
from mithaq.projections.tables import DEAD_LETTER, PARKED_STREAM

_LINE = [DEAD_LETTER.c[name] for name in LogRecord._fields]


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many dead letters were applied, and how many failed again."""

    applied: int
    failing: int


async def replay(
    engine: AsyncEngine, subscription: Subscription, stream_id: str | None = None
) -> Replayed:
    """Apply the lines of parked streams, or of one of them, in order.

    One transaction, with the subscription locked: each line is applied once, and a stream that
    fails again is parked again. Records that were not our events stay dead letters. Raises
    ProjectorBroken, and changes nothing, when more streams fail than may be parked.
    """
    async with engine.begin() as connection:
        await lock_progress(connection, subscription.name)
        lines = {
            source: await _take_out(connection, subscription.name, source, stream_id)
            for source in subscription.sources
        }
        await apply(connection, subscription, lines)
        failing = await _count(connection, subscription.name, stream_id)
        return Replayed(applied=sum(map(len, lines.values())) - failing, failing=failing)


async def _take_out(
    connection: AsyncConnection, consumer: str, source: str, stream_id: str | None
) -> Sequence[LogRecord]:
    """Delete and return the dead letters, and unpark their streams."""
    lines = delete(DEAD_LETTER).where(_of(DEAD_LETTER, consumer, stream_id), _from(source))
    rows = (await connection.execute(lines.returning(*_LINE))).mappings().all()
    parked = delete(PARKED_STREAM).where(PARKED_STREAM.c.source == source)
    await connection.execute(parked.where(_of(PARKED_STREAM, consumer, stream_id)))
    return sorted((LogRecord(**row) for row in rows), key=lambda line: line.seq)


async def _count(connection: AsyncConnection, consumer: str, stream_id: str | None) -> int:
    count = select(func.count()).where(_of(DEAD_LETTER, consumer, stream_id), DEAD_LETTER.c.seq > 0)
    return int((await connection.execute(count)).scalar_one())


def _from(source: str) -> ColumnElement[bool]:
    return and_(DEAD_LETTER.c.source == source, DEAD_LETTER.c.seq > 0)


def _of(table: Table, consumer: str, stream_id: str | None) -> ColumnElement[bool]:
    only = true() if stream_id is None else table.c.stream_id == stream_id
    return and_(table.c.consumer == consumer, only)
