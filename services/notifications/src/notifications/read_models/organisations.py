"""What organisations are called, who represents them, and for which nobody signs at present.

Rows of the read model `signatories`.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from mithaq.projections import ModelTables
from mithaq.projections.rows import Key, Row, delete_rows, write_rows
from sqlalchemy import Column, Index, Table, Text, Uuid, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.heard.partners import (
    NamingEvent,
    OrganisationClosed,
    OrganisationReopened,
    OrganisationSuspended,
    PersonEvent,
    RepresentativeRegistered,
    StandingEvent,
)

# Revision: organisations that were registered twice, suspended or closed ones, names, persons.
metadata = ModelTables("signatories", revision=4)
names = Table(
    "organisation",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text, nullable=True),
)
representatives = Table(
    "representative",
    metadata,
    Column("representative_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, nullable=False),
    Index("representative_by_organisation", "organisation_id"),
)
inactive = Table("inactive", metadata, Column("organisation_id", Uuid, primary_key=True))


async def on_names(connection: AsyncConnection, events: Sequence[NamingEvent]) -> None:
    """Of each organisation the last event counts, here and below."""
    called: dict[Key, Row] = {
        (each.organisation_id,): {
            "organisation_id": each.organisation_id,
            "name_fr": each.name_fr,
            "name_ar": each.name_ar,
        }
        for each in events
    }
    await write_rows(connection, names, called)


async def on_persons(connection: AsyncConnection, events: Sequence[PersonEvent]) -> None:
    last = {(each.representative_id,): each for each in events}
    there: dict[Key, Row] = {
        key: {
            "representative_id": each.representative_id,
            "organisation_id": each.organisation_id,
        }
        for key, each in last.items()
        if isinstance(each, RepresentativeRegistered)
    }
    await write_rows(connection, representatives, there)
    await delete_rows(connection, representatives, last.keys() - there.keys())


async def on_standing(connection: AsyncConnection, events: Sequence[StandingEvent]) -> None:
    last = {(each.organisation_id,): each for each in events}
    stopped: dict[Key, Row] = {
        key: {"organisation_id": each.organisation_id}
        for key, each in last.items()
        if _is_inactive(each)
    }
    await write_rows(connection, inactive, stopped)
    await delete_rows(connection, inactive, last.keys() - stopped.keys())


def _is_inactive(event: StandingEvent) -> bool:
    if isinstance(event, OrganisationReopened):
        return event.state == "suspended"
    return isinstance(event, OrganisationSuspended | OrganisationClosed)


async def names_of(
    connection: AsyncConnection, organisations: Collection[UUID]
) -> Mapping[UUID, ResultRow[Any]]:
    """As registered, or corrected since; without those of which nothing was heard yet."""
    query = select(names).where(names.c.organisation_id.in_(organisations))
    return {row.organisation_id: row for row in await connection.execute(query)}
