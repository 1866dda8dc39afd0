"""Which organisation answers for which, where one was registered twice."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.commands import Caller
from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, delete_rows, write_rows
from sqlalchemy import Column, Table, Uuid, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from programming.heard.partners import PARTNERS, OrganisationMerged, PartnersEvent

metadata = ModelTables("merged_organisations")
merged = Table(
    "merged",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("into", Uuid, nullable=False, index=True),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[PartnersEvent]]) -> None:
    """Of each organisation the last event counts."""
    last = {(each.event.organisation_id,): each.event for each in events}
    into: dict[Key, Row] = {
        key: {"organisation_id": each.organisation_id, "into": each.into}
        for key, each in last.items()
        if isinstance(each, OrganisationMerged)
    }
    await write_rows(connection, merged, into)
    await delete_rows(connection, merged, last.keys() - into.keys())


MERGED_ORGANISATIONS = ReadModel(metadata=metadata, catalogue=PARTNERS, project=project)


async def with_entries(connection: AsyncConnection, caller: Caller) -> Caller:
    """The caller, with what was merged into its organisation: it acts for that as well."""
    if caller.organisation is None:
        return caller
    first = select(literal(caller.organisation, Uuid).label("entry"))
    body = first.cte("body", recursive=True)
    body = body.union(select(merged.c.organisation_id).where(merged.c.into == body.c.entry))
    entries = (await connection.execute(select(body.c.entry))).scalars()
    return replace(caller, also=frozenset(entries) - {caller.organisation})
