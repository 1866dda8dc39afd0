"""Physical progress, and the documents that a release asks for."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated, Name, NameInPath
from pydantic import ConfigDict, Field

from conventions.domain.execution import commands as c
from conventions.routes.dependencies import OfConvention

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
    sha256: Annotated[str, Field(max_length=64, description="Of the file, in hexadecimal.")]


class ProgressBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"percent": 45}})

    percent: int
    observed_on: date | None = None


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
        observed_on=body.observed_on or header.on,
    )
    return await sender.send(command)
