"""Every organisation with its state: to list, to search, to read one."""

from collections.abc import Sequence
from typing import Any, Final, Literal
from uuid import UUID

from mithaq.events import Recorded
from mithaq.folding import fold
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, read_rows, write_rows
from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    case,
    literal_column,
    or_,
    select,
    tuple_,
)
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from partners.catalogue import ORGANISATIONS
from partners.domain.events import (
    OrganisationEvent,
    OrganisationRegistered,
    OrganisationReinstated,
    OrganisationSuspended,
    OrganisationVerified,
)
from partners.domain.vocabulary import OrganisationState, PartnerKind

# Of a name, folded: what orders it. Whatever its script, a cursor that holds it stays a short one.
SORTED: Final = 150

# Revision: names are ordered by their beginning.
metadata = ModelTables("organisation_directory", revision=3)
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
    Column("folded_ar", Text(collation="C"), nullable=True),
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
            case _:
                """Representatives and mandates: the version alone."""
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
        "sort_name": fold(event.name_fr)[:SORTED],
        "folded_ar": fold(event.name_ar) if event.name_ar else None,
        "searched": fold(names),
    }


ORGANISATION_DIRECTORY = ReadModel(
    metadata=metadata,
    catalogue=ORGANISATIONS,
    project=project,
)


async def find(connection: AsyncConnection, organisation_id: UUID) -> ResultRow[Any] | None:
    query = select(organisations).where(columns.organisation_id == organisation_id)
    return (await connection.execute(query)).one_or_none()


Place = tuple[Literal[0, 1, 2], str, UUID]


def place_of(row: ResultRow[Any]) -> Place:
    """Where the organisation stands in the order of `search`."""
    return row.nearness, row.sort_name, row.organisation_id


async def search(
    connection: AsyncConnection,
    *,
    limit: int,
    after: Place | None = None,
    kind: PartnerKind | None = None,
    region: str | None = None,
    territory: str | None = None,
    q: str | None = None,
) -> Sequence[ResultRow[Any]]:
    """Up to `limit` organisations past `after`, in the order of their French names.

    With `q` those called exactly so come first, then those whose name begins so.
    """
    wanted = fold(q or "")
    nearness = _nearness(wanted)
    by_name = (columns.sort_name, columns.organisation_id)
    order = (nearness, *by_name) if wanted else by_name
    query = select(organisations, nearness.label("nearness")).order_by(*order).limit(limit)
    if kind is not None:
        query = query.where(columns.kind == str(kind))
    if region is not None:
        query = query.where(columns.region == region)
    if territory is not None:
        query = query.where(columns.territory == territory)
    if wanted:
        query = query.where(columns.searched.contains(wanted, autoescape=True))
    if after is not None:
        query = query.where(tuple_(*order) > tuple_(*after[-len(order) :]))
    return (await connection.execute(query)).all()


def _nearness(wanted: str) -> ColumnElement[int]:
    """How near the name comes to what is sought: 0 exactly, 1 begins so, 2 holds it."""
    if not wanted:
        return literal_column("0")
    names = (columns.sort_name, columns.folded_ar)
    exactly = or_(*(each == wanted for each in (*names, columns.ice)))
    begins = or_(*(each.startswith(wanted, autoescape=True) for each in names))
    return case((exactly, 0), (begins, 1), else_=2)
