"""What a command uses or gives back of the mandates it concerns, besides what it decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from conventions.domain.amendments.commands import (
    LapseAmendment,
    RefuseAmendment,
    SignAmendment,
    WithdrawAmendment,
)
from conventions.domain.amendments.effect import amended
from conventions.domain.amendments.unsigned import lapses as amendment_lapses
from conventions.domain.conditions.commands import DecideCondition, EndCondition
from conventions.domain.conditions.rules import overdue
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.mandate_use import MandateEvent, SignedText, Uses, release, use
from conventions.domain.core.signing_round import Mandate, SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.drafting.commands import WithdrawConvention
from conventions.domain.ending.commands import TerminateConvention
from conventions.domain.negotiation.commands import ReopenText
from conventions.domain.signatures.commands import (
    CorrectText,
    LapseConvention,
    RefuseSignature,
    SignConvention,
)
from conventions.domain.signatures.correcting import voids_signatures
from conventions.domain.signatures.rules import lapses

# These void the signatures given so far, whatever they say.
_VOIDING = (RefuseSignature, WithdrawConvention, ReopenText)
DecideUse = Callable[[Uses], Sequence[MandateEvent]]


def mandates_moved(  # noqa: PLR0911 - one case a command
    state: Absent | Convention, command: ConventionCommand
) -> Mapping[UUID, DecideUse]:
    """By mandate: what it signs under this one, or what those already used get back."""
    if isinstance(state, Absent):
        return {}
    if isinstance(command, _VOIDING) or _lapses(state, command) or _corrects(state, command):
        return _given_back(state.signing, SignedText(convention_id=state.convention_id))
    match command:
        case SignConvention(signing=given):
            text = SignedText(convention_id=state.convention_id)
            return _used(given.mandate, text, state.terms, command.caller.organisation)
        case SignAmendment(signing=given, amendment=number) if number in state.amendments:
            text = SignedText(convention_id=state.convention_id, amendment=number)
            after = amended(state.terms, state.amendments[number].operations)
            return _used(given.mandate, text, after, command.caller.organisation)
        case TerminateConvention() if amendment := state.open_amendment:
            text = SignedText(convention_id=state.convention_id, amendment=amendment.number)
            return _given_back(amendment.signing, text)
        case (
            WithdrawAmendment(amendment=number)
            | RefuseAmendment(amendment=number)
            | LapseAmendment(amendment=number)
        ) if number in state.amendments and _ends(state.amendments[number], command):
            text = SignedText(convention_id=state.convention_id, amendment=number)
            return _given_back(state.amendments[number].signing, text)
        case _:
            return {}


def _ends(amendment: Amendment, command: ConventionCommand) -> bool:
    """A lapse that is moot ends nothing."""
    return not isinstance(command, LapseAmendment) or amendment_lapses(amendment, command.on)


def _lapses(convention: Convention, command: ConventionCommand) -> bool:
    """A lapse that is moot gives nothing back."""
    match command:
        case LapseConvention():
            return lapses(convention, command.on)
        case EndCondition():
            return overdue(convention, command)
        case DecideCondition():
            return not command.met
        case _:
            return False


def _corrects(convention: Convention, command: ConventionCommand) -> bool:
    """A correction that has all sign again."""
    return isinstance(command, CorrectText) and voids_signatures(convention, command)


def _used(
    mandate: Mandate, text: SignedText, terms: Terms, party: UUID | None
) -> Mapping[UUID, DecideUse]:
    """Of the mandate, and of every one that it was delegated from."""
    promised = terms.promised_by(party)
    if party != mandate.organisation_id:
        text = replace(text, party=party)
    return {
        each.mandate_id: partial(use, mandate=each, text=text, promised=promised)
        for each in (mandate, *mandate.above)
    }


def _given_back(signing: SigningRound, text: SignedText) -> Mapping[UUID, DecideUse]:
    return {
        mandate: partial(release, mandate_id=mandate, text=text) for mandate in signing.mandates
    }
