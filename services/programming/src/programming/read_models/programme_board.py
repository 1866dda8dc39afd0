"""Programmes with what is left of their envelope."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import ReadModel
from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    Uuid,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from programming.catalogue import PROGRAMMES
from programming.domain.events import ProgrammeEvent, ProgrammeOpened, ProjectAdmitted

metadata = MetaData(schema="programme_board")
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
    Column("envelope", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("projects", Integer, nullable=False),
)
admission = Table(
    "admission",
    metadata,
    Column("programme_id", Uuid, primary_key=True),
    Column("project_id", Uuid, primary_key=True),
    Column("cost", BigInteger, nullable=False),
    Column("admitted_on", Text, nullable=False),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ProgrammeEvent]]) -> None:
    for recorded in events:
        match recorded.event:
            case ProgrammeOpened() as event:
                await connection.execute(insert(programme).values(_opened(recorded, event)))
            case ProjectAdmitted() as event:
                await _admit(connection, recorded, event)


def _opened(recorded: Recorded[ProgrammeEvent], event: ProgrammeOpened) -> dict[str, Any]:
    return {
        "id": event.programme_id,
        "version": recorded.version,
        "title_fr": event.title_fr,
        "title_ar": event.title_ar,
        "region": event.region,
        "first_year": event.first_year,
        "last_year": event.last_year,
        "envelope": event.envelope.centimes,
        "reserved": 0,
        "projects": 0,
    }


async def _admit(
    connection: AsyncConnection, recorded: Recorded[ProgrammeEvent], event: ProjectAdmitted
) -> None:
    row = {
        "programme_id": event.programme_id,
        "project_id": event.project_id,
        "cost": event.cost.centimes,
        "admitted_on": recorded.meta.effective_date.isoformat(),
    }
    await connection.execute(insert(admission).values(row))
    more = {
        "version": recorded.version,
        "reserved": programme.c.reserved + event.cost.centimes,
        "projects": programme.c.projects + 1,
    }
    which = programme.c.id == event.programme_id
    await connection.execute(update(programme).where(which).values(more))


PROGRAMME_BOARD = ReadModel(
    name="programme_board", metadata=metadata, catalogue=PROGRAMMES, project=project
)


async def one(connection: AsyncConnection, programme_id: UUID) -> Row[Any] | None:
    query = select(programme).where(programme.c.id == programme_id)
    return (await connection.execute(query)).one_or_none()


async def admissions(connection: AsyncConnection, programme_id: UUID) -> Sequence[Row[Any]]:
    query = select(admission).where(admission.c.programme_id == programme_id)
    return (await connection.execute(query.order_by(admission.c.project_id))).all()


async def page(
    connection: AsyncConnection, *, region: str | None, after: UUID | None, limit: int
) -> Sequence[Row[Any]]:
    """Up to `limit` programmes following `after`, in the order of their ids (their opening)."""
    query = select(programme).order_by(programme.c.id).limit(limit)
    if region is not None:
        query = query.where(programme.c.region == region)
    if after is not None:
        query = query.where(programme.c.id > after)
    return (await connection.execute(query)).all()
