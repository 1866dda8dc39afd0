"""What was buried, tried again once its cause is mended."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from mithaq.events import LogRecord
from mithaq.projections.apply import apply
from mithaq.projections.model import Subscription
from mithaq.projections.tables import CONSUMER_OFFSET, DEAD_LETTER, PARKED_STREAM, READ_MODEL

_LINE = [DEAD_LETTER.c[name] for name in LogRecord.__dataclass_fields__]


async def replay(engine: AsyncEngine, subscription: Subscription) -> int:
    """Apply the lines of parked streams in order; how many still cannot be applied.

    One transaction, with the subscription held still: a line counts once, and what fails again is
    buried and parked again. Records that were no events of ours stay where they are.
    """
    async with engine.begin() as connection:
        await _hold_still(connection, subscription.name)
        for source in subscription.sources:
            lines = await _exhumed(connection, subscription.name, source)
            await apply(connection, subscription, source, lines)
        return await _buried(connection, subscription.name)


async def _hold_still(connection: AsyncConnection, name: str) -> None:
    """Lock whatever row says how far this one is: no batch is applied meanwhile."""
    for column in (READ_MODEL.c.name, CONSUMER_OFFSET.c.consumer):
        await connection.execute(select(column).where(column == name).with_for_update())


async def _exhumed(connection: AsyncConnection, consumer: str, source: str) -> Sequence[LogRecord]:
    lines = delete(DEAD_LETTER).where(_of(DEAD_LETTER, consumer, source), DEAD_LETTER.c.seq > 0)
    rows = (await connection.execute(lines.returning(*_LINE))).mappings().all()
    await connection.execute(delete(PARKED_STREAM).where(_of(PARKED_STREAM, consumer, source)))
    return sorted((LogRecord(**row) for row in rows), key=lambda line: line.seq)


async def _buried(connection: AsyncConnection, consumer: str) -> int:
    count = select(func.count()).where(DEAD_LETTER.c.consumer == consumer, DEAD_LETTER.c.seq > 0)
    return int((await connection.execute(count)).scalar_one())


def _of(table: Table, consumer: str, source: str) -> ColumnElement[bool]:
    return and_(table.c.consumer == consumer, table.c.source == source)
