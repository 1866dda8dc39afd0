"""Amendments: drafted, negotiated, agreed, signed, in effect."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path
from mithaq.http import PROBLEMS, Answer

from conventions.domain.commands import amending as c
from conventions.partner_checks import mandate_in_use
from conventions.routes.agreement import SignatureBody
from conventions.routes.amendment_bodies import AmendmentBody, AmendmentPositionBody, EffectBody
from conventions.routes.dependencies import Dated, Given, Giving, Reasoned

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/amendments", tags=["amendment"], responses=PROBLEMS
)


Number = Annotated[int, Path(ge=1, le=10_000)]


@router.post("")
async def draft_amendment(body: AmendmentBody, giving: Given) -> Answer:
    """Draft an amendment; one at a time. Its number follows the last one's."""
    command = c.DraftAmendment(**giving.on(body), reason=body.reason, operations=body.operations())
    return await giving.give(command)


@router.post("/{amendment}/positions")
async def take_amendment_position(
    amendment: Number, body: AmendmentPositionBody, giving: Given
) -> Answer:
    """Answer for one's organisation."""
    command = c.TakeAmendmentPosition(
        **giving.on(body), amendment=amendment, stance=body.stance, remark=body.remark
    )
    return await giving.give(command)


@router.post("/{amendment}/revisions")
async def revise_amendment(amendment: Number, body: AmendmentBody, giving: Given) -> Answer:
    """Rewrite its operations; positions taken so far become void."""
    command = c.ReviseAmendment(
        **giving.on(body),
        amendment=amendment,
        reason=body.reason,
        operations=body.operations(),
    )
    return await giving.give(command)


@router.post("/{amendment}/text")
async def agree_amendment_text(
    amendment: Number, giving: Given, body: Dated | None = None
) -> Answer:
    """Freeze it once whoever must sign accepts; the sums must agree on the result."""
    return await giving.give(c.AgreeAmendmentText(**giving.on(body), amendment=amendment))


@router.post("/{amendment}/signatures")
async def sign_amendment(amendment: Number, body: SignatureBody, giving: Given) -> Answer:
    """Sign it, under one's own mandate, in one's turn."""
    return await giving.give_prepared(partial(_signing, amendment, body, giving))


async def _signing(amendment: int, body: SignatureBody, giving: Giving) -> c.SignAmendment:
    mandate = await mandate_in_use(giving.conventions, body.mandate_id)
    return c.SignAmendment(
        **giving.on(body),
        amendment=amendment,
        mandate=mandate,
        level=body.level,
        text_sha256=body.text_sha256,
    )


@router.post("/{amendment}/effect")
async def put_amendment_into_effect(
    amendment: Number, giving: Given, body: EffectBody | None = None
) -> Answer:
    """Rewrite the convention; uncalled tranches that no longer fit are cancelled."""
    day = body.effective_on if body else None
    command = c.PutAmendmentIntoEffect(**giving.on(body), amendment=amendment, effective_on=day)
    return await giving.give(command)


@router.post("/{amendment}/withdrawal")
async def withdraw_amendment(amendment: Number, body: Reasoned, giving: Given) -> Answer:
    command = c.WithdrawAmendment(**giving.on(body), amendment=amendment, reason=body.reason)
    return await giving.give(command)
