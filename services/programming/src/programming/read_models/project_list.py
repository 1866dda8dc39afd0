"""Projects with their scores, their programme and the action that carries them out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mithaq.events import Recorded
from mithaq.projections import Amount, ModelTables, ReadModel
from mithaq.projections.rows import Key, Row, read_rows, write_rows
from mithaq.visibility import Sight, Tie
from sqlalchemy import Column, ColumnElement, Integer, Table, Text, Uuid, select, true
from sqlalchemy import Row as ResultRow
from sqlalchemy.ext.asyncio import AsyncConnection

from programming.catalogue import PROJECTS
from programming.domain.events import (
    CriterionScored,
    ProjectEvent,
    ProjectLinked,
    ProjectPlaced,
    ProjectProposed,
)

metadata = ModelTables("project_list")
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
    Column("cost", Amount, nullable=False),
    Column("proposed_by", Uuid, nullable=False),
    Column("total_score", Integer, nullable=False),
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
columns = project_row.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which projects; what is None does not narrow."""

    region: str | None = None
    programme_id: UUID | None = None
    convention_id: UUID | None = None


async def project(connection: AsyncConnection, events: Sequence[Recorded[ProjectEvent]]) -> None:
    ids = {(recorded.event.project_id,) for recorded in events}
    projects = await read_rows(connection, project_row, ids)
    scores: dict[Key, Row] = {}
    for recorded in events:
        event, key = recorded.event, (recorded.event.project_id,)
        match event:
            case ProjectProposed():
                projects[key] = _proposed(event)
            case CriterionScored():
                scores[event.project_id, str(event.assessment.criterion)] = _score(event)
                projects[key]["total_score"] = event.total_score
            case ProjectPlaced():
                projects[key]["programme_id"] = event.programme_id
            case ProjectLinked():
                projects[key]["convention_id"] = event.link.convention_id
                projects[key]["action"] = event.link.action
        projects[key]["version"] = recorded.version
    await write_rows(connection, project_row, projects)
    await write_rows(connection, score, scores)


def _proposed(event: ProjectProposed) -> Row:
    outline = event.outline
    return {
        "id": event.project_id,
        "type": str(outline.type),
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "territory": outline.territory,
        "region": outline.region,
        "cost": outline.cost,
        "proposed_by": outline.proposed_by,
        "total_score": 0,
        "programme_id": None,
        "convention_id": None,
        "action": None,
    }


def _score(event: CriterionScored) -> Row:
    return {
        "project_id": event.project_id,
        "criterion": str(event.assessment.criterion),
        "score": event.assessment.score,
        "evidence": event.assessment.evidence,
    }


PROJECT_LIST = ReadModel(metadata=metadata, catalogue=PROJECTS, project=project)


def in_sight(sight: Sight) -> ColumnElement[bool]:
    """The condition under which a project is seen: by who proposed it, or by who sees all."""
    if sight.everything:
        return true()
    return columns.proposed_by.in_(sight.by(Tie.DRAFTER))


async def one(connection: AsyncConnection, project_id: UUID, sight: Sight) -> ResultRow[Any] | None:
    query = select(project_row).where(columns.id == project_id, in_sight(sight))
    return (await connection.execute(query)).one_or_none()


async def scores(connection: AsyncConnection, project_id: UUID) -> Sequence[ResultRow[Any]]:
    query = select(score).where(score.c.project_id == project_id)
    return (await connection.execute(query.order_by(score.c.criterion))).all()


async def page(
    connection: AsyncConnection,
    wanted: Filter,
    sight: Sight,
    *,
    after: UUID | None,
    limit: int,
) -> Sequence[ResultRow[Any]]:
    """Up to `limit` projects following `after`, in the order of their ids (their proposal)."""
    query = select(project_row).where(in_sight(sight)).order_by(columns.id).limit(limit)
    if wanted.region is not None:
        query = query.where(columns.region == wanted.region)
    if wanted.programme_id is not None:
        query = query.where(columns.programme_id == wanted.programme_id)
    if wanted.convention_id is not None:
        query = query.where(columns.convention_id == wanted.convention_id)
    if after is not None:
        query = query.where(columns.id > after)
    return (await connection.execute(query)).all()


async def seen_among(
    connection: AsyncConnection, ids: Collection[UUID], sight: Sight
) -> frozenset[UUID]:
    """Which of these projects are in sight."""
    query = select(columns.id).where(columns.id.in_(ids), in_sight(sight))
    return frozenset((await connection.execute(query)).scalars())
