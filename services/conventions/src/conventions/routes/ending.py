"""Suspension, resumption, completion."""

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated, Prose
from pydantic import ConfigDict

from conventions.domain.ending import commands as c
from conventions.routes.dependencies import OfConvention, Reasoned

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["ending"], responses=PROBLEMS)


class CompletionBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"report": "Rapport final du 12 mai 2029, réf. RF-12"}}
    )

    report: Prose


@router.post("/suspension")
async def suspend_convention(body: Reasoned, sender: OfConvention) -> Answer:
    """Suspend: no money moves until resumption."""
    return await sender.send(c.SuspendConvention(header=sender.header(body), reason=body.reason))


@router.post("/resumption")
async def resume_convention(body: Reasoned, sender: OfConvention) -> Answer:
    """Resume a suspended convention: its money moves again."""
    return await sender.send(c.ResumeConvention(header=sender.header(body), reason=body.reason))


@router.post("/completion")
async def complete_convention(body: CompletionBody, sender: OfConvention) -> Answer:
    """Complete: every tranche is justified or cancelled, no amendment is open."""
    return await sender.send(c.CompleteConvention(header=sender.header(body), report=body.report))
