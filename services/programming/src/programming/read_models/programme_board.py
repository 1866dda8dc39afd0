"""Programmes with what is left of their envelope, and the projects they have taken in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from mithaq.events import Recorded
from mithaq.money import ZERO
from mithaq.projections import Amount, ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, read_rows, write_rows
from sqlalchemy import Column, Date, Integer, Table, Text, Uuid, select
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from programming.catalogue import PROGRAMMES
from programming.domain.events import ProgrammeEvent, ProgrammeOpened, ProjectAdmitted

metadata = ModelTables("programme_board")
programme = Table(
    "programme",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text),
    Column("region", Text, nullable=False, index=True),
    Column("first_year", Integer, nullable=False),
    Column("last_year", Integer, nullable=False),
    Column("envelope", Amount, nullable=False),
    Column("reserved", Amount, nullable=False),
    Column("free", Amount, nullable=False),
    Column("projects", Integer, nullable=False),
)
admission = Table(
    "admission",
    metadata,
    Column("programme_id", Uuid, primary_key=True),
    Column("project_id", Uuid, primary_key=True),
    Column("cost", Amount, nullable=False),
    Column("admitted_on", Date, nullable=False),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ProgrammeEvent]]) -> None:
    ids = {(recorded.event.programme_id,) for recorded in events}
    programmes = await read_rows(connection, programme, ids)
    admissions: dict[Key, Row] = {}
    for recorded in events:
        event, key = recorded.event, (recorded.event.programme_id,)
        match event:
            case ProgrammeOpened():
                programmes[key] = _opened(event)
            case ProjectAdmitted():
                admissions[event.programme_id, event.project_id] = _admission(recorded, event)
                projects = programmes[key]["projects"] + 1
                programmes[key] |= {
                    "reserved": event.reserved,
                    "free": event.free,
                    "projects": projects,
                }
        programmes[key]["version"] = recorded.version
    await write_rows(connection, programme, programmes)
    await write_rows(connection, admission, admissions)


def _opened(event: ProgrammeOpened) -> Row:
    outline = event.outline
    return {
        "id": event.programme_id,
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "region": outline.region,
        "first_year": outline.first_year,
        "last_year": outline.last_year,
        "envelope": outline.envelope,
        "reserved": ZERO,
        "free": outline.envelope,
        "projects": 0,
    }


def _admission(recorded: Recorded[ProgrammeEvent], event: ProjectAdmitted) -> Row:
    return {
        "programme_id": event.programme_id,
        "project_id": event.project_id,
        "cost": event.cost,
        "admitted_on": recorded.effective_date,
    }


PROGRAMME_BOARD = ReadModel(metadata=metadata, catalogue=PROGRAMMES, project=project)


async def one(connection: AsyncConnection, programme_id: UUID) -> ResultRow[Any] | None:
    query = select(programme).where(programme.c.id == programme_id)
    return (await connection.execute(query)).one_or_none()


async def admissions(connection: AsyncConnection, programme_id: UUID) -> Sequence[ResultRow[Any]]:
    query = select(admission).where(admission.c.programme_id == programme_id)
    return (await connection.execute(query.order_by(admission.c.project_id))).all()


async def page(
    connection: AsyncConnection, *, region: str | None, after: UUID | None, limit: int
) -> Sequence[ResultRow[Any]]:
    """Up to `limit` programmes following `after`, in the order of their ids (their opening)."""
    query = select(programme).order_by(programme.c.id).limit(limit)
    if region is not None:
        query = query.where(programme.c.region == region)
    if after is not None:
        query = query.where(programme.c.id > after)
    return (await connection.execute(query)).all()
