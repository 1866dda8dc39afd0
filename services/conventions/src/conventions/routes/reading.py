"""Reading one convention, as it stands now: its own stream is read, never a copy behind it."""

from uuid import UUID

from fastapi import APIRouter, Response
from mithaq.canonical import canonical
from mithaq.errors import Value
from mithaq.http import PROBLEMS, CallerOf, set_version
from pydantic import BaseModel

from conventions.application import found
from conventions.domain.admission import openings
from conventions.domain.release import conditions_of
from conventions.domain.scheduling import live_tranche_of
from conventions.domain.text import canonical_text, text_sha256
from conventions.routes import execution_shown, shown
from conventions.routes.dependencies import InPath, Parts
from conventions.routes.execution_views import TrancheView
from conventions.routes.views import ConventionView, OpeningView

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["reading"], responses=PROBLEMS)


class Openings(BaseModel):
    items: list[OpeningView]


class Tranches(BaseModel):
    items: list[TrancheView]


class CanonicalText(BaseModel):
    """`canonical` is the very text whose SHA-256 is `sha256` (RFC 8785, UTF-8).

    `frozen_sha256` is what was agreed and signed; an amendment in effect makes the two differ.
    """

    sha256: str
    frozen_sha256: str | None
    canonical: str
    text: dict[str, object]


class ConditionView(BaseModel):
    code: str
    met: bool
    values: dict[str, Value]


class Release(BaseModel):
    """Whether funds may be called, condition by condition (rule 5)."""

    tranche: str
    released: bool
    conditions: list[ConditionView]


@router.get("")
async def read_convention(
    convention_id: UUID, caller: CallerOf, conventions: Parts, response: Response
) -> ConventionView:
    """The consolidated convention; its ETag goes into the If-Match of the next command."""
    convention = await found(conventions, convention_id, caller)
    set_version(response, convention.version)
    return shown.convention(convention, caller)


@router.get("/commands")
async def read_commands(convention_id: UUID, caller: CallerOf, conventions: Parts) -> Openings:
    """Every command: open to this caller now, or closed and by which rule."""
    convention = await found(conventions, convention_id, caller)
    return Openings(items=[shown.opening(each) for each in openings(convention, caller)])


@router.get("/text")
async def read_text(convention_id: UUID, caller: CallerOf, conventions: Parts) -> CanonicalText:
    """The canonical text and its digest."""
    convention = await found(conventions, convention_id, caller)
    text = canonical_text(convention_id, convention.terms)
    return CanonicalText(
        sha256=text_sha256(convention),
        frozen_sha256=convention.text.text_sha256 if convention.text else None,
        canonical=canonical(text),
        text=text,
    )


@router.get("/tranches")
async def read_tranches(convention_id: UUID, caller: CallerOf, conventions: Parts) -> Tranches:
    """The schedule, by due date, with how far each tranche's money went."""
    convention = await found(conventions, convention_id, caller)
    return Tranches(items=execution_shown.tranches(convention))


@router.get("/tranches/{tranche}/release")
async def read_release(
    convention_id: UUID, tranche: InPath, caller: CallerOf, conventions: Parts
) -> Release:
    """Each condition of a tranche's release, met or not."""
    convention = await found(conventions, convention_id, caller)
    live = live_tranche_of(convention, tranche)
    conditions = conditions_of(convention, live, conventions.today())
    return Release(
        tranche=tranche,
        released=all(condition.met for condition in conditions),
        conditions=[ConditionView(code=c.code, met=c.met, values=c.values) for c in conditions],
    )
