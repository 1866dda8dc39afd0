"""The schedule of tranches, progress, suspension, completion."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, MoneyBody
from pydantic import ConfigDict, Field

from conventions.domain.commands import executing as c
from conventions.routes.dependencies import Dated, Given, InPath, Name, Prose, Reasoned

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["execution"], responses=PROBLEMS)


class TrancheBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "contribution": "commune-2026",
                "amount": {"amount": "5000000.00", "currency": "MAD"},
                "due_on": "2026-09-30",
                "justified_before": 80,
                "progress_at_least": 40,
                "documents": ["pv-reception"],
            }
        }
    )

    contribution: Name
    amount: MoneyBody
    due_on: date
    justified_before: Annotated[
        int, Field(description="Percent of the previous tranche to be justified first.")
    ] = 0
    progress_at_least: Annotated[int, Field(description="Physical progress, in percent.")] = 0
    documents: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    basis: Prose | None = None


class DocumentBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kind": "pv-reception",
                "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            }
        }
    )

    kind: Name
    sha256: Annotated[str, Field(max_length=64, description="Of the file, in hexadecimal.")]


class ProgressBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"percent": 45}})

    percent: int
    observed_on: date | None = None


class CompletionBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"report": "Rapport final du 12 mai 2029, réf. RF-12"}}
    )

    report: Prose


@router.put("/tranches/{tranche}")
async def plan_tranche(tranche: InPath, body: TrancheBody, giving: Given) -> Answer:
    """Plan a part of a contribution and the conditions of its release."""
    command = c.PlanTranche(
        **giving.on(body),
        tranche=tranche,
        contribution=body.contribution,
        amount=body.amount.money(),
        due_on=body.due_on,
        justified_before=body.justified_before,
        progress_at_least=body.progress_at_least,
        documents=body.documents,
        basis=body.basis,
    )
    return await giving.give(command)


@router.post("/tranches/{tranche}/cancellation")
async def cancel_tranche(tranche: InPath, body: Reasoned, giving: Given) -> Answer:
    """Give up what is not ordered yet."""
    return await giving.give(
        c.CancelTranche(**giving.on(body), tranche=tranche, reason=body.reason)
    )


@router.post("/tranches/{tranche}/documents")
async def deposit_document(tranche: InPath, body: DocumentBody, giving: Given) -> Answer:
    """Deposit a document that a release asks for, by its digest."""
    command = c.DepositDocument(
        **giving.on(body), tranche=tranche, kind=body.kind, sha256=body.sha256
    )
    return await giving.give(command)


@router.post("/actions/{action}/progress")
async def report_progress(action: InPath, body: ProgressBody, giving: Given) -> Answer:
    """Report an action's physical progress as it was seen on a day."""
    whence = giving.on(body)
    command = c.ReportProgress(
        **whence,
        action=action,
        percent=body.percent,
        observed_on=body.observed_on or whence["on"],
    )
    return await giving.give(command)


@router.post("/suspension")
async def suspend_convention(body: Reasoned, giving: Given) -> Answer:
    """Suspend: no money moves until resumption."""
    return await giving.give(c.SuspendConvention(**giving.on(body), reason=body.reason))


@router.post("/resumption")
async def resume_convention(body: Reasoned, giving: Given) -> Answer:
    return await giving.give(c.ResumeConvention(**giving.on(body), reason=body.reason))


@router.post("/completion")
async def complete_convention(body: CompletionBody, giving: Given) -> Answer:
    """Complete: every tranche is justified or cancelled, no amendment is open."""
    return await giving.give(c.CompleteConvention(**giving.on(body), report=body.report))
