"""Rounds, positions, the frozen text."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Count, Dated, Day, Name, NameInPath, Prose, Reason
from pydantic import ConfigDict, Field

from conventions.domain.core.grounds import Grounds
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import RoundOutcome, Stance
from conventions.domain.negotiation import commands as c
from conventions.routes.dependencies import OfConvention, OnGrounds, Reasoned, Resting

router = APIRouter(
    prefix="/v1/conventions/{convention_id}", tags=["negotiation"], responses=PROBLEMS
)


class RoundBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"deadline": "2026-12-31"}})

    deadline: Day


class PositionBody(Resting):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "round": 1,
                "article": "financing",
                "stance": "amend",
                "remark": "La part de la commune dépasse le vote du conseil.",
                "proposed_text_fr": "La commune contribue à hauteur de 7 000 000 DH.",
            }
        }
    )

    round: Annotated[
        Count | None,
        Field(description="The round that is answered; with it no If-Match is needed."),
    ] = None
    stance: Stance
    article: Name | None = None
    remark: Reason | None = None
    proposed_text_fr: Prose | None = None
    proposed_text_ar: Prose | None = None

    def grounds(self) -> Grounds | None:
        return None if self.round is None else Grounds(round=self.round)


class AdoptionBody(Dated):
    """`text_fr` or `text_ar` translates a proposal that was made in the other language alone."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"organisation_id": "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"}}
    )

    organisation_id: Annotated[UUID, Field(description="The party whose words are taken over.")]
    text_fr: Prose | None = None
    text_ar: Prose | None = None


class ClosingBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"outcome": "consensus"}})

    outcome: RoundOutcome
    reason: Reason | None = None


class AgreementBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"sign_by": "2027-06-30"}})

    sign_by: Annotated[
        Day | None, Field(description="The last day to sign it; absent: it never lapses.")
    ] = None
    split_by: Annotated[
        Day | None,
        Field(description="The last day to split its shares; absent: the latest its frame allows."),
    ] = None


@router.post("/rounds")
async def open_round(body: RoundBody, sender: OfConvention) -> Answer:
    """Ask every signing party for its position, until a day after today.

    A round held on paper whose deadline has passed is taken over by an archivist, with a reason.
    """
    return await sender.send(
        c.OpenNegotiationRound(header=sender.header(body), deadline=body.deadline)
    )


@router.post("/positions")
async def take_position(body: PositionBody, sender: OnGrounds) -> Answer:
    """Answer for one's organisation on an article, or on the whole text.

    After the deadline it is told as late, as long as the round is not closed.
    """
    position = Position(
        stance=body.stance,
        remark=body.remark,
        proposed_text_fr=body.proposed_text_fr,
        proposed_text_ar=body.proposed_text_ar,
    )
    command = c.TakePosition(header=sender.header(body), article=body.article, position=position)
    return await sender.send(command)


@router.post("/articles/{article}/adoption")
async def adopt_proposal(article: NameInPath, body: AdoptionBody, sender: OfConvention) -> Answer:
    """Take over the text that a party proposed for an article: the convention keeps whose it is."""
    command = c.AdoptProposal(
        header=sender.header(body),
        article=article,
        organisation_id=body.organisation_id,
        text_fr=body.text_fr,
        text_ar=body.text_ar,
    )
    return await sender.send(command)


@router.post("/rounds/closing")
async def close_round(body: ClosingBody, sender: OfConvention) -> Answer:
    """Close the round by consensus, or by the lead's arbitration with its reason."""
    command = c.CloseNegotiationRound(
        header=sender.header(body), outcome=body.outcome, reason=body.reason
    )
    return await sender.send(command)


@router.post("/text")
async def agree_text(sender: OfConvention, body: AgreementBody | None = None) -> Answer:
    """Freeze the text; the sums must agree (rules 1 and 3).

    With `sign_by` it lapses when it is not signed by all until that day.
    """
    wanted = body or AgreementBody()
    command = c.AgreeText(
        header=sender.header(body), sign_by=wanted.sign_by, split_by=wanted.split_by
    )
    return await sender.send(command)


@router.post("/reopening")
async def reopen_text(body: Reasoned, sender: OfConvention) -> Answer:
    """Open the text again: approvals and signatures given so far become void."""
    return await sender.send(c.ReopenText(header=sender.header(body), reason=body.reason))
