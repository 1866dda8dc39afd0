"""Proofs of spending: handed in, refused, withdrawn; they are accepted with the tranche's steps."""

from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Body, Digest, Name, NameInPath
from pydantic import ConfigDict, Field

from conventions.domain.core.submission import SubmittedDocument
from conventions.domain.justifications import commands as c
from conventions.routes.dependencies import Nth, OfConvention, Reasoned
from conventions.routes.tranches import StepBody

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/tranches/{tranche}/submissions",
    tags=["justifications"],
    responses=PROBLEMS,
)


class SubmittedDocumentBody(Body):
    kind: Name
    sha256: Digest


class SubmissionBody(StepBody):
    """`act` names the statement that sums up the papers."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "amount": {"amount": "2500000.00", "currency": "MAD"},
                "act": "Décompte n° 3/2026",
                "documents": [{"kind": "facture", "sha256": "0f" * 32}],
            }
        }
    )

    documents: Annotated[tuple[SubmittedDocumentBody, ...], Field(max_length=100)]


@router.post("")
async def submit_justification(
    tranche: NameInPath, body: SubmissionBody, sender: OfConvention
) -> Answer:
    """Hand in the proof that part of what was paid is spent."""
    documents = (SubmittedDocument(kind=d.kind, sha256=d.sha256) for d in body.documents)
    command = c.SubmitJustification(
        header=sender.header(body),
        tranche=tranche,
        amount=body.amount.money(),
        act=body.act,
        basis=body.basis,
        documents=tuple(documents),
    )
    return await sender.send(command)


@router.post("/{submission}/refusal")
async def refuse_justification(
    tranche: NameInPath, submission: Nth, body: Reasoned, sender: OfConvention
) -> Answer:
    """Refuse what of it is not accepted yet; it is corrected by submitting anew."""
    command = c.RefuseJustification(
        header=sender.header(body), tranche=tranche, submission=submission, reason=body.reason
    )
    return await sender.send(command)


@router.post("/{submission}/withdrawal")
async def withdraw_submission(
    tranche: NameInPath, submission: Nth, body: Reasoned, sender: OfConvention
) -> Answer:
    """Take it away again, for the party that handed it in."""
    command = c.WithdrawSubmission(
        header=sender.header(body), tranche=tranche, submission=submission, reason=body.reason
    )
    return await sender.send(command)
