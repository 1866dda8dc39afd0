"""Amendments: drafted, negotiated, agreed, signed, in effect."""

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from mithaq.http import PROBLEMS, Answer, CallerOf, WholeInText

from conventions.application import found
from conventions.domain.amendments import commands as c
from conventions.domain.amendments.effect import amended
from conventions.domain.amendments.outlook import outlook_of
from conventions.domain.amendments.rules import OPEN, amendment_of, ensure_step
from conventions.domain.core.amendment import Operations
from conventions.domain.core.position import Position
from conventions.domain.core.signing_round import Power
from conventions.partner_checks import active_organisation, kinds_of, own_mandate
from conventions.routes.amendments_bodies import (
    AmendmentAgreementBody,
    AmendmentBody,
    AmendmentDraftBody,
    AmendmentPositionBody,
    EffectBody,
)
from conventions.routes.clauses_bodies import named, worded_from
from conventions.routes.dependencies import OfConvention, OnGrounds, Parts, Reasoned
from conventions.routes.signatures import RefusalBody, SignatureBody, SigningTimeBody
from conventions.routes.views.amendments_effect import OutlookView

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/amendments", tags=["amendments"], responses=PROBLEMS
)


Number = Annotated[WholeInText, Path(ge=1, le=10_000)]


@router.post("")
async def draft_amendment(body: AmendmentDraftBody, sender: OfConvention) -> Answer:
    """Draft an amendment; one at a time. Its number follows the last one's."""

    async def prepare() -> c.DraftAmendment:
        return c.DraftAmendment(
            header=sender.header(body),
            reason=body.reason,
            base_text_sha256=body.base_text_sha256,
            operations=await _operations(sender, body),
            minutes=body.decided_by(),
        )

    return await sender.send_prepared(prepare)


async def _operations(sender: OfConvention, body: AmendmentBody) -> Operations:
    """Who joins by it is registered with partners, verified and not suspended.

    A clause is of the template that the convention is under, and may name who joins.
    """
    conventions = sender.conventions
    known = [await active_organisation(conventions, each.organisation_id) for each in body.parties]
    operations = body.operations(known)
    if not body.clauses:
        return operations
    terms = (await found(conventions, sender.convention_id, sender.caller)).terms
    after = amended(terms, operations)
    written = await worded_from(conventions.office, after, named(body.clauses))
    return replace(operations, articles=(*operations.articles, *written))


@router.post("/{amendment}/positions")
async def take_amendment_position(
    amendment: Number, body: AmendmentPositionBody, sender: OnGrounds
) -> Answer:
    """Answer for one's organisation."""
    position = Position(stance=body.stance, remark=body.remark)
    header = sender.header(body)
    command = c.TakeAmendmentPosition(header=header, amendment=amendment, position=position)
    return await sender.send(command)


@router.post("/{amendment}/revisions")
async def revise_amendment(amendment: Number, body: AmendmentBody, sender: OfConvention) -> Answer:
    """Rewrite its operations, until it is approved; positions and approvals become void."""

    async def prepare() -> c.ReviseAmendment:
        return c.ReviseAmendment(
            header=sender.header(body),
            amendment=amendment,
            reason=body.reason,
            operations=await _operations(sender, body),
            minutes=body.decided_by(),
        )

    return await sender.send_prepared(prepare)


@router.post("/{amendment}/text")
async def agree_amendment_text(
    amendment: Number, sender: OfConvention, body: AmendmentAgreementBody | None = None
) -> Answer:
    """Freeze it once whoever must sign accepts; where it needs no approval, signature opens.

    With `sign_by` it lapses when it is not signed by all until that day.
    """

    async def prepare() -> c.AgreeAmendmentText:
        conventions = sender.conventions
        terms = (await found(conventions, sender.convention_id, sender.caller)).terms
        return c.AgreeAmendmentText(
            header=sender.header(body),
            amendment=amendment,
            sign_by=body.sign_by if body else None,
            kinds=await kinds_of(conventions, terms, []),
            thresholds=conventions.thresholds,
        )

    return await sender.send_prepared(prepare)


@router.post("/{amendment}/signatures")
async def sign_amendment(amendment: Number, body: SignatureBody, sender: OnGrounds) -> Answer:
    """Sign it, under one's own mandate, in one's turn."""

    async def prepare() -> c.SignAmendment:
        mandate = await own_mandate(sender.conventions, sender.caller, body.mandate_id)
        header = sender.header(body)
        signing = await body.signing(mandate, sender.conventions, sender.caller)
        return c.SignAmendment(header=header, amendment=amendment, signing=signing)

    return await sender.send_prepared(prepare)


@router.post("/{amendment}/refusal")
async def refuse_amendment(amendment: Number, body: RefusalBody, sender: OnGrounds) -> Answer:
    """Refuse to sign it, under the mandate that lets one sign: it ends as rejected."""

    async def prepare() -> c.RefuseAmendment:
        mandate = await own_mandate(sender.conventions, sender.caller, body.mandate_id)
        power = Power(mandate=mandate, text_sha256=body.text_sha256)
        header = sender.header(body)
        return c.RefuseAmendment(
            header=header, amendment=amendment, power=power, reason=body.reason
        )

    return await sender.send_prepared(prepare)


@router.post("/{amendment}/signing-time")
async def extend_amendment_signing_time(
    amendment: Number, body: SigningTimeBody, sender: OfConvention
) -> Answer:
    """Let it be signed until a later day, or say a last day where there was none."""
    command = c.ExtendAmendmentSigningTime(
        header=sender.header(body), amendment=amendment, sign_by=body.sign_by, reason=body.reason
    )
    return await sender.send(command)


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


@router.get("/{amendment}/effect")
async def read_amendment_effect(
    convention_id: UUID, amendment: Number, caller: CallerOf, conventions: Parts
) -> OutlookView:
    """The plan as it is and as it would be, party by party; and the rule that keeps it from that.

    Of an amendment that is still open: what one in effect changed, its event tells.
    """
    convention = await found(conventions, convention_id, caller)
    begun = amendment_of(convention, amendment)
    ensure_step(begun, OPEN)
    return OutlookView.of(outlook_of(convention, begun, conventions.today()))


@router.post("/{amendment}/withdrawal")
async def withdraw_amendment(amendment: Number, body: Reasoned, sender: OfConvention) -> Answer:
    """Give an amendment up before it takes effect; the convention stays as it is."""
    command = c.WithdrawAmendment(
        header=sender.header(body), amendment=amendment, reason=body.reason
    )
    return await sender.send(command)
