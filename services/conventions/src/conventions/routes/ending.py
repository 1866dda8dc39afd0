"""Suspension, resumption, completion, termination, closure, archive."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, CallerOf, Count, Dated, Line, Prose, View
from pydantic import ConfigDict, Field

from conventions.application import found
from conventions.domain.ending import commands as c
from conventions.domain.ending.closing import closure_gaps
from conventions.domain.ending.terminating import REFUND_DAYS
from conventions.routes.dependencies import OfConvention, Parts, Reasoned

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["ending"], responses=PROBLEMS)


class CompletionBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"report": "Rapport final du 12 mai 2029, réf. RF-12"}}
    )

    report: Prose


class SuspensionBody(Reasoned):
    notice: Annotated[
        Count | None, Field(description="The notice that was not heeded, if it is for that.")
    ] = None


class TerminationBody(Reasoned):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "notice": 1,
                "reason": "Mise en demeure restée sans effet",
                "act": "Décision n° 12/2028",
                "refund_days": 90,
            }
        }
    )

    notice: Annotated[Count, Field(description="The notice that expired without effect.")]
    act: Annotated[Line, Field(description="The paper of the decision.")]
    refund_days: Annotated[
        Count, Field(description="To give back what is claimed, from the day it is recorded.")
    ] = REFUND_DAYS


class ClosureBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"act": "PV de clôture n° 3/2031"}})

    act: Annotated[Line, Field(description="The paper of the closure.")]


class ArchiveBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {"reference": "ARCH-2031-17", "place": "Archives régionales, Meknès"}
        }
    )

    reference: Line
    place: Line


class ClosureGap(View):
    gap: str
    concerns: list[str]


class Closure(View):
    closable: bool
    checklist: Annotated[
        list[ClosureGap], Field(description="Every point; done where it concerns nothing.")
    ]


@router.get("/closure")
async def read_closure(convention_id: UUID, caller: CallerOf, conventions: Parts) -> Closure:
    """The whole checklist of its closure, each point with what is still open of it."""
    gaps = closure_gaps(await found(conventions, convention_id, caller))
    points = [ClosureGap(gap=gap, concerns=list(names)) for gap, names in gaps.items()]
    return Closure(closable=not any(gaps.values()), checklist=points)


@router.post("/termination")
async def terminate_convention(body: TerminationBody, sender: OfConvention) -> Answer:
    """End it by one side's word, on a notice that was not heeded; its money is settled."""
    command = c.TerminateConvention(
        header=sender.header(body),
        notice=body.notice,
        reason=body.reason,
        act=body.act,
        refund_days=body.refund_days,
    )
    return await sender.send(command)


@router.post("/closure")
async def close_convention(body: ClosureBody, sender: OfConvention) -> Answer:
    """Close what is completed or terminated, once its checklist is done."""
    return await sender.send(c.CloseConvention(header=sender.header(body), act=body.act))


@router.post("/archive")
async def archive_convention(body: ArchiveBody, sender: OfConvention) -> Answer:
    """Archive a closed convention, by another person: nothing is recorded of it any more."""
    command = c.ArchiveConvention(
        header=sender.header(body), reference=body.reference, place=body.place
    )
    return await sender.send(command)


@router.post("/suspension")
async def suspend_convention(body: SuspensionBody, sender: OfConvention) -> Answer:
    """Suspend: no money moves until resumption."""
    command = c.SuspendConvention(
        header=sender.header(body), reason=body.reason, notice=body.notice
    )
    return await sender.send(command)


@router.post("/resumption")
async def resume_convention(body: Reasoned, sender: OfConvention) -> Answer:
    """Resume a suspended convention: its money moves again."""
    return await sender.send(c.ResumeConvention(header=sender.header(body), reason=body.reason))


@router.post("/completion")
async def complete_convention(body: CompletionBody, sender: OfConvention) -> Answer:
    """Complete: every tranche is justified or cancelled, no amendment is open."""
    return await sender.send(c.CompleteConvention(header=sender.header(body), report=body.report))
