"""What the commitments ledger lacks: streams that wait behind an event it could not apply."""

from uuid import UUID

from mithaq.projections import HALTED_CONSUMER, PARKED_STREAM
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from audit.read_models.commitments import COMMITMENTS

_PARKED = PARKED_STREAM.c


async def is_parked(connection: AsyncConnection, convention_id: UUID) -> bool:
    """Whether events of this convention are not in the ledger."""
    query = select(_PARKED.since_seq).where(
        _PARKED.consumer == COMMITMENTS.key, _PARKED.stream_id == f"convention-{convention_id}"
    )
    return (await connection.execute(query.limit(1))).first() is not None


async def parked_streams(connection: AsyncConnection, source: str | None = None) -> int:
    """How many streams of a source, or of all, have events that are not in the ledger."""
    query = select(func.count()).where(_PARKED.consumer == COMMITMENTS.key)
    if source is not None:
        query = query.where(_PARKED.source == source)
    return int((await connection.execute(query)).scalar_one())


async def is_halted(connection: AsyncConnection) -> bool:
    """Whether the ledger stopped, because too many events could not be applied."""
    query = select(HALTED_CONSUMER.c.consumer).where(HALTED_CONSUMER.c.consumer == COMMITMENTS.key)
    return (await connection.execute(query)).first() is not None
