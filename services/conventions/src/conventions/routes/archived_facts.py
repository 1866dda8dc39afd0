"""What is still to be read in the file of a convention that was taken over from paper."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from mithaq.http import PROBLEMS, Answer, CallerOf, Dated, WholeInText

from conventions.application import found
from conventions.domain.takeover import commands as c
from conventions.routes.dependencies import OfConvention, Parts
from conventions.routes.takeover_bodies import ArchivedFactBody, ReturnFactBody
from conventions.routes.views.takeover import Gaps

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["takeover"], responses=PROBLEMS)
Number = Annotated[WholeInText, Path(ge=1, le=2**31 - 1)]


@router.get("/gaps")
async def read_gaps(convention_id: UUID, caller: CallerOf, conventions: Parts) -> Gaps:
    """What its paper file leaves open, and what of it must be completed before the next payment."""
    return Gaps.of(await found(conventions, convention_id, caller))


@router.post("/archived-facts")
async def propose_archived_fact(body: ArchivedFactBody, sender: OfConvention) -> Answer:
    """Tell what the file left open, or told otherwise; another person confirms it."""
    command = c.ProposeArchivedFact(header=sender.header(body), fact=body.fact())
    return await sender.send(command)


@router.post("/archived-facts/{fact_number}/confirmation")
async def confirm_archived_fact(
    fact_number: Number, sender: OfConvention, body: Dated | None = None
) -> Answer:
    """Say, as another person, that the paper says so."""
    return await sender.send(
        c.ConfirmArchivedFact(header=sender.header(body), fact_number=fact_number)
    )


@router.post("/archived-facts/{fact_number}/return")
async def return_archived_fact(
    fact_number: Number, body: ReturnFactBody, sender: OfConvention
) -> Answer:
    """Say that the paper does not say so."""
    command = c.ReturnArchivedFact(
        header=sender.header(body), fact_number=fact_number, reason=body.reason
    )
    return await sender.send(command)
