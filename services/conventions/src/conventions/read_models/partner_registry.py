"""Organisations, representatives and mandates, as far as conventions need them."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from mithaq.events import Recorded
from mithaq.money import Money
from mithaq.projections import Reader, ReadModel
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.core.signing_round import Mandate
from conventions.heard import partners as e
from conventions.registry import KnownOrganisation

metadata = MetaData(schema="partner_registry")
organisations = Table(
    "organisation",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text),
    Column("active", Boolean, nullable=False),
)
representatives = Table(
    "representative",
    metadata,
    Column("representative_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("subject", Text, nullable=False),
    UniqueConstraint("organisation_id", "subject", "representative_id"),
)
mandates = Table(
    "mandate",
    metadata,
    Column("mandate_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("representative_id", Uuid, nullable=False),
    Column("capacity", Text, nullable=False),
    Column("instrument", Text, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("ceiling", BigInteger),
    Column("revoked_on", Date),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[e.PartnersEvent]]) -> None:
    for recorded in events:
        await _apply(connection, recorded.event)


async def _apply(connection: AsyncConnection, event: e.PartnersEvent) -> None:
    match event:
        case e.OrganisationRegistered():
            row = asdict(event) | {"active": False}
            await connection.execute(insert(organisations).values(row))
        case e.OrganisationVerified() | e.OrganisationReinstated():
            await _set_active(connection, event.organisation_id, active=True)
        case e.OrganisationSuspended():
            await _set_active(connection, event.organisation_id, active=False)
        case e.RepresentativeRegistered():
            await connection.execute(insert(representatives).values(asdict(event)))
        case e.MandateGranted():
            ceiling = event.ceiling.centimes if event.ceiling else None
            row = asdict(event) | {"ceiling": ceiling}
            await connection.execute(insert(mandates).values(row))
        case e.MandateRevoked():
            revoked = update(mandates).where(mandates.c.mandate_id == event.mandate_id)
            await connection.execute(revoked.values(revoked_on=event.revoked_on))


async def _set_active(connection: AsyncConnection, organisation_id: UUID, *, active: bool) -> None:
    known = update(organisations).where(organisations.c.organisation_id == organisation_id)
    await connection.execute(known.values(active=active))


PARTNER_REGISTRY = ReadModel(
    name="partner_registry", metadata=metadata, catalogue=e.PARTNERS, project=project
)


class PostgresRegistry:
    """`Registry` over these rows."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def organisation(self, organisation_id: UUID) -> KnownOrganisation | None:
        query = select(organisations).where(organisations.c.organisation_id == organisation_id)
        row = await self._one(query)
        if row is None:
            return None
        return KnownOrganisation(
            organisation_id=row.organisation_id,
            name_fr=row.name_fr,
            name_ar=row.name_ar,
            active=row.active,
        )

    async def mandate(self, mandate_id: UUID) -> Mandate | None:
        query = (
            select(mandates, representatives.c.subject)
            .join(
                representatives,
                representatives.c.representative_id == mandates.c.representative_id,
            )
            .where(mandates.c.mandate_id == mandate_id)
        )
        row = await self._one(query)
        return _mandate(row) if row else None

    async def representative(self, organisation_id: UUID, subject: str) -> UUID | None:
        query = select(representatives.c.representative_id).where(
            representatives.c.organisation_id == organisation_id,
            representatives.c.subject == subject,
        )
        row = await self._one(query.limit(1))
        return row.representative_id if row else None

    async def _one(self, query: Select[Any]) -> Row[Any] | None:
        async with self._reader.connect() as connection:
            row: Row[Any] | None = (await connection.execute(query)).one_or_none()
        return row


def _mandate(row: Row[Any]) -> Mandate:
    return Mandate(
        mandate_id=row.mandate_id,
        organisation_id=row.organisation_id,
        representative_id=row.representative_id,
        subject=row.subject,
        capacity=row.capacity,
        instrument=row.instrument,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        ceiling=None if row.ceiling is None else Money(row.ceiling),
        revoked_on=row.revoked_on,
    )
