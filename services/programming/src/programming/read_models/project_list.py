"""Projects with their scores, their place and the action that carries them out."""

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
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from programming.catalogue import PROJECTS
from programming.domain.events import (
    CriterionScored,
    ProjectEvent,
    ProjectLinked,
    ProjectPlaced,
    ProjectProposed,
)

metadata = MetaData(schema="project_list")
project_row = Table(
    "project",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text),
    Column("territory", Text, nullable=False),
    Column("region", Text, nullable=False, index=True),
    Column("cost", BigInteger, nullable=False),
    Column("proposed_by", Uuid, nullable=False),
    Column("programme_id", Uuid, index=True),
    Column("convention_id", Uuid, index=True),
    Column("action", Text),
)
score = Table(
    "score",
    metadata,
    Column("project_id", Uuid, primary_key=True),
    Column("criterion", Text, primary_key=True),
    Column("score", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
)


async def project(connection: AsyncConnection, events: Sequence[Recorded[ProjectEvent]]) -> None:
    for recorded in events:
        event = recorded.event
        changed: dict[str, Any] = {"version": recorded.version}
        match event:
            case ProjectProposed():
                await connection.execute(insert(project_row).values(_proposed(event)))
            case CriterionScored():
                await _score(connection, event)
            case ProjectPlaced():
                changed["programme_id"] = event.programme_id
            case ProjectLinked():
                changed |= {"convention_id": event.convention_id, "action": event.action}
        which = project_row.c.id == event.project_id
        await connection.execute(update(project_row).where(which).values(changed))


def _proposed(event: ProjectProposed) -> dict[str, Any]:
    return {
        "id": event.project_id,
        "version": 0,
        "type": event.type.value,
        "title_fr": event.title_fr,
        "title_ar": event.title_ar,
        "territory": event.territory,
        "region": event.region,
        "cost": event.cost.centimes,
        "proposed_by": event.proposed_by,
    }


async def _score(connection: AsyncConnection, event: CriterionScored) -> None:
    given = {"score": event.score, "evidence": event.evidence}
    key = {"project_id": event.project_id, "criterion": event.criterion.value}
    again = upsert(score).values(**key, **given)
    await connection.execute(
        again.on_conflict_do_update(index_elements=["project_id", "criterion"], set_=given)
    )


PROJECT_LIST = ReadModel(
    name="project_list", metadata=metadata, catalogue=PROJECTS, project=project
)

_TOTAL = (
    select(func.coalesce(func.sum(score.c.score), 0))
    .where(score.c.project_id == project_row.c.id)
    .scalar_subquery()
    .label("total_score")
)


async def one(connection: AsyncConnection, project_id: UUID) -> Row[Any] | None:
    query = select(project_row, _TOTAL).where(project_row.c.id == project_id)
    return (await connection.execute(query)).one_or_none()


async def scores(connection: AsyncConnection, project_id: UUID) -> Sequence[Row[Any]]:
    query = select(score).where(score.c.project_id == project_id)
    return (await connection.execute(query.order_by(score.c.criterion))).all()


async def page(
    connection: AsyncConnection, *, wanted: dict[str, Any], after: UUID | None, limit: int
) -> Sequence[Row[Any]]:
    """Up to `limit` projects following `after` whose columns have the `wanted` values."""
    query = select(project_row, _TOTAL).order_by(project_row.c.id).limit(limit)
    for column, value in wanted.items():
        query = query.where(project_row.c[column] == value)
    if after is not None:
        query = query.where(project_row.c.id > after)
    return (await connection.execute(query)).all()
