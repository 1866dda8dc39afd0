"""Reading one convention, as it stands now: its own stream is read, never a copy behind it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from mithaq.http import PROBLEMS, VERSIONED, CallerOf, NameInPath, View, set_version
from pydantic import Field

from conventions.application import found, inactive
from conventions.domain.openings import openings
from conventions.domain.tranches.release import conditions_of
from conventions.domain.tranches.rules import live_tranche_of
from conventions.routes.dependencies import Parts
from conventions.routes.views.convention import ConventionView, OpeningView
from conventions.routes.views.tranches import Release
from conventions.routes.views.whole import whole

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["reading"], responses=PROBLEMS)


class Openings(View):
    items: list[OpeningView]


class Version(View):
    version: Annotated[int, Field(description="As in the ETag: to send in If-Match.")]


@router.get("", response_model=ConventionView, responses={**VERSIONED, 413: PROBLEMS[413]})
async def read_convention(convention_id: UUID, caller: CallerOf, conventions: Parts) -> Response:
    """The consolidated convention; its ETag goes into the If-Match of the next command.

    One of more than 200 kB is refused: each part has an address of its own, in pages.
    """
    convention = await found(conventions, convention_id, caller)
    written = await whole(convention, caller, await inactive(conventions, convention, caller))
    response = Response(written, media_type="application/json")
    set_version(response, convention.version)
    return response


@router.get("/version", responses=VERSIONED)
async def read_version(
    convention_id: UUID, caller: CallerOf, conventions: Parts, response: Response
) -> Version:
    """The version alone, for those who need no more to give their next command."""
    convention = await found(conventions, convention_id, caller)
    set_version(response, convention.version)
    return Version(version=convention.version)


@router.get("/commands")
async def read_commands(convention_id: UUID, caller: CallerOf, conventions: Parts) -> Openings:
    """Every command: open to this caller now, or closed and by which rule."""
    convention = await found(conventions, convention_id, caller)
    now_inactive = await inactive(conventions, convention, caller)
    return Openings(items=list(map(OpeningView.of, openings(convention, caller, now_inactive))))


@router.get("/tranches/{tranche}/release")
async def read_release(
    convention_id: UUID, tranche: NameInPath, caller: CallerOf, conventions: Parts
) -> Release:
    """Each condition of a tranche's release, met or not."""
    convention = await found(conventions, convention_id, caller)
    live = live_tranche_of(convention, tranche)
    conditions = conditions_of(convention, live, conventions.today())
    return Release(
        tranche=tranche,
        released=all(condition.met for condition in conditions),
        conditions=conditions,
    )
