"""Programmes: open one, admit a project, read what is left of the envelope."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
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
from programming.domain.rules import ProgrammeUnknown
from programming.parts import Parts, capacity_of
from programming.read_models import programme_board
from programming.routes import bodies, views
from programming.territories import region as region_of

router = APIRouter(prefix="/v1/programmes", tags=["programmes"], responses=PROBLEMS)
_AFTER = TypeAdapter(UUID)


@router.post("", status_code=201)
async def open_programme(
    body: bodies.OpenProgramme, submission: Unconditional, parts: Parts, response: Response
) -> Answer:
    """Open a programme: an envelope for a region and some years."""
    programme_id, on = derive(submission.command_id, "programme"), body.on or parts.today()
    command = commands.OpenProgramme(
        caller=submission.caller,
        on=on,
        programme_id=programme_id,
        title_fr=body.title_fr,
        title_ar=body.title_ar,
        region=region_of(body.region).code,
        first_year=body.first_year,
        last_year=body.last_year,
        envelope=body.envelope.money(),
    )
    request = submission.request(capacity_of(submission.caller), on)
    accepted = await parts.programming.open_programme(command, request)
    location = f"/v1/programmes/{programme_id}"
    return answer(response, accepted, programme_id, location=location)


@router.post("/{programme_id}/admissions")
async def admit_project(
    programme_id: UUID,
    body: bodies.Admission,
    submission: Conditional,
    parts: Parts,
    response: Response,
) -> Answer:
    """Take a project in and set its cost aside; the project is placed in the same step."""
    on = body.on or parts.today()
    placement = Placement(project_id=body.project_id, programme_id=programme_id, on=on)
    request = submission.request(capacity_of(submission.caller), on)
    accepted = await parts.programming.admit(placement, request)
    return answer(response, accepted, programme_id)


@router.get("")
async def list_programmes(
    _caller: CallerOf,
    parts: Parts,
    cursor: Cursor,
    at_least: MinPosition,
    region: Annotated[str | None, Query(max_length=40, examples=["08"])] = None,
) -> Page[views.ProgrammeRow]:
    """Programmes in the order they were opened."""
    if at_least is not None:
        await parts.board.wait(at_least)
    async with parts.board.connect() as connection:
        rows = await programme_board.page(
            connection, region=region, after=cursor.after(_AFTER), limit=cursor.fetch
        )
    shown = [views.ProgrammeRow(**views.programme_fields(row)) for row in rows]
    return cursor.page(shown, key=lambda row: row.id)


@router.get("/{programme_id}")
async def read_programme(
    programme_id: UUID,
    _caller: CallerOf,
    parts: Parts,
    at_least: MinPosition,
    response: Response,
) -> views.ProgrammeDetail:
    """One programme, with the projects it has taken in."""
    if at_least is not None:
        await parts.board.wait(at_least)
    async with parts.board.connect() as connection:
        row = await programme_board.one(connection, programme_id)
        if row is None:
            raise ProgrammeUnknown(id=str(programme_id))
        taken_in = await programme_board.admissions(connection, programme_id)
    set_version(response, row.version)
    fields = views.programme_fields(row)
    return views.ProgrammeDetail(**fields, admitted=views.admitted(taken_in))
