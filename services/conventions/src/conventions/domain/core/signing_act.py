"""What signing takes, whatever is signed: one's turn, the frozen text, a mandate that holds."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from mithaq.commands import Caller, person
from mithaq.dating import Dating
from mithaq.money import Money

from conventions.domain.core import rules
from conventions.domain.core.signing_round import Mandate, Power, Signature, Signing, SigningRound
from conventions.domain.core.terms import Terms


def sign(
    signing: SigningRound, given: Signing, *, caller: Caller, dating: Dating, promised: Money
) -> Signature:
    """The caller's signature on that day. `promised` is all that its party promises in the text.

    The party is the caller's: its mandate may have been recorded under another entry of it. What
    was signed elsewhere under the same mandate is `mandate_use`'s to bound.
    """
    party = ensure_empowered(signing, given, caller=caller, dating=dating)
    if given.evidence is None:
        raise rules.LevelWithoutEvidence(level=str(given.level))
    mandate = given.mandate
    if mandate.ceiling is not None and promised > mandate.ceiling:
        raise rules.MandateCeilingExceeded(promised=str(promised), ceiling=str(mandate.ceiling))
    return Signature(
        organisation_id=party,
        representative_id=mandate.representative_id,
        mandate_id=mandate.mandate_id,
        capacity=mandate.capacity,
        mandate_instrument=mandate.instrument,
        level=given.level,
        text_sha256=given.text_sha256,
        signed_on=dating.on,
        evidence=given.evidence,
    )


def ensure_empowered(
    signing: SigningRound, given: Power, *, caller: Caller, dating: Dating
) -> UUID:
    """What signing takes, and refusing too: the frozen text, and a mandate that holds.

    Answers the party that it is a power to sign for.
    """
    ensure_text(signing, given, dating.on)
    mandate, party = given.mandate, caller.organisation
    if party is None or not mandate.serves(party):
        raise rules.MandateOfAnotherParty()
    if person(mandate.subject) != caller.person:
        raise rules.MandateOfAnotherPerson()
    to = signing.forwarded.get(party)
    if to is not None and to.representative_id != mandate.representative_id:
        raise rules.SignatureForwardedToAnother()
    ensure_holds(mandate, dating)
    return party


def ensure_holds(mandate: Mandate, dating: Dating) -> None:
    """It and each that it was delegated from was confirmed, and holds on both days.

    Partners ends with a mandate all that came from it, and asks how deep each may be passed on when
    it is. That is asked again of whoever signs, and of whom a signature is forwarded to.
    """
    for removes, each in enumerate((mandate, *mandate.above)):
        if not each.confirmed:
            raise rules.MandateNotConfirmed()
        if each.depth < removes:
            raise rules.DelegationTooDeep(
                instrument=each.instrument, allowed=each.depth, asked=removes
            )
        for day in (dating.on, dating.recorded_on):
            _ensure_valid(each, day)


def ensure_in_time(signing: SigningRound, recorded_on: date) -> None:
    """Its last day is not over, whether or not its lapse was recorded yet."""
    if signing.over_on(recorded_on):
        raise rules.SigningTimeOver(sign_by=str(signing.sign_by), on=str(recorded_on))


def ensure_text(signing: SigningRound, given: Power, on: date) -> None:
    """What is signed is the frozen text, on the day it was agreed or later."""
    if given.text_sha256 != signing.text_sha256:
        raise rules.TextStale(shown=given.text_sha256, frozen=signing.text_sha256 or None)
    agreed_on = signing.agreed_on
    if agreed_on is not None and on < agreed_on:
        raise rules.SignatureBeforeText(agreed_on=str(agreed_on), on=str(on))


def _ensure_valid(mandate: Mandate, on: date) -> None:
    if mandate.revoked_on is not None and on >= mandate.revoked_on:
        raise rules.MandateRevoked(revoked_on=str(mandate.revoked_on))
    if on < mandate.valid_from:
        raise rules.MandateNotYetValid(valid_from=str(mandate.valid_from), on=str(on))
    if mandate.valid_to is not None and on > mandate.valid_to:
        raise rules.MandateExpired(valid_to=str(mandate.valid_to), on=str(on))


def ensure_for_one_party(signings: Iterable[SigningRound], terms: Terms, caller: Caller) -> None:
    """The caller has signed none of these texts for another party."""
    for signing in signings:
        party = signing.signers.get(caller.person)
        if party is not None and party != caller.organisation:
            raise rules.OnePersonTwoParties(party=terms.name_of(party))


def ensure_unsigned(signing: SigningRound, party: UUID | None) -> None:
    """A party signs once."""
    if party is not None and party in signing.signatures:
        raise rules.AlreadySigned(signed_on=str(signing.signatures[party].signed_on))


def ensure_turn(signing: SigningRound, terms: Terms, party: UUID | None) -> None:
    """A party signs once, when its group's turn has come."""
    ensure_unsigned(signing, party)
    if party not in signing.awaited:
        raise rules.OutOfTurn(awaited=terms.names_of(signing.awaited))
