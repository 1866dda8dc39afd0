"""When a party may sign or refuse, and from when the convention is in force."""

from datetime import date

from mithaq.commands import Caller
from mithaq.dating import DateInFuture
from mithaq.errors import RuleBroken

from conventions.domain.core import signing_act
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, ensure_apart


class ForceBeforeSignature(RuleBroken):
    """Nothing is in force before its last signature."""

    code = "force-before-signature"


def ensure_turn(convention: Convention, caller: Caller) -> None:
    signing_act.ensure_turn(convention.signing, convention.terms, caller.organisation)


def ensure_for_one_party(convention: Convention, caller: Caller) -> None:
    rounds = [convention.signing]
    signing_act.ensure_for_one_party(rounds, convention.terms, caller)


def ensure_approved_by_others(convention: Convention, caller: Caller) -> None:
    """Who gives the visa that a signature needs does not sign."""
    ensure_apart(convention.prepared_by, Duty.SIGN, caller)


def ensure_force_follows(day: date, *, signed_on: date, today: date) -> None:
    if day < signed_on:
        raise ForceBeforeSignature(in_force_on=str(day), signed_on=str(signed_on))
    if day > today:
        raise DateInFuture(date=str(day), today=str(today))
