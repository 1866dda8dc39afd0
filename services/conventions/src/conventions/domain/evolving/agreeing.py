"""What the facts of negotiation, approval and signature change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from conventions.domain.events import AgreeingEvent
from conventions.domain.events import agreeing as e
from conventions.domain.evolving.moves import moved, put
from conventions.domain.state import Convention, Negotiation, Signing
from conventions.domain.state.convention import Answer, Position
from conventions.domain.vocabulary import State

NegotiationEvent = e.NegotiationRoundOpened | e.PositionTaken | e.NegotiationRoundClosed
ApprovalEvent = e.ApprovalsRequested | e.ApprovalGranted | e.ApprovalRefused


def evolve_agreeing(  # noqa: C901, PLR0911 - one case a fact
    convention: Convention, event: AgreeingEvent
) -> Convention:
    match event:
        case e.NegotiationRoundOpened() | e.PositionTaken() | e.NegotiationRoundClosed():
            return _negotiation(convention, event)
        case e.TextAgreed():
            return moved(convention, state=State.TEXT_AGREED, text=event)
        case e.TextReopened():
            return _reopened(convention)
        case e.ApprovalsRequested() | e.ApprovalGranted() | e.ApprovalRefused():
            return _approval(convention, event)
        case e.SignaturesRequested():
            return _signatures_requested(convention, event)
        case e.PartySigned():
            return _party_signed(convention, event)
        case e.SignatureRefused():
            return moved(convention, state=State.REJECTED)
        case e.ConventionSigned():
            signing = replace(convention.signing, signed_on=event.signed_on, asked=frozenset())
            return moved(convention, state=State.SIGNED, signing=signing)
        case e.ConventionEnteredIntoForce():
            return moved(
                convention,
                state=State.IN_FORCE,
                in_force_on=event.in_force_on,
                ends_on=event.ends_on,
            )
        case _:
            assert_never(event)


def _negotiation(convention: Convention, event: NegotiationEvent) -> Convention:
    match event:
        case e.NegotiationRoundOpened():
            opened = Negotiation(round=event.round, deadline=event.deadline, open=True)
            return moved(convention, state=State.IN_NEGOTIATION, negotiation=opened)
        case e.PositionTaken():
            return _position(convention, event)
        case e.NegotiationRoundClosed():
            closed = replace(convention.negotiation, open=False, concluded=True)
            return moved(convention, negotiation=closed)
        case _:
            assert_never(event)


def _position(convention: Convention, event: e.PositionTaken) -> Convention:
    """A position on the whole text replaces what its party said on single articles."""
    negotiation = convention.negotiation
    position = Position(
        stance=event.stance, remark=event.remark, proposed_text_fr=event.proposed_text_fr
    )
    said = negotiation.positions.get(event.organisation_id, {})
    mine: Mapping[str | None, Position] = (
        {None: position} if event.article is None else put(said, event.article, position)
    )
    positions = put(negotiation.positions, event.organisation_id, mine)
    return moved(convention, negotiation=replace(negotiation, positions=positions))


def _reopened(convention: Convention) -> Convention:
    return moved(
        convention,
        state=State.IN_NEGOTIATION,
        negotiation=replace(convention.negotiation, open=False, concluded=False),
        text=None,
        approvals={},
        signing=Signing(),
    )


def _approval(convention: Convention, event: ApprovalEvent) -> Convention:
    match event:
        case e.ApprovalsRequested():
            awaited = dict.fromkeys(event.approvals, Answer.AWAITED)
            return moved(convention, state=State.PENDING_APPROVALS, approvals=awaited)
        case e.ApprovalGranted():
            return moved(
                convention, approvals=put(convention.approvals, event.approval, Answer.GRANTED)
            )
        case e.ApprovalRefused():
            return moved(
                convention, approvals=put(convention.approvals, event.approval, Answer.REFUSED)
            )
        case _:
            assert_never(event)


def _signatures_requested(convention: Convention, event: e.SignaturesRequested) -> Convention:
    signing = replace(convention.signing, asked=frozenset(event.organisations))
    state = State.PARTIALLY_SIGNED if signing.signatures else State.READY_TO_SIGN
    return moved(convention, state=state, signing=signing)


def _party_signed(convention: Convention, event: e.PartySigned) -> Convention:
    signing = convention.signing
    signing = replace(
        signing,
        asked=signing.asked - {event.organisation_id},
        signatures=put(signing.signatures, event.organisation_id, event),
    )
    return moved(convention, state=State.PARTIALLY_SIGNED, signing=signing)
