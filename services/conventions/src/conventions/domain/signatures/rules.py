"""When a party may sign or refuse, and from when the convention is in force."""

from datetime import date
from uuid import UUID

from mithaq.commands import Caller, person
from mithaq.dating import DateInFuture
from mithaq.errors import RuleBroken

from conventions.domain.core import rules as core
from conventions.domain.core import signing_act
from conventions.domain.core.chronology import UNSIGNED, latest, whole
from conventions.domain.core.commands import FROZEN
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, ensure_apart
from conventions.domain.core.signing_round import Mandate, SigningRound
from conventions.domain.core.terms import Terms
from conventions.domain.signatures.commands import LapseConvention


class ForceBeforeSignature(RuleBroken):
    """Nothing is in force before its last signature."""

    code = "force-before-signature"


class ForceBeforeCondition(RuleBroken):
    """Nothing is in force before its last condition was met."""

    code = "force-before-condition"


class ForwardToOneself(RuleBroken):
    """A signature is forwarded to somebody else."""

    code = "forward-to-oneself"


class SigningTimeOver(RuleBroken):
    """A text is signed until its last day, that day included, by the day of recording."""

    code = "signing-time-over"


def ensure_in_time(signing: SigningRound, recorded_on: date) -> None:
    """Whether or not its lapse was recorded yet."""
    if signing.over_on(recorded_on):
        raise SigningTimeOver(sign_by=str(signing.sign_by), on=str(recorded_on))


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
    """To another person of the same party, whose mandate covers what the party promises."""
    if not to.serves(party):
        raise core.MandateOfAnotherParty()
    if to.representative_id == of.representative_id or person(to.subject) == person(of.subject):
        raise ForwardToOneself()
    promised = terms.promised_by(party)
    if to.ceiling is not None and promised > to.ceiling:
        raise core.MandateCeilingExceeded(promised=str(promised), ceiling=str(to.ceiling))


def ensure_force_follows(
    day: date, *, signed_on: date, decided_on: date | None, today: date
) -> None:
    if day < signed_on:
        raise ForceBeforeSignature(in_force_on=str(day), signed_on=str(signed_on))
    if decided_on is not None and day < decided_on:
        raise ForceBeforeCondition(in_force_on=str(day), decided_on=str(decided_on))
    if day > today:
        raise DateInFuture(date=str(day), today=str(today))
