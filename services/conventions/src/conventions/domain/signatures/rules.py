"""When a party may sign or refuse, and from when the convention is in force."""

from datetime import date
from uuid import UUID

from mithaq.commands import Caller, person
from mithaq.dating import ARCHIVIST, DateInFuture
from mithaq.errors import RuleBroken

from conventions.domain.core import rules as core
from conventions.domain.core import signing_act
from conventions.domain.core.chronology import UNSIGNED, latest, whole
from conventions.domain.core.commands import FROZEN
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, ensure_apart
from conventions.domain.core.signing_round import Mandate, SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.signatures.commands import ExtendSigningTime, LapseConvention


class ForceBeforeSignature(RuleBroken):
    """Nothing is in force before its last signature."""

    code = "force-before-signature"


class ForceBeforeCondition(RuleBroken):
    """Nothing is in force before its last condition was met."""

    code = "force-before-condition"


class ForwardToOneself(RuleBroken):
    """A signature is forwarded to somebody else."""

    code = "forward-to-oneself"


def ensure_time_given(signing: SigningRound, command: ExtendSigningTime) -> None:
    """More time than so far; or an archivist takes over, with a reason, a time over on paper.

    Such a day is the first one said, and nobody signed after it: a text recorded years later lapses
    as it did, by its deadline. Raises SigningTimeTooShort.
    """
    over = command.sign_by < command.recorded_on and signing.sign_by is None
    if not (over and ARCHIVIST in command.caller.roles):
        core.ensure_time_to_sign(command.sign_by, command.recorded_on, until_now=signing.sign_by)
        return
    core.ensure_reason(command.header.dating.reason)
    earliest = max([command.on, *(each.signed_on for each in signing.signatures.values())])
    if command.sign_by < earliest:
        raise core.SigningTimeTooShort(sign_by=str(command.sign_by), earliest=str(earliest))


def lapses(convention: Convention, on: date) -> bool:
    """Not signed by everybody, and the time to sign is over on that day."""
    return convention.state in FROZEN and convention.signing.over_on(on)


def lapse_day(convention: Convention, command: LapseConvention) -> date:
    """The day after the last, or that of what was still recorded of it before the lapse was."""
    known = latest(convention.days, whole(*UNSIGNED))
    return max(command.on, known[1]) if known else command.on


def ensure_turn(convention: Convention, caller: Caller) -> None:
    signing_act.ensure_turn(convention.signing, convention.terms, caller.organisation)


def ensure_for_one_party(convention: Convention, caller: Caller) -> None:
    rounds = [convention.signing]
    signing_act.ensure_for_one_party(rounds, convention.terms, caller)


def ensure_approved_by_others(convention: Convention, caller: Caller) -> None:
    """Who gives the visa that a signature needs does not sign."""
    ensure_apart(convention.prepared_by, Duty.SIGN, caller)


def ensure_forwardable(terms: Terms, party: UUID, of: Mandate, to: Mandate) -> None:
    """To another person of the same party, whose mandate covers what the party promises.

    So does each that it was delegated from.
    """
    if not to.serves(party):
        raise core.MandateOfAnotherParty()
    if to.representative_id == of.representative_id or person(to.subject) == person(of.subject):
        raise ForwardToOneself()
    promised = terms.promised_by(party)
    for each in (to, *to.above):
        if each.ceiling is not None and promised > each.ceiling:
            raise core.MandateCeilingExceeded(promised=str(promised), ceiling=str(each.ceiling))


def ensure_force_follows(
    day: date, *, signed_on: date, decided_on: date | None, today: date
) -> None:
    if day < signed_on:
        raise ForceBeforeSignature(in_force_on=str(day), signed_on=str(signed_on))
    if decided_on is not None and day < decided_on:
        raise ForceBeforeCondition(in_force_on=str(day), decided_on=str(decided_on))
    if day > today:
        raise DateInFuture(date=str(day), today=str(today))
