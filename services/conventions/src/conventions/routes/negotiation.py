"""Rounds, positions, the frozen text."""

from datetime import date

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer
from pydantic import ConfigDict

from conventions.domain.commands import agreeing as c
from conventions.domain.vocabulary import RoundOutcome, Stance
from conventions.routes.dependencies import Dated, Given, Name, Prose, Reason, Reasoned

router = APIRouter(
    prefix="/v1/conventions/{convention_id}", tags=["negotiation"], responses=PROBLEMS
)


class RoundBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"deadline": "2026-12-31"}})

    deadline: date


class PositionBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "article": "financing",
                "stance": "amend",
                "remark": "La part de la commune dépasse le vote du conseil.",
                "proposed_text_fr": "La commune contribue à hauteur de 7 000 000 DH.",
            }
        }
    )

    stance: Stance
    article: Name | None = None
    remark: Reason | None = None
    proposed_text_fr: Prose | None = None


class ClosingBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"outcome": "consensus"}})

    outcome: RoundOutcome
    reason: Reason | None = None


@router.post("/rounds")
async def open_round(body: RoundBody, giving: Given) -> Answer:
    """Ask every signing party for its position, until a day."""
    return await giving.give(c.OpenNegotiationRound(**giving.on(body), deadline=body.deadline))


@router.post("/positions")
async def take_position(body: PositionBody, giving: Given) -> Answer:
    """Answer for one's organisation on an article, or on the whole text."""
    command = c.TakePosition(
        **giving.on(body),
        article=body.article,
        stance=body.stance,
        remark=body.remark,
        proposed_text_fr=body.proposed_text_fr,
    )
    return await giving.give(command)


@router.post("/rounds/closing")
async def close_round(body: ClosingBody, giving: Given) -> Answer:
    """Close the round by consensus, or by the lead's arbitration with its reason."""
    command = c.CloseNegotiationRound(**giving.on(body), outcome=body.outcome, reason=body.reason)
    return await giving.give(command)


@router.post("/text")
async def agree_text(giving: Given, body: Dated | None = None) -> Answer:
    """Freeze the text; the sums must agree (rules 1 and 3)."""
    return await giving.give(c.AgreeText(**giving.on(body)))


@router.post("/reopening")
async def reopen_text(body: Reasoned, giving: Given) -> Answer:
    """Open the text again: approvals and signatures given so far become void."""
    return await giving.give(c.ReopenText(**giving.on(body), reason=body.reason))
