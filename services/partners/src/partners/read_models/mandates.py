"""Every mandate ever recorded, what became of it, and which of them hold on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import Amount, ModelTables, ReadModel
from mithaq.projections.rows import Row, read_rows, write_rows
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    and_,
    or_,
    select,
    tuple_,
)
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from partners.catalogue import CATALOGUE
from partners.domain import events as e

# Revision: what it was delegated from, and how far it may be.
metadata = ModelTables("mandates", revision=3)
mandates = Table(
    "mandate",
    metadata,
    Column("mandate_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("representative_id", Uuid, nullable=False),
    Column("capacity", Text, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date, nullable=True),
    Column("ceiling", Amount, nullable=True),
    Column("ceiling_scope", Text, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("declined_because", Text, nullable=True),
    Column("revoked_on", Date, nullable=True),
    Column("revoked_because", Text, nullable=True),
    Column("delegated_from", Uuid, nullable=True),
    Column("delegation_depth", Integer, nullable=False),
    Index("mandate_by_organisation", "organisation_id", "valid_from"),
)
columns = mandates.c


async def project(connection: AsyncConnection, events: Sequence[Recorded[e.MandateEvent]]) -> None:
    told = {(r.event.mandate_id,) for r in events if not isinstance(r.event, e.MandateRecorded)}
    rows = await read_rows(connection, mandates, told)
    for recorded in events:
        event, key = recorded.event, (recorded.event.mandate_id,)
        match event:
            case e.MandateRecorded():
                rows[key] = _row(event)
            case e.MandateDelegated():
                rows[key]["delegated_from"] = event.delegated_from
            case e.DelegationAllowed():
                rows[key]["delegation_depth"] = event.depth
            case e.MandateConfirmed():
                rows[key]["confirmed"] = True
            case e.MandateDeclined():
                rows[key]["declined_because"] = event.reason
            case e.MandateRevoked():
                rows[key] |= {"revoked_on": event.revoked_on, "revoked_because": event.reason}
            case _:
                assert_never(event)
    await write_rows(connection, mandates, rows)


def _row(event: e.MandateRecorded) -> Row:
    return {
        "mandate_id": event.mandate_id,
        "organisation_id": event.organisation_id,
        "representative_id": event.representative_id,
        "capacity": event.capacity,
        "instrument": event.instrument,
        "valid_from": event.valid_from,
        "valid_to": event.valid_to,
        "ceiling": event.ceiling,
        "ceiling_scope": str(event.ceiling_scope),
        "confirmed": False,
        "declined_because": None,
        "revoked_on": None,
        "revoked_because": None,
        "delegated_from": None,
        "delegation_depth": 0,
    }


MANDATES = ReadModel(
    metadata=metadata,
    catalogue=CATALOGUE.only(e.MandateEvent),
    project=project,
)


def holds_on(day: date) -> ColumnElement[bool]:
    """Confirmed, covered by its dates, and not revoked on that day or before."""
    return and_(
        columns.confirmed,
        columns.valid_from <= day,
        or_(columns.valid_to.is_(None), columns.valid_to >= day),
        or_(columns.revoked_on.is_(None), columns.revoked_on > day),
    )


async def of_organisation(
    connection: AsyncConnection,
    organisations: Sequence[UUID],
    *,
    limit: int,
    after: tuple[date, UUID] | None = None,
    on: date | None = None,
) -> Sequence[ResultRow[Any]]:
    """Up to `limit` mandates of these, oldest first, past `after`.

    `on`: those alone that hold on that day.
    """
    query = select(mandates).where(columns.organisation_id.in_(organisations))
    if on is not None:
        query = query.where(holds_on(on))
    if after is not None:
        query = query.where(tuple_(columns.valid_from, columns.mandate_id) > tuple_(*after))
    ordered = query.order_by(columns.valid_from, columns.mandate_id).limit(limit)
    return (await connection.execute(ordered)).all()


async def find(
    connection: AsyncConnection, organisation_id: UUID, mandate_id: UUID
) -> ResultRow[Any] | None:
    query = select(mandates).where(
        columns.organisation_id == organisation_id, columns.mandate_id == mandate_id
    )
    return (await connection.execute(query)).one_or_none()
