"""Projects: propose, score, place, link; read them with their scores and programme."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from mithaq.http import (
    PROBLEMS,
    VERSIONED,
    Answer,
    Code,
    Cursor,
    MinPosition,
    Page,
    set_version,
)
from mithaq.visibility import sight_of
from pydantic import TypeAdapter

from programming import application
from programming.domain.commands import LinkProject, PlaceProject, ProposeProject, ScoreCriterion
from programming.domain.rules import ProjectUnknown
from programming.read_models import project_list
from programming.read_models.project_list import Filter
from programming.routes import bodies, views
from programming.routes.dependencies import Parts, Seeing, ToKnown, ToNew

router = APIRouter(prefix="/v1/projects", tags=["projects"], responses=PROBLEMS)
_AFTER: Final = TypeAdapter(UUID)


async def _wanted(
    region: Annotated[Code | None, Query(examples=["08"])] = None,
    programme: UUID | None = None,
    convention: UUID | None = None,
) -> Filter:
    return Filter(region=region, programme_id=programme, convention_id=convention)


@router.post("", status_code=201)
async def propose_project(body: bodies.ProposeProject, sender: ToNew) -> Answer:
    """Propose a project of a territory; its region follows from the territory."""
    new = sender.new_id("project")
    command = ProposeProject(
        header=sender.header(body), project_id=new, outline=body.outline(sender.caller)
    )
    return await sender.send(application.run, command, new, location=f"/v1/projects/{new}")


@router.post("/{project_id}/scores")
async def score_criterion(project_id: UUID, body: bodies.Score, sender: ToKnown) -> Answer:
    """Score one transversal criterion, with the evidence; again replaces until placed."""
    command = ScoreCriterion(
        header=sender.header(body), project_id=project_id, assessment=body.assessment()
    )
    return await sender.send(application.run, command, project_id)


@router.post("/{project_id}/placement")
async def place_project(project_id: UUID, body: bodies.Placing, sender: ToKnown) -> Answer:
    """Place a project in a programme; its cost is set aside in the same step."""
    command = PlaceProject(
        header=sender.header(body), project_id=project_id, programme_id=body.programme_id
    )
    return await sender.send(application.place, command, project_id)


@router.post("/{project_id}/links")
async def link_project(project_id: UUID, body: bodies.Link, sender: ToKnown) -> Answer:
    """Tell which action of which convention carries the project out."""
    actions = await application.actions_of(sender.programming, body.convention_id, sender.caller)
    command = LinkProject(
        header=sender.header(body), project_id=project_id, link=body.link(), actions=actions
    )
    return await sender.send(application.run, command, project_id)


@router.get("")
async def list_projects(
    caller: Seeing,
    programming: Parts,
    cursor: Cursor,
    at_least: MinPosition,
    wanted: Annotated[Filter, Depends(_wanted)],
) -> Page[views.ProjectRow]:
    """Projects in the order they were proposed: all to the office, one's own to a partner."""
    async with programming.project_list.connect(at_least) as connection:
        rows = await project_list.page(
            connection,
            wanted,
            sight_of(caller),
            after=cursor.after(_AFTER),
            limit=cursor.fetch,
        )
    return cursor.page([views.project_row(row) for row in rows], key=lambda row: row.id)


@router.get("/{project_id}", responses=VERSIONED)
async def read_project(
    project_id: UUID,
    caller: Seeing,
    programming: Parts,
    at_least: MinPosition,
    response: Response,
) -> views.ProjectDetail:
    """One project, with each criterion's score and evidence."""
    async with programming.project_list.connect(at_least) as connection:
        row = await project_list.one(connection, project_id, sight_of(caller))
        if row is None:
            raise ProjectUnknown(id=str(project_id))
        scores = await project_list.scores(connection, project_id)
    set_version(response, row.version)
    return views.project_detail(row, scores)
