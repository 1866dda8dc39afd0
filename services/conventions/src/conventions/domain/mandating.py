"""What a command uses or gives back of the mandates it concerns, besides what it decides."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from conventions.domain.amendments.commands import SignAmendment, WithdrawAmendment
from conventions.domain.amendments.effect import amended
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.mandate_use import MandateEvent, SignedText, Uses, release, use
from conventions.domain.core.signing_round import Mandate, SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.drafting.commands import WithdrawConvention
from conventions.domain.negotiation.commands import ReopenText
from conventions.domain.signatures.commands import (
    LapseConvention,
    RefuseSignature,
    SignConvention,
)
from conventions.domain.signatures.rules import lapses

# These void the signatures given so far.
_VOIDING = (RefuseSignature, WithdrawConvention, ReopenText)
DecideUse = Callable[[Uses], Sequence[MandateEvent]]


def mandates_moved(
    state: Absent | Convention, command: ConventionCommand
) -> Mapping[UUID, DecideUse]:
    """By mandate: what it signs under this one, or what those already used get back."""
    if isinstance(state, Absent):
        return {}
    if isinstance(command, _VOIDING) or _lapses(state, command):
        return _given_back(state.signing, SignedText(convention_id=state.convention_id))
    match command:
        case SignConvention(signing=given):
            return _used(given.mandate, SignedText(convention_id=state.convention_id), state.terms)
        case SignAmendment(signing=given, amendment=number) if number in state.amendments:
            text = SignedText(convention_id=state.convention_id, amendment=number)
            after = amended(state.terms, state.amendments[number].operations)
            return _used(given.mandate, text, after)
        case WithdrawAmendment(amendment=number) if number in state.amendments:
            text = SignedText(convention_id=state.convention_id, amendment=number)
            return _given_back(state.amendments[number].signing, text)
        case _:
            return {}


def _lapses(convention: Convention, command: ConventionCommand) -> bool:
    """A lapse that is moot gives nothing back."""
    return isinstance(command, LapseConvention) and lapses(convention, command.on)


def _used(mandate: Mandate, text: SignedText, terms: Terms) -> Mapping[UUID, DecideUse]:
    promised = terms.promised_by(mandate.organisation_id)
    return {mandate.mandate_id: partial(use, mandate=mandate, text=text, promised=promised)}


def _given_back(signing: SigningRound, text: SignedText) -> Mapping[UUID, DecideUse]:
    mandates = (signature.mandate_id for signature in signing.signatures.values())
    return {mandate: partial(release, mandate_id=mandate, text=text) for mandate in mandates}
