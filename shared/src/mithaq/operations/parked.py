"""Parked streams for the operations CLI: list them, resume one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncEngine

from mithaq.operations.errors import UnknownStream
from mithaq.operations.subscribers import Subscriber
from mithaq.projections import Replayed, replay
from mithaq.projections.tables import DEAD_LETTER, PARKED_STREAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A parked stream with `waiting` lines from `since_seq` on; `reason` is the first one's."""

    consumer: str
    source: str
    stream_id: str
    since_seq: int
    waiting: int
    reason: str | None


async def parked(engine: AsyncEngine, consumer: str | None = None) -> Sequence[Parked]:
    """Every parked stream, or those of one consumer, the longest parked first."""
    stream, line = PARKED_STREAM.c, DEAD_LETTER.c
    same = and_(
        line.consumer == stream.consumer,
        line.source == stream.source,
        line.stream_id == stream.stream_id,
    )
    reasons = func.array_agg(aggregate_order_by(line.reason, line.seq))
    query = (
        select(PARKED_STREAM, func.count(line.seq).label("waiting"), reasons.label("reasons"))
        .select_from(PARKED_STREAM.outerjoin(DEAD_LETTER, same))
        .group_by(*PARKED_STREAM.primary_key.columns, stream.since_seq)
        .order_by(stream.consumer, stream.source, stream.since_seq)
    )
    if consumer is not None:
        query = query.where(stream.consumer == consumer)
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).mappings().all()
    return [_parked(**row) for row in rows]


async def resume(
    engine: AsyncEngine, subscribers: Sequence[Subscriber], stream_id: str
) -> dict[str, Replayed]:
    """Apply the waiting lines of one stream, in order, for each of these where it is parked.

    Raises UnknownStream if it is parked for none of them.
    """
    consumers = {each.consumer for each in await parked(engine) if each.stream_id == stream_id}
    affected = [each for each in subscribers if each.key in consumers]
    if not affected:
        raise UnknownStream(stream_id)
    return {each.key: await replay(engine, each.subscription(), stream_id) for each in affected}


def _parked(*, reasons: Sequence[str | None], **row: object) -> Parked:
    return Parked(**row, reason=reasons[0])  # type: ignore[arg-type]
