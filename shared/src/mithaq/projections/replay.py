"""What was buried, tried again once its cause is mended."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, delete, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from mithaq.events import LogRecord
from mithaq.projections.apply import apply
from mithaq.projections.locking import hold_still
from mithaq.projections.model import Subscription
from mithaq.projections.tables import DEAD_LETTER, PARKED_STREAM

_LINE = [DEAD_LETTER.c[name] for name in LogRecord._fields]


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many buried lines were applied, and how many still lie buried."""

    applied: int
    failing: int


async def replay(
    engine: AsyncEngine, subscription: Subscription, stream_id: str | None = None
) -> Replayed:
    """Apply the lines of parked streams, or of one of them, in order.

    One transaction, with the subscription held still: a line counts once, and what fails again is
    buried and parked again. Records that were no events of ours stay where they are. Raises
    ProjectorBroken, with everything as it was, when more streams fail than may be parked.
    """
    async with engine.begin() as connection:
        await hold_still(connection, subscription.name)
        lines = {
            source: await _exhumed(connection, subscription.name, source, stream_id)
            for source in subscription.sources
        }
        await apply(connection, subscription, lines)
        failing = await _buried(connection, subscription.name, stream_id)
        return Replayed(applied=sum(map(len, lines.values())) - failing, failing=failing)


async def _exhumed(
    connection: AsyncConnection, consumer: str, source: str, stream_id: str | None
) -> Sequence[LogRecord]:
    lines = delete(DEAD_LETTER).where(_of(DEAD_LETTER, consumer, stream_id), _from(source))
    rows = (await connection.execute(lines.returning(*_LINE))).mappings().all()
    parked = delete(PARKED_STREAM).where(PARKED_STREAM.c.source == source)
    await connection.execute(parked.where(_of(PARKED_STREAM, consumer, stream_id)))
    return sorted((LogRecord(**row) for row in rows), key=lambda line: line.seq)


async def _buried(connection: AsyncConnection, consumer: str, stream_id: str | None) -> int:
    count = select(func.count()).where(_of(DEAD_LETTER, consumer, stream_id), DEAD_LETTER.c.seq > 0)
    return int((await connection.execute(count)).scalar_one())


def _from(source: str) -> ColumnElement[bool]:
    return and_(DEAD_LETTER.c.source == source, DEAD_LETTER.c.seq > 0)


def _of(table: Table, consumer: str, stream_id: str | None) -> ColumnElement[bool]:
    only = true() if stream_id is None else table.c.stream_id == stream_id
    return and_(table.c.consumer == consumer, only)
