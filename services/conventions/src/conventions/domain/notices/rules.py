"""Who may serve a notice, on what, for how long; and what may rest on one."""

from typing import Final
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Forbidden, Invalid, RuleBroken

from conventions.domain.core.commands import RUNNING
from conventions.domain.core.convention import Convention
from conventions.domain.core.notice import OPEN, Notice
from conventions.domain.core.policy import MANAGERS, capacities_of
from conventions.domain.core.rules import NothingWaits
from conventions.domain.core.sides import speaks_for
from conventions.domain.core.vocabulary import BreachKind, NoticeState
from conventions.domain.notices import commands as c
from conventions.domain.notices.breaches import measured, owed_to

LEAST_DAYS: Final = 15  # a public body needs them to decide and to have an order paid
MOST_DAYS: Final = 3_650  # ten years: no convention is planned for longer


class NoticeUnknown(RuleBroken):
    """No formal notice of this number."""

    code = "notice-unknown"


class NoticeUnfounded(RuleBroken):
    """A notice is served on what is true, on the day it is dated and on the day it is recorded."""

    code = "notice-unfounded"


class NoticeNotYours(Forbidden):
    """A notice is served by the office, the lead, or a party to which the thing is owed."""

    code = "notice-not-yours"


class NoticeToOwnParty(RuleBroken):
    """Nobody serves a notice on a party it speaks for."""

    code = "notice-to-own-party"


class NoticeAlreadyOpen(RuleBroken):
    """One party has one open notice on the same thing."""

    code = "notice-already-open"


class DelayOutOfBounds(Invalid):
    """A delay is long enough to act in, and no longer than a convention lasts."""

    code = "delay-out-of-bounds"


class NoticeClosed(RuleBroken):
    """The notice is not at the step that this command needs."""

    code = "notice-closed"


class NoticeOver(RuleBroken):
    """A notice is answered until its last day, by the day of recording."""

    code = "notice-over"


class NotTheAddressee(Forbidden):
    """The party on which it was served answers a notice."""

    code = "not-the-addressee"


class NotTheServer(Forbidden):
    """Who served a notice withdraws it, and the office once the convention ended."""

    code = "not-the-server"


class PartyInDefault(RuleBroken):
    """Who speaks for the party in default draws nothing from the notice to it."""

    code = "party-in-default"


def notice_of(convention: Convention, number: int) -> Notice:
    """Raises NoticeUnknown."""
    found = convention.notices.get(number)
    if found is None:
        raise NoticeUnknown(notice=number)
    return found


def ensure_days(days: int, least: int = LEAST_DAYS, most: int = MOST_DAYS) -> None:
    if not least <= days <= most:
        raise DelayOutOfBounds(days=days, least=least, most=most)


def side_of(caller: Caller) -> UUID | None:
    """The party it is served for; None where the ministry's office serves it as such."""
    return None if "office" in caller.roles else caller.organisation


def ensure_servable(convention: Convention, command: c.ServeNotice) -> None:
    """On another party, by somebody to whom it is owed, once."""
    caller, breach, addressee = command.caller, command.breach, command.addressee
    named = convention.terms.name_of(addressee)
    if addressee in speaks_for(convention, caller):
        raise NoticeToOwnParty(organisation=named)
    managing = capacities_of(convention, caller) & set(MANAGERS)
    if not managing and caller.organisation not in owed_to(convention, breach):
        raise NoticeNotYours(breach=str(breach.kind), subject=breach.subject)
    side = side_of(caller)
    for each in convention.notices.values():
        same = (each.breach, each.addressee, each.served_for) == (breach, addressee, side)
        if same and each.open:
            raise NoticeAlreadyOpen(notice=each.number, expires_on=str(each.expires_on))


def ensure_founded(convention: Convention, command: c.ServeNotice) -> None:
    """True on the day it is dated and on the day it is recorded, whatever was between."""
    breach = command.breach
    frozen = breach.kind == BreachKind.MONEY_UNPAID and convention.suspended_on(command.recorded_on)
    days = (command.on, command.recorded_on)
    if frozen or not all(
        measured(convention, breach, command.addressee, day).lacks for day in days
    ):
        raise NoticeUnfounded(
            breach=str(breach.kind),
            subject=breach.subject,
            organisation=convention.terms.name_of(command.addressee),
            on=str(command.on),
        )


def ensure_answerable(convention: Convention, command: c.AnswerNotice) -> Notice:
    notice = notice_of(convention, command.notice)
    if command.caller.organisation != notice.addressee:
        raise NotTheAddressee(organisation=convention.terms.name_of(notice.addressee))
    if notice.state is not NoticeState.SERVED:
        raise NoticeClosed(notice=notice.number, state=str(notice.state))
    if command.recorded_on > notice.expires_on:
        raise NoticeOver(notice=notice.number, expires_on=str(notice.expires_on))
    return notice


def ensure_withdrawable(convention: Convention, command: c.WithdrawNotice) -> Notice:
    """By the side that served it: nobody else gives up what is owed to another, least who owes it.

    A notice that outlives its convention holds nobody up: the office withdraws it then.
    """
    notice = notice_of(convention, command.notice)
    side = side_of(command.caller)
    ended = convention.state not in RUNNING
    if side != notice.served_for and not (ended and side is None):
        raise NotTheServer(notice=notice.number)
    if not ended and notice.addressee in speaks_for(convention, command.caller):
        named = convention.terms.name_of(notice.addressee)
        raise PartyInDefault(organisation=named, notice=notice.number)
    if notice.state not in OPEN | {NoticeState.EXPIRED}:
        raise NoticeClosed(notice=notice.number, state=str(notice.state))
    return notice


def ensure_some_notice(convention: Convention, _: Caller) -> None:
    if not convention.notices:
        raise NothingWaits(step="notice")
