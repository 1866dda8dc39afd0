"""When a party may sign or refuse, and from when the convention is in force."""

from datetime import date

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.core import signing_round
from conventions.domain.core.convention import Convention
from conventions.domain.core.rules import DateInFuture


class RepresentativeUnknown(RuleBroken):
    """Who refuses for a party is its registered representative."""

    code = "representative-unknown"


class ForceBeforeSignature(RuleBroken):
    """Nothing is in force before its last signature."""

    code = "force-before-signature"


def ensure_turn(convention: Convention, caller: Caller) -> None:
    signing_round.ensure_turn(convention.signing, convention.terms, caller.organisation)


def ensure_unsigned(convention: Convention, caller: Caller) -> None:
    signing_round.ensure_unsigned(convention.signing, caller.organisation)


def ensure_force_follows(day: date, *, signed_on: date, today: date) -> None:
    if day < signed_on:
        raise ForceBeforeSignature(in_force_on=str(day), signed_on=str(signed_on))
    if day > today:
        raise DateInFuture(date=str(day), today=str(today))
