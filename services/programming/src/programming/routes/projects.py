"""Projects: propose, score, place, link; read them with their scores and place."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from mithaq.http import (
    PROBLEMS,
    Answer,
    CallerOf,
    Conditional,
    Cursor,
    MinPosition,
    Page,
    Unconditional,
    answer,
    set_version,
)
from mithaq.ids import derive
from pydantic import TypeAdapter

from programming.application import Placement
from programming.domain import commands
from programming.domain.rules import ProjectUnknown, ProposerMissing
from programming.parts import Parts, capacity_of
from programming.read_models import project_list
from programming.routes import bodies, views
from programming.territories import territory

router = APIRouter(prefix="/v1/projects", tags=["projects"], responses=PROBLEMS)
_AFTER = TypeAdapter(UUID)


async def _wanted(
    region: Annotated[str | None, Query(max_length=40, examples=["08"])] = None,
    programme: UUID | None = None,
    convention: UUID | None = None,
) -> dict[str, Any]:
    """The columns to compare, and with what."""
    asked = {"region": region, "programme_id": programme, "convention_id": convention}
    return {name: value for name, value in asked.items() if value is not None}


Wanted = Annotated[dict[str, Any], Depends(_wanted)]


@router.post("", status_code=201)
async def propose_project(
    body: bodies.ProposeProject, submission: Unconditional, parts: Parts, response: Response
) -> Answer:
    """Propose a project of a territory; its region follows from the territory."""
    project_id, on = derive(submission.command_id, "project"), body.on or parts.today()
    proposed_by = body.proposed_by or submission.caller.organisation
    if proposed_by is None:
        raise ProposerMissing
    where = territory(body.territory)
    command = commands.ProposeProject(
        caller=submission.caller,
        on=on,
        project_id=project_id,
        type=body.type,
        title_fr=body.title_fr,
        title_ar=body.title_ar,
        territory=where.code,
        region=where.region,
        cost=body.cost.money(),
        proposed_by=proposed_by,
    )
    request = submission.request(capacity_of(submission.caller), on)
    accepted = await parts.programming.propose(command, request)
    return answer(response, accepted, project_id, location=f"/v1/projects/{project_id}")


@router.post("/{project_id}/scores")
async def score_criterion(
    project_id: UUID, body: bodies.Score, submission: Conditional, parts: Parts, response: Response
) -> Answer:
    """Score one transversal criterion, with the evidence; again replaces until placed."""
    on = body.on or parts.today()
    command = commands.ScoreCriterion(
        caller=submission.caller,
        on=on,
        project_id=project_id,
        criterion=body.criterion,
        score=body.score,
        evidence=body.evidence,
    )
    request = submission.request(capacity_of(submission.caller), on)
    return answer(response, await parts.programming.score(command, request), project_id)


@router.post("/{project_id}/placement")
async def place_project(
    project_id: UUID,
    body: bodies.Placing,
    submission: Conditional,
    parts: Parts,
    response: Response,
) -> Answer:
    """Place a project in a programme; its cost is set aside in the same step."""
    on = body.on or parts.today()
    placement = Placement(project_id=project_id, programme_id=body.programme_id, on=on)
    request = submission.request(capacity_of(submission.caller), on)
    return answer(response, await parts.programming.place(placement, request), project_id)


@router.post("/{project_id}/links")
async def link_project(
    project_id: UUID, body: bodies.Link, submission: Conditional, parts: Parts, response: Response
) -> Answer:
    """Tell which action of which convention carries the project out."""
    on = body.on or parts.today()
    command = commands.LinkProject(
        caller=submission.caller,
        on=on,
        project_id=project_id,
        convention_id=body.convention_id,
        action=body.action,
        actions=await parts.programming.actions_of(body.convention_id, submission.caller),
    )
    request = submission.request(capacity_of(submission.caller), on)
    return answer(response, await parts.programming.link(command, request), project_id)


@router.get("")
async def list_projects(
    _caller: CallerOf, parts: Parts, cursor: Cursor, at_least: MinPosition, wanted: Wanted
) -> Page[views.ProjectRow]:
    """Projects in the order they were proposed."""
    if at_least is not None:
        await parts.projects.wait(at_least)
    async with parts.projects.connect() as connection:
        rows = await project_list.page(
            connection, wanted=wanted, after=cursor.after(_AFTER), limit=cursor.fetch
        )
    shown = [views.ProjectRow(**views.project_fields(row)) for row in rows]
    return cursor.page(shown, key=lambda row: row.id)


@router.get("/{project_id}")
async def read_project(
    project_id: UUID, _caller: CallerOf, parts: Parts, at_least: MinPosition, response: Response
) -> views.ProjectDetail:
    """One project, with each criterion's score and evidence."""
    if at_least is not None:
        await parts.projects.wait(at_least)
    async with parts.projects.connect() as connection:
        row = await project_list.one(connection, project_id)
        if row is None:
            raise ProjectUnknown(id=str(project_id))
        scores = await project_list.scores(connection, project_id)
    set_version(response, row.version)
    return views.ProjectDetail(**views.project_fields(row), scores=views.scored(scores))
