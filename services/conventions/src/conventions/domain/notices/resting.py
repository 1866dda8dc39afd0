"""What may rest on a notice that was not heeded, and what a notice keeps its addressee from."""

from typing import Final

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Convention
from conventions.domain.core.notice import Notice
from conventions.domain.core.sides import speaks_for
from conventions.domain.core.vocabulary import BreachKind, NoticeState
from conventions.domain.notices.breaches import persists
from conventions.domain.notices.rules import NoticeUnknown, PartyInDefault, notice_of


class NoticeNotExpired(RuleBroken):
    """Something follows from a notice whose delay is over and that was not heeded."""

    code = "notice-not-expired"


class NoticeRemediedSince(RuleBroken):
    """Nothing follows from a notice once what it was served on is put right."""

    code = "notice-remedied-since"


class NoticeImpeded(RuleBroken):
    """Who could not pay because of a suspension is not in default for it."""

    code = "notice-impeded"


class SuspendsOwnDebt(RuleBroken):
    """A party that is called to pay by a notice does not suspend what it owes."""

    code = "suspends-own-debt"


RESTING_RULES: Final = (NoticeUnknown, NoticeNotExpired, NoticeRemediedSince, PartyInDefault)


def ensure_unheeded(convention: Convention, number: int, command: ConventionCommand) -> Notice:
    """Expired, and not put right since; given by nobody who speaks for the party in default."""
    notice = notice_of(convention, number)
    named = convention.terms.name_of(notice.addressee)
    if notice.addressee in speaks_for(convention, command.caller):
        raise PartyInDefault(organisation=named, notice=number)
    if notice.state is not NoticeState.EXPIRED:
        raise NoticeNotExpired(notice=number, state=str(notice.state), on=str(notice.expires_on))
    if not persists(convention, notice, command.recorded_on):
        raise NoticeRemediedSince(notice=number, organisation=named)
    return notice


def ensure_not_impeded(convention: Convention, notice: Notice) -> None:
    """No day of its delay was suspended: an order to pay is closed on such a day."""
    if notice.breach.kind != BreachKind.MONEY_UNPAID:
        return
    for first, last in convention.suspensions:
        if first <= notice.expires_on and (last is None or last > notice.recorded_on):
            raise NoticeImpeded(notice=notice.number, on=str(first))


def ensure_not_own_debt(convention: Convention, caller: Caller) -> None:
    """A notice to pay is not made moot by who owes it: it would suspend the payment itself."""
    sides = speaks_for(convention, caller)
    for notice in convention.notices.values():
        to_pay = notice.breach.kind == BreachKind.MONEY_UNPAID
        live = notice.open or notice.state is NoticeState.EXPIRED
        if to_pay and live and notice.addressee in sides:
            named = convention.terms.name_of(notice.addressee)
            raise SuspendsOwnDebt(notice=notice.number, organisation=named)
