"""Organisations, representatives and mandates, as far as conventions need them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, assert_never
from uuid import UUID

from mithaq.events import Recorded
from mithaq.money import Money
from mithaq.projections import ModelTables, Reader, ReadModel
from mithaq.projections.rows import Key, Row, delete_rows, read_rows, write_rows
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Select,
    Table,
    Text,
    Uuid,
    and_,
    false,
    func,
    or_,
    select,
)
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.domain.core.signing_round import Mandate
from conventions.domain.core.vocabulary import CeilingScope
from conventions.heard import partners as e
from conventions.registry import KnownOrganisation

_OrganisationEvent = (
    e.OrganisationRegistered
    | e.OrganisationVerified
    | e.OrganisationSuspended
    | e.OrganisationReinstated
)
_ABOUT_ORGANISATION: Final = (
    e.OrganisationVerified,
    e.OrganisationSuspended,
    e.OrganisationReinstated,
)
_ABOUT_MANDATE: Final = (e.MandateConfirmed, e.MandateRevoked)

# Revision: since when an organisation is suspended.
metadata = ModelTables("partner_registry", revision=4)
organisations = Table(
    "organisation",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text),
    Column("active", Boolean, nullable=False),
    Column("suspended_since", Date),  # null: it is not
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


async def project(connection: AsyncConnection, events: Sequence[Recorded[e.RegistryEvent]]) -> None:
    batch = await _read(connection, events)
    for recorded in events:
        match recorded.event:
            case e.RepresentativeRegistered() as event:
                batch.people[event.representative_id,] = _person(event)
            case e.RepresentativeErased() as event:
                batch.people[event.representative_id,] = None
            case e.MandateRecorded() | e.MandateConfirmed() | e.MandateRevoked() as event:
                _on_mandate(batch.mandates, event)
            case event:
                _on_organisation(batch, event, recorded.effective_date)
    await write_rows(connection, organisations, batch.organisations)
    await write_rows(connection, suspensions, batch.suspensions)
    await write_rows(connection, mandates, batch.mandates)
    there = {key: row for key, row in batch.people.items() if row is not None}
    await write_rows(connection, representatives, there)
    await delete_rows(connection, representatives, batch.people.keys() - there.keys())


@dataclass(slots=True)
class _Batch:
    """The rows that a batch of events is about; None for a person who was erased."""

    organisations: dict[Key, Row]
    suspensions: dict[Key, Row]
    mandates: dict[Key, Row]
    people: dict[Key, Row | None] = field(default_factory=dict)


async def _read(connection: AsyncConnection, events: Sequence[Recorded[e.RegistryEvent]]) -> _Batch:
    told = [recorded.event for recorded in events]
    about = {(each.organisation_id,) for each in told if isinstance(each, _ABOUT_ORGANISATION)}
    known = await read_rows(connection, organisations, about)
    lasting = [(*key, row["suspended_since"]) for key, row in known.items()]
    named = {(each.mandate_id,) for each in told if isinstance(each, _ABOUT_MANDATE)}
    return _Batch(
        organisations=known,
        suspensions=await read_rows(
            connection, suspensions, [key for key in lasting if key[1] is not None]
        ),
        mandates=await read_rows(connection, mandates, named),
    )


def _on_organisation(batch: _Batch, event: _OrganisationEvent, day: date) -> None:
    """Suspended twice on one day, it is suspended since that day."""
    key = (event.organisation_id,)
    match event:
        case e.OrganisationRegistered():
            batch.organisations[key] = _organisation(event)
        case e.OrganisationVerified():
            batch.organisations[key]["active"] = True
        case e.OrganisationSuspended(organisation_id=suspended):
            row = {"organisation_id": suspended, "since": day, "until": None}
            batch.suspensions[suspended, day] = row
            batch.organisations[key] |= {"active": False, "suspended_since": day}
        case e.OrganisationReinstated(organisation_id=reinstated):
            since = batch.organisations[key]["suspended_since"]
            batch.suspensions[reinstated, since]["until"] = day
            batch.organisations[key] |= {"active": True, "suspended_since": None}
        case _:
            assert_never(event)


def _on_mandate(
    rows: dict[Key, Row], event: e.MandateRecorded | e.MandateConfirmed | e.MandateRevoked
) -> None:
    key = (event.mandate_id,)
    match event:
        case e.MandateRecorded():
            rows[key] = _recorded(event)
        case e.MandateConfirmed():
            rows[key]["confirmed"] = True
        case e.MandateRevoked():  # of several the earliest
            before = rows[key]["revoked_on"] or event.revoked_on
            rows[key]["revoked_on"] = min(before, event.revoked_on)
        case _:
            assert_never(event)


def _organisation(event: e.OrganisationRegistered) -> Row:
    return {
        "organisation_id": event.organisation_id,
        "kind": event.kind,
        "name_fr": event.name_fr,
        "name_ar": event.name_ar,
        "active": False,
        "suspended_since": None,
    }


def _person(event: e.RepresentativeRegistered) -> Row:
    return {
        "representative_id": event.representative_id,
        "organisation_id": event.organisation_id,
        "subject": event.subject,
    }


def _recorded(event: e.MandateRecorded) -> Row:
    return {
        "mandate_id": event.mandate_id,
        "organisation_id": event.organisation_id,
        "representative_id": event.representative_id,
        "capacity": event.capacity,
        "instrument": event.instrument,
        "valid_from": event.valid_from,
        "valid_to": event.valid_to,
        "ceiling": event.ceiling.centimes if event.ceiling else None,
        "ceiling_scope": event.ceiling_scope,
        "confirmed": False,
        "revoked_on": None,
    }


PARTNER_REGISTRY = ReadModel(
    metadata=metadata,
    catalogue=e.PARTNERS.only(e.RegistryEvent),
    project=project,
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

    async def can_sign(self, organisation: UUID, on: date, *, without: UUID) -> bool:
        c = mandates.c
        holds = select(c.mandate_id).where(
            c.organisation_id == organisation,
            c.mandate_id != without,
            c.confirmed,
            c.valid_from <= on,
            or_(c.valid_to.is_(None), c.valid_to >= on),
            or_(c.revoked_on.is_(None), c.revoked_on > on),
        )
        return await self._one(holds.limit(1)) is not None

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

    async def _one(self, query: Select[Any]) -> ResultRow[Any] | None:
        async with self._reader.connect() as connection:
            row: ResultRow[Any] | None = (await connection.execute(query)).one_or_none()
        return row


def _mandate(row: ResultRow[Any]) -> Mandate:
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
