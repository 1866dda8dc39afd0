"""Organisations, representatives and mandates, as far as conventions need them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, assert_never
from uuid import UUID

from mithaq.events import Recorded
from mithaq.money import Money
from mithaq.projections import Reader, ReadModel
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Executable,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    Uuid,
    and_,
    delete,
    false,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.core.signing_round import Mandate
from conventions.domain.core.vocabulary import CeilingScope
from conventions.heard import partners as e
from conventions.registry import KnownOrganisation

metadata = MetaData(schema="partner_registry")
organisations = Table(
    "organisation",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text),
    Column("active", Boolean, nullable=False),
)
# The days without power; `until` is that of the reinstatement, null while it lasts.
suspensions = Table(
    "suspension",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
)
representatives = Table(
    "representative",
    metadata,
    Column("representative_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Column("subject", Text, nullable=False),
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
    Column("ceiling_scope", Text, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("revoked_on", Date),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[e.PartnersEvent]]) -> None:
    for recorded in events:
        await _apply(connection, recorded.event, recorded.effective_date)


async def _apply(connection: AsyncConnection, event: e.PartnersEvent, day: date) -> None:
    match event:
        case e.OrganisationRegistered():
            row = asdict(event) | {"active": False}
            await connection.execute(insert(organisations).values(row))
        case e.OrganisationVerified():
            await _set_active(connection, event.organisation_id, active=True)
        case e.OrganisationSuspended() | e.OrganisationReinstated():
            reinstated = isinstance(event, e.OrganisationReinstated)
            await _set_active(connection, event.organisation_id, active=reinstated)
            await connection.execute(_on_suspension(event, day))
        case e.RepresentativeRegistered():
            await connection.execute(insert(representatives).values(asdict(event)))
        case e.RepresentativeErased():
            gone = representatives.c.representative_id == event.representative_id
            await connection.execute(delete(representatives).where(gone))
        case e.MandateRecorded() | e.MandateConfirmed() | e.MandateRevoked():
            await connection.execute(_on_mandate(event))


def _on_suspension(
    event: e.OrganisationSuspended | e.OrganisationReinstated, day: date
) -> Executable:
    """Suspended twice on one day, it is suspended since that day."""
    c = suspensions.c
    match event:
        case e.OrganisationSuspended():
            row = {"organisation_id": event.organisation_id, "since": day, "until": None}
            return (
                insert(suspensions)
                .values(row)
                .on_conflict_do_update(
                    index_elements=["organisation_id", "since"], set_={"until": None}
                )
            )
        case e.OrganisationReinstated():
            lasting = and_(c.organisation_id == event.organisation_id, c.until.is_(None))
            return update(suspensions).where(lasting).values(until=day)
        case _:
            assert_never(event)


def _on_mandate(event: e.MandateRecorded | e.MandateConfirmed | e.MandateRevoked) -> Executable:
    known = update(mandates).where(mandates.c.mandate_id == event.mandate_id)
    match event:
        case e.MandateRecorded():
            ceiling = event.ceiling.centimes if event.ceiling else None
            row = asdict(event) | {"ceiling": ceiling, "confirmed": False}
            return insert(mandates).values(row)
        case e.MandateConfirmed():
            return known.values(confirmed=True)
        case e.MandateRevoked():  # of several the earliest; LEAST leaves NULL out
            return known.values(revoked_on=func.least(mandates.c.revoked_on, event.revoked_on))
        case _:
            assert_never(event)


async def _set_active(connection: AsyncConnection, organisation_id: UUID, *, active: bool) -> None:
    known = update(organisations).where(organisations.c.organisation_id == organisation_id)
    await connection.execute(known.values(active=active))


PARTNER_REGISTRY = ReadModel(
    name="partner_registry",
    metadata=metadata,
    catalogue=e.PARTNERS,
    project=project,
    revision=3,  # the days of suspension
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
            kind=row.kind,
            name_fr=row.name_fr,
            name_ar=row.name_ar,
            active=row.active,
        )

    async def inactive(self, wanted: Iterable[UUID], days: Iterable[date]) -> frozenset[UUID]:
        asked, c = frozenset(wanted), suspensions.c
        on_a_day = or_(*(and_(c.since <= day, day < c.until) for day in days), false())
        acting = select(organisations.c.organisation_id).where(
            organisations.c.organisation_id.in_(list(asked)),
            organisations.c.active,
            organisations.c.organisation_id.not_in(
                select(c.organisation_id).where(c.organisation_id.in_(list(asked)), on_a_day)
            ),
        )
        async with self._reader.connect() as connection:
            return asked - frozenset((await connection.execute(acting)).scalars())

    async def mandate(self, mandate_id: UUID) -> Mandate | None:
        """Whoever was erased has no subject any more: nobody's, so nobody signs with it."""
        holder = representatives.c.representative_id == mandates.c.representative_id
        query = (
            select(mandates, func.coalesce(representatives.c.subject, "").label("subject"))
            .outerjoin(representatives, holder)
            .where(mandates.c.mandate_id == mandate_id)
        )
        row = await self._one(query)
        return _mandate(row) if row else None

    async def _one(self, query: Select[Any]) -> Row[Any] | None:
        async with self._reader.connect() as connection:
            row: Row[Any] | None = (await connection.execute(query)).one_or_none()
        return row


def _mandate(row: Row[Any]) -> Mandate:
    """A scope that this service does not know bounds as much as any: the total."""
    each_alone = row.ceiling_scope == CeilingScope.SIGNATURE
    return Mandate(
        mandate_id=row.mandate_id,
        organisation_id=row.organisation_id,
        representative_id=row.representative_id,
        subject=row.subject,
        capacity=row.capacity,
        instrument=row.instrument,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        ceiling_scope=CeilingScope.SIGNATURE if each_alone else CeilingScope.TOTAL,
        confirmed=row.confirmed,
        ceiling=None if row.ceiling is None else Money(row.ceiling),
        revoked_on=row.revoked_on,
    )
