"""The history of each convention, one readable line an event."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson
from mithaq.events import Recorded
from mithaq.projections import ReadModel
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import CATALOGUE
from conventions.domain.events import ConventionEvent

metadata = MetaData(schema="convention_history")
facts = Table(
    "fact",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("type", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("effective_date", Date, nullable=False),
    Column("actor", Text, nullable=False),
    Column("organisation", Text),
    Column("capacity", Text, nullable=False),
    Column("correlation_id", Text, nullable=False),
    Column("data", JSONB, nullable=False),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ConventionEvent]]) -> None:
    if events:
        await connection.execute(insert(facts), [_row(recorded) for recorded in events])


def _row(recorded: Recorded[ConventionEvent]) -> dict[str, Any]:
    name, _, data = CATALOGUE.encode(recorded.event)
    meta = recorded.meta
    return {
        "convention_id": recorded.event.convention_id,
        "version": recorded.version,
        "seq": recorded.seq,
        "event_id": recorded.event_id,
        "type": name,
        "recorded_at": recorded.recorded_at,
        "effective_date": meta.effective_date,
        "actor": meta.actor.id,
        "organisation": meta.actor.organisation,
        "capacity": meta.actor.capacity,
        "correlation_id": meta.correlation_id,
        "data": orjson.loads(data),
    }


CONVENTION_HISTORY = ReadModel(
    name="convention_history",
    metadata=metadata,
    catalogue=CATALOGUE,
    project=project,
    revision=2,  # facts are kept as today's classes write them: PartyInvited told one role before
)


async def history_of(
    connection: AsyncConnection, convention_id: UUID, *, limit: int, after: int | None = None
) -> Sequence[Any]:
    """Facts in the order they were recorded, from after a version."""
    query = select(facts).where(facts.c.convention_id == convention_id)
    if after is not None:
        query = query.where(facts.c.version > after)
    return (await connection.execute(query.order_by(facts.c.version).limit(limit))).all()
