"""Every organisation with its state: to list, to search, to read one."""

from collections.abc import Sequence
from typing import Any, assert_never
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from mithaq.projections.rows import Key, Row, read_rows, write_rows
from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, Uuid, select, tuple_
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from partners.catalogue import ORGANISATIONS
from partners.domain.events import (
    MandateGranted,
    MandateRevoked,
    OrganisationEvent,
    OrganisationRegistered,
    OrganisationReinstated,
    OrganisationSuspended,
    OrganisationVerified,
    RepresentativeRegistered,
)
from partners.domain.territories import folded
from partners.domain.vocabulary import OrganisationState, PartnerKind

metadata = MetaData(schema="organisation_directory")
organisations = Table(
    "organisation",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text, nullable=True),
    Column("ice", Text, nullable=True),
    Column("territory", Text, nullable=False),
    Column("region", Text, nullable=True),
    Column("sort_name", Text(collation="C"), nullable=False),
    Column("searched", Text, nullable=False),
    Index("organisation_by_name", "sort_name", "organisation_id"),
    Index("organisation_by_region", "region"),
    Index("organisation_by_territory", "territory"),
)
columns = organisations.c


async def project(
    connection: AsyncConnection, events: Sequence[Recorded[OrganisationEvent]]
) -> None:
    rows = await read_rows(connection, organisations, {_key(each) for each in events})
    for recorded in events:
        event, key = recorded.event, _key(recorded)
        match event:
            case OrganisationRegistered():
                rows[key] = _registered(event)
            case OrganisationVerified() | OrganisationReinstated():
                rows[key]["state"] = str(OrganisationState.ACTIVE)
            case OrganisationSuspended():
                rows[key]["state"] = str(OrganisationState.SUSPENDED)
            case RepresentativeRegistered() | MandateGranted() | MandateRevoked():
                pass  # the version alone
            case _:
                assert_never(event)
        rows[key]["version"] = recorded.version
    await write_rows(connection, organisations, rows)


def _key(recorded: Recorded[OrganisationEvent]) -> Key:
    return (recorded.event.organisation_id,)


def _registered(event: OrganisationRegistered) -> Row:
    names = f"{event.name_fr} {event.name_ar or ''} {event.ice or ''}"
    return {
        "organisation_id": event.organisation_id,
        "kind": str(event.kind),
        "state": str(OrganisationState.REGISTERED),
        "name_fr": event.name_fr,
        "name_ar": event.name_ar,
        "ice": event.ice,
        "territory": event.territory,
        "region": event.region,
        "sort_name": folded(event.name_fr),
        "searched": folded(names),
    }


ORGANISATION_DIRECTORY = ReadModel(
    name="organisation_directory", metadata=metadata, catalogue=ORGANISATIONS, project=project
)


async def find(connection: AsyncConnection, organisation_id: UUID) -> ResultRow[Any] | None:
    query = select(organisations).where(columns.organisation_id == organisation_id)
    return (await connection.execute(query)).one_or_none()


async def search(
    connection: AsyncConnection,
    *,
    limit: int,
    after: tuple[str, UUID] | None = None,
    kind: PartnerKind | None = None,
    region: str | None = None,
    territory: str | None = None,
    q: str | None = None,
) -> Sequence[ResultRow[Any]]:
    """Up to `limit` organisations in the order of their French names, past `after`."""
    query = select(organisations).order_by(columns.sort_name, columns.organisation_id)
    if kind is not None:
        query = query.where(columns.kind == str(kind))
    if region is not None:
        query = query.where(columns.region == region)
    if territory is not None:
        query = query.where(columns.territory == territory)
    if q:
        query = query.where(columns.searched.contains(folded(q), autoescape=True))
    if after is not None:
        query = query.where(tuple_(columns.sort_name, columns.organisation_id) > tuple_(*after))
    return (await connection.execute(query.limit(limit))).all()
