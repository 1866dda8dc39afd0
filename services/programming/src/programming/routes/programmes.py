"""Programmes: open one, admit a project, read what is left of the envelope."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response
from mithaq.http import (
    PROBLEMS,
    VERSIONED,
    Answer,
    CallerOf,
    Code,
    Cursor,
    MinPosition,
    Page,
    set_version,
)
from mithaq.visibility import sight_of
from pydantic import TypeAdapter

from programming import application
from programming.domain.commands import OpenProgramme, PlaceProject
from programming.domain.rules import ProgrammeUnknown
from programming.read_models import programme_board, project_list
from programming.routes import bodies, views
from programming.routes.dependencies import Parts, Seeing, ToKnown, ToNew

router = APIRouter(prefix="/v1/programmes", tags=["programmes"], responses=PROBLEMS)
_AFTER: Final = TypeAdapter(UUID)


@router.post("", status_code=201)
async def open_programme(body: bodies.OpenProgramme, sender: ToNew) -> Answer:
    """Open a programme: an envelope for a region and some years."""
    new = sender.new_id("programme")
    command = OpenProgramme(header=sender.header(body), programme_id=new, outline=body.outline())
    location = f"/v1/programmes/{new}"
    return await sender.send(application.open_programme, command, new, location=location)


@router.post("/{programme_id}/admissions")
async def admit_project(programme_id: UUID, body: bodies.Admission, sender: ToKnown) -> Answer:
    """Take a project in and set its cost aside; the project is placed in the same step."""
    command = PlaceProject(
        header=sender.header(body), project_id=body.project_id, programme_id=programme_id
    )
    return await sender.send(application.admit, command, programme_id)


@router.get("")
async def list_programmes(
    _caller: CallerOf,
    programming: Parts,
    cursor: Cursor,
    at_least: MinPosition,
    region: Annotated[Code | None, Query(examples=["08"])] = None,
) -> Page[views.ProgrammeRow]:
    """Programmes in the order they were opened."""
    async with programming.programme_board.connect(at_least) as connection:
        rows = await programme_board.page(
            connection, region=region, after=cursor.after(_AFTER), limit=cursor.fetch
        )
    listed = [views.ProgrammeRow.model_validate(row) for row in rows]
    return cursor.page(listed, key=lambda row: row.id)


@router.get("/{programme_id}", responses=VERSIONED)
async def read_programme(
    programme_id: UUID,
    caller: Seeing,
    programming: Parts,
    at_least: MinPosition,
    response: Response,
) -> views.ProgrammeDetail:
    """One programme, with those of the projects it has taken in that the caller may see."""
    async with programming.programme_board.connect(at_least) as connection:
        row = await programme_board.one(connection, programme_id)
        if row is None:
            raise ProgrammeUnknown(id=str(programme_id))
        admitted = await programme_board.admissions(connection, programme_id)
    ids = [each.project_id for each in admitted]
    async with programming.project_list.connect(at_least) as connection:
        seen = await project_list.seen_among(connection, ids, sight_of(caller))
    set_version(response, row.version)
    return views.ProgrammeDetail.model_validate(
        {**row._mapping, "admitted": [each for each in admitted if each.project_id in seen]}
    )
