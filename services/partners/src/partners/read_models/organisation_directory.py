"""Every organisation with where it stands: to list, to search, to read one."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from sqlalchemy import (
    Column,
    Index,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    Uuid,
    bindparam,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert
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
from partners.gazetteer import folded

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

_STATE_AFTER: Final[dict[type[Any], OrganisationState]] = {
    OrganisationVerified: OrganisationState.ACTIVE,
    OrganisationReinstated: OrganisationState.ACTIVE,
    OrganisationSuspended: OrganisationState.SUSPENDED,
}
# A version only rises; a state that an event leaves alone comes as None.
_MOVE: Final = (
    update(organisations)
    .where(columns.organisation_id == bindparam("moved"))
    .values(
        version=bindparam("to_version"),
        state=func.coalesce(bindparam("to_state", type_=Text), columns.state),
    )
)


async def project(
    connection: AsyncConnection, events: Sequence[Recorded[OrganisationEvent]]
) -> None:
    """New organisations first, then where each one of the batch ended: two statements."""
    new: list[dict[str, Any]] = []
    moved: dict[UUID, dict[str, Any]] = {}
    for recorded in events:
        event = recorded.event
        if isinstance(event, OrganisationRegistered):
            new.append(_row(event, recorded.version))
            continue
        before = moved.get(event.organisation_id, {})
        state = _STATE_AFTER.get(type(event), before.get("to_state"))
        moved[event.organisation_id] = {
            "moved": event.organisation_id,
            "to_version": recorded.version,
            "to_state": state,
        }
    if new:
        await connection.execute(insert(organisations), new)
    if moved:
        await connection.execute(_MOVE, list(moved.values()))


def _row(event: OrganisationRegistered, version: int) -> dict[str, Any]:
    names = f"{event.name_fr} {event.name_ar or ''} {event.ice or ''}"
    return {
        "organisation_id": event.organisation_id,
        "version": version,
        "kind": event.kind.value,
        "state": OrganisationState.REGISTERED.value,
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


async def find(connection: AsyncConnection, organisation_id: UUID) -> Row[Any] | None:
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
) -> Sequence[Row[Any]]:
    """Up to `limit` organisations in the order of their French names, past `after`."""
    query = select(organisations).order_by(columns.sort_name, columns.organisation_id)
    if kind is not None:
        query = query.where(columns.kind == kind.value)
    if region is not None:
        query = query.where(columns.region == region)
    if territory is not None:
        query = query.where(columns.territory == territory)
    if q:
        query = query.where(columns.searched.contains(folded(q), autoescape=True))
    if after is not None:
        query = query.where(tuple_(columns.sort_name, columns.organisation_id) > tuple_(*after))
    return (await connection.execute(query.limit(limit))).all()
