"""Amendments: drafted, negotiated, agreed, signed, in effect."""

from typing import Annotated

from fastapi import APIRouter, Path
from mithaq.http import PROBLEMS, Answer, Dated

from conventions.domain.amendments import commands as c
from conventions.domain.core.position import Position
from conventions.partner_checks import mandate_in_use
from conventions.routes.amendments_bodies import AmendmentBody, AmendmentPositionBody, EffectBody
from conventions.routes.dependencies import OfConvention, Reasoned
from conventions.routes.signatures import SignatureBody

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/amendments", tags=["amendments"], responses=PROBLEMS
)


Number = Annotated[int, Path(ge=1, le=10_000)]


@router.post("")
async def draft_amendment(body: AmendmentBody, sender: OfConvention) -> Answer:
    """Draft an amendment; one at a time. Its number follows the last one's."""
    command = c.DraftAmendment(
        header=sender.header(body), reason=body.reason, operations=body.operations()
    )
    return await sender.send(command)


@router.post("/{amendment}/positions")
async def take_amendment_position(
    amendment: Number, body: AmendmentPositionBody, sender: OfConvention
) -> Answer:
    """Answer for one's organisation."""
    position = Position(stance=body.stance, remark=body.remark)
    header = sender.header(body)
    command = c.TakeAmendmentPosition(header=header, amendment=amendment, position=position)
    return await sender.send(command)


@router.post("/{amendment}/revisions")
async def revise_amendment(amendment: Number, body: AmendmentBody, sender: OfConvention) -> Answer:
    """Rewrite its operations; positions taken so far become void."""
    command = c.ReviseAmendment(
        header=sender.header(body),
        amendment=amendment,
        reason=body.reason,
        operations=body.operations(),
    )
    return await sender.send(command)


@router.post("/{amendment}/text")
async def agree_amendment_text(
    amendment: Number, sender: OfConvention, body: Dated | None = None
) -> Answer:
    """Freeze it once whoever must sign accepts; the sums must agree on the result."""
    return await sender.send(c.AgreeAmendmentText(header=sender.header(body), amendment=amendment))


@router.post("/{amendment}/signatures")
async def sign_amendment(amendment: Number, body: SignatureBody, sender: OfConvention) -> Answer:
    """Sign it, under one's own mandate, in one's turn."""

    async def prepare() -> c.SignAmendment:
        mandate = await mandate_in_use(sender.conventions, body.mandate_id)
        header, signing = sender.header(body), body.signing(mandate)
        return c.SignAmendment(header=header, amendment=amendment, signing=signing)

    return await sender.send_prepared(prepare)


@router.post("/{amendment}/effect")
async def put_amendment_into_effect(
    amendment: Number, sender: OfConvention, body: EffectBody | None = None
) -> Answer:
    """Rewrite the convention; uncalled tranches that no longer fit are cancelled."""
    day = body.effective_on if body else None
    command = c.PutAmendmentIntoEffect(
        header=sender.header(body), amendment=amendment, effective_on=day
    )
    return await sender.send(command)


@router.post("/{amendment}/withdrawal")
async def withdraw_amendment(amendment: Number, body: Reasoned, sender: OfConvention) -> Answer:
    """Give an amendment up before it takes effect; the convention stays as it is."""
    command = c.WithdrawAmendment(
        header=sender.header(body), amendment=amendment, reason=body.reason
    )
    return await sender.send(command)
