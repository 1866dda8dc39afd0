"""Physical progress, and the documents that a release asks for."""

from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated, Day, Digest, Name, NameInPath, Whole
from pydantic import ConfigDict, Field

from conventions.domain.execution import commands as c
from conventions.routes.dependencies import Basis, OfConvention

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["execution"], responses=PROBLEMS)


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
    sha256: Annotated[Digest, Field(description="Of the file, in hexadecimal.")]


class ProgressBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"percent": 45}})

    percent: Whole
    observed_on: Day | None = None
    basis: Basis = None


class AcceptanceBody(Dated):
    """The figure and its day as they were reported: another report is not accepted with it."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"percent": 45, "observed_on": "2026-06-30"}}
    )

    percent: Whole
    observed_on: Day


@router.post("/tranches/{tranche}/documents")
async def deposit_document(tranche: NameInPath, body: DocumentBody, sender: OfConvention) -> Answer:
    """Deposit a document that a release asks for, by its digest."""
    command = c.DepositDocument(
        header=sender.header(body), tranche=tranche, kind=body.kind, sha256=body.sha256
    )
    return await sender.send(command)


@router.post("/actions/{action}/progress")
async def report_progress(action: NameInPath, body: ProgressBody, sender: OfConvention) -> Answer:
    """Report an action's physical progress as it was seen on a day."""
    header = sender.header(body)
    command = c.ReportProgress(
        header=header,
        action=action,
        percent=body.percent,
        observed_on=body.observed_on or header.dating.on,
        basis=body.basis,
    )
    return await sender.send(command)


@router.post("/actions/{action}/progress/acceptances")
async def accept_progress(action: NameInPath, body: AcceptanceBody, sender: OfConvention) -> Answer:
    """Vouch for reported progress, by another organisation: from now on it releases money."""
    command = c.AcceptProgress(
        header=sender.header(body),
        action=action,
        percent=body.percent,
        observed_on=body.observed_on,
    )
    return await sender.send(command)
