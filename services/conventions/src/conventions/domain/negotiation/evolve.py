"""What the events of negotiation change."""

from collections.abc import Mapping
from typing import assert_never

from mithaq.states import changed, put

from conventions.domain.core.convention import Convention, Negotiation
from conventions.domain.core.position import Position
from conventions.domain.core.signing_round import SigningRound
from conventions.domain.core.vocabulary import State
from conventions.domain.negotiation import events as e


def evolve(convention: Convention, event: e.NegotiationEvent) -> Convention:
    match event:
        case e.NegotiationRoundOpened():
            return changed(convention, state=State.IN_NEGOTIATION, negotiation=_opened(event))
        case e.PositionTaken():
            return changed(convention, negotiation=_positioned(convention.negotiation, event))
        case e.NegotiationRoundClosed():
            closed = changed(convention.negotiation, open=False, concluded=True, undecided=False)
            return changed(convention, negotiation=closed)
        case e.NegotiationRoundEnded():
            ended = changed(convention.negotiation, open=False, undecided=True)
            return changed(convention, negotiation=ended)
        case e.TextAgreed():
            return _agreed(convention, event)
        case e.TextReopened():
            return _reopened(convention)
        case _:
            assert_never(event)


def _opened(event: e.NegotiationRoundOpened) -> Negotiation:
    return Negotiation(
        round=event.round,
        opened_on=event.opened_on,
        deadline=event.deadline,
        taken_over=event.deadline < event.recorded_on,
        open=True,
    )


def _positioned(negotiation: Negotiation, event: e.PositionTaken) -> Negotiation:
    """A position on the whole text replaces what its party said on single articles."""
    said = negotiation.positions.get(event.organisation_id, {})
    mine: Mapping[str | None, Position] = (
        {None: event.position} if event.article is None else {**said, event.article: event.position}
    )
    positions = put(negotiation.positions, event.organisation_id, mine)
    return changed(negotiation, positions=positions)


def _agreed(convention: Convention, event: e.TextAgreed) -> Convention:
    signing = SigningRound(
        text_sha256=event.text.text_sha256,
        agreed_on=event.text.agreed_on,
        signatories=convention.terms.signatories(),
        sign_by=event.sign_by,
    )
    return changed(convention, state=State.TEXT_AGREED, text=event.text, signing=signing)


def _reopened(convention: Convention) -> Convention:
    return changed(
        convention,
        state=State.IN_NEGOTIATION,
        negotiation=changed(convention.negotiation, open=False, concluded=False),
        text=None,
        approvals={},
        signing=SigningRound(),
    )
