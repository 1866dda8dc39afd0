"""Paper files on their way to being conventions: what waits for a check, what was returned."""

from collections.abc import Sequence
from typing import Any, Final, assert_never
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ModelTables, ReadModel
from mithaq.projections.rows import read_rows, write_rows
from sqlalchemy import Column, DateTime, Index, Integer, Table, Text, Uuid, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from conventions.catalogue import ENTRIES
from conventions.domain.takeover import events as e
from conventions.domain.takeover.entry import EntryState

metadata = ModelTables("archived_entries", revision=1)
entries: Final = Table(
    "entry",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("reference", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text),
    Column("state", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("entered_by", Text, nullable=False),
    Column("entered_at", DateTime(timezone=True), nullable=False),
    Index("entry_by_state", "state", "convention_id"),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[e.EntryEvent]]) -> None:
    touched = [(each.event.convention_id,) for each in events]
    rows = await read_rows(connection, entries, touched)
    for key, recorded in zip(touched, events, strict=True):
        match recorded.event:
            case e.ArchivedConventionEntered() as entered:
                outline = entered.record.outline
                rows[key] = {
                    "convention_id": entered.convention_id,
                    "reference": outline.reference,
                    "title_fr": outline.title_fr,
                    "title_ar": outline.title_ar,
                    "state": EntryState.WAITING.value,
                    "revision": entered.revision,
                    "entered_by": recorded.by.id,
                    "entered_at": recorded.recorded_at,
                }
            case e.TakeOverReturned():
                rows[key]["state"] = EntryState.RETURNED.value
            case e.TakeOverChecked():
                rows[key]["state"] = EntryState.CHECKED.value
            case _:
                assert_never(recorded.event)
        rows[key]["version"] = recorded.version
    await write_rows(connection, entries, rows)


ARCHIVED_ENTRIES = ReadModel(metadata=metadata, catalogue=ENTRIES, project=project)


async def page(
    connection: AsyncConnection,
    *,
    limit: int,
    after: UUID | None = None,
    state: EntryState | None = None,
) -> Sequence[ResultRow[Any]]:
    """In the order in which they were first entered."""
    query = select(entries).order_by(entries.c.convention_id).limit(limit)
    if after is not None:
        query = query.where(entries.c.convention_id > after)
    if state is not None:
        query = query.where(entries.c.state == str(state))
    rows: Sequence[ResultRow[Any]] = (await connection.execute(query)).all()
    return rows
