"""Every mandate ever granted, and which of them hold on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import Amount, ReadModel
from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Index,
    MetaData,
    Row,
    Table,
    Text,
    Update,
    Uuid,
    and_,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from partners.catalogue import CATALOGUE
from partners.domain.events import MandateGranted, MandateRevoked

metadata = MetaData(schema="mandates")
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
    Column("revoked_on", Date, nullable=True),
    Column("revoked_because", Text, nullable=True),
    Index("mandate_by_organisation", "organisation_id", "valid_from"),
)
columns = mandates.c
MandateEvent = MandateGranted | MandateRevoked


async def project(connection: AsyncConnection, events: Sequence[Recorded[MandateEvent]]) -> None:
    """Grants of the batch at once, then its revocations, which are few."""
    granted = [_row(each.event) for each in events if isinstance(each.event, MandateGranted)]
    if granted:
        await connection.execute(insert(mandates), granted)
    for each in events:
        if isinstance(each.event, MandateRevoked):
            await connection.execute(_revoke(each.event))


def _row(event: MandateGranted) -> dict[str, Any]:
    return {
        "mandate_id": event.mandate_id,
        "organisation_id": event.organisation_id,
        "representative_id": event.representative_id,
        "capacity": event.capacity,
        "instrument": event.instrument,
        "valid_from": event.valid_from,
        "valid_to": event.valid_to,
        "ceiling": event.ceiling,
    }


def _revoke(event: MandateRevoked) -> Update:
    return (
        update(mandates)
        .where(columns.mandate_id == event.mandate_id)
        .values(revoked_on=event.revoked_on, revoked_because=event.reason)
    )


MANDATES = ReadModel(
    name="mandates",
    metadata=metadata,
    catalogue=CATALOGUE.only(MandateGranted | MandateRevoked),
    project=project,
)


def holds_on(day: date) -> ColumnElement[bool]:
    """Covered by its dates, and not revoked on that day or before."""
    return and_(
        columns.valid_from <= day,
        or_(columns.valid_to.is_(None), columns.valid_to >= day),
        or_(columns.revoked_on.is_(None), columns.revoked_on > day),
    )


async def of_organisation(
    connection: AsyncConnection, organisation_id: UUID, on: date | None = None
) -> Sequence[Row[Any]]:
    """The organisation's mandates, oldest first; with `on`, those alone that hold that day."""
    query = select(mandates).where(columns.organisation_id == organisation_id)
    if on is not None:
        query = query.where(holds_on(on))
    return (await connection.execute(query.order_by(columns.valid_from, columns.mandate_id))).all()


async def find(
    connection: AsyncConnection, organisation_id: UUID, mandate_id: UUID
) -> Row[Any] | None:
    query = select(mandates).where(
        columns.organisation_id == organisation_id, columns.mandate_id == mandate_id
    )
    return (await connection.execute(query)).one_or_none()
