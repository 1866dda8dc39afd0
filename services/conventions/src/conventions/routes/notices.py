"""Formal notices: served, answered, withdrawn."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from mithaq.http import (
    PROBLEMS,
    Answer,
    Body,
    Count,
    Dated,
    Line,
    Name,
    Prose,
    Reason,
    WholeInText,
)
from pydantic import ConfigDict, Field

from conventions.domain.core.notice import Breach
from conventions.domain.core.vocabulary import BreachKind
from conventions.domain.notices import commands as c
from conventions.routes.dependencies import OfConvention, Reasoned

router = APIRouter(prefix="/v1/conventions/{convention_id}", tags=["notices"], responses=PROBLEMS)


# Of a notice, in a path.
Number = Annotated[WholeInText, Path(ge=1, le=10_000)]


class BreachBody(Body):
    kind: BreachKind
    subject: Annotated[
        Name, Field(description="The tranche, contribution, action or article concerned.")
    ]


class NoticeBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "addressee": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55",
                "breach": {"kind": "money_unpaid", "subject": "R1"},
                "days": 30,
                "reason": "Fonds appelés le 2 mars, non versés à l'échéance.",
                "act": "Mise en demeure n° 4/2027",
            }
        }
    )

    addressee: Annotated[UUID, Field(description="The party that has to put it right.")]
    breach: BreachBody
    days: Annotated[Count, Field(description="To put it right, from the day it is recorded.")]
    reason: Reason
    act: Annotated[Line, Field(description="The paper of the notice.")]


class AnswerBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"answer": "Le versement est ordonné ; voir OP n° 12."}}
    )

    answer: Prose


@router.post("/notices")
async def serve_notice(body: NoticeBody, sender: OfConvention) -> Answer:
    """Tell a party to put right what it owes, within a delay."""
    command = c.ServeNotice(
        header=sender.header(body),
        addressee=body.addressee,
        breach=Breach(kind=body.breach.kind, subject=body.breach.subject),
        days=body.days,
        reason=body.reason,
        act=body.act,
    )
    return await sender.send(command)


@router.post("/notices/{notice}/answer")
async def answer_notice(notice: Number, body: AnswerBody, sender: OfConvention) -> Answer:
    """Say, as its addressee, what there is to say to it; the delay goes on."""
    command = c.AnswerNotice(header=sender.header(body), notice=notice, answer=body.answer)
    return await sender.send(command)


@router.post("/notices/{notice}/withdrawal")
async def withdraw_notice(notice: Number, body: Reasoned, sender: OfConvention) -> Answer:
    """Take back a notice of one's own: nothing follows from it any more."""
    command = c.WithdrawNotice(header=sender.header(body), notice=notice, reason=body.reason)
    return await sender.send(command)
