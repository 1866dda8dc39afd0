"""What is to be done next about a breach, about works that are built, and once it has ended."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from conventions.domain.acceptance import commands as acceptance
from conventions.domain.core.acceptance import Reservation
from conventions.domain.core.convention import Convention
from conventions.domain.core.notice import Breach
from conventions.domain.core.vocabulary import BreachKind, NoticeState
from conventions.domain.ending import commands as ending
from conventions.domain.notices import commands as notices
from conventions.domain.tranches import commands as tranches

from .. import people as p
from .cast import HEADS
from .due_money import Due
from .wish import Fields

_DELAY: Final[Fields] = {"days": 15, "reason": "défaut", "act": "MD"}
_END: Final[Fields] = {"reason": "défaut", "act": "décision", "refund_days": 15}


def breaching(state: Convention, today: date) -> Iterator[Due]:
    """A notice on a duty is served by the office; followed, it may end the convention."""
    for article in sorted(state.terms.articles)[:1]:
        breach = Breach(kind=BreachKind.DUTY_BREACHED, subject=article)
        for party in sorted(state.terms.parties.keys() & HEADS.keys())[:2]:
            yield notices.ServeNotice, p.CLERK, {"addressee": party, "breach": breach, **_DELAY}
    yield from following(state, today)
    for number, notice in state.notices.items():
        if notice.state is NoticeState.EXPIRED:
            yield ending.TerminateConvention, p.OFFICE, {"notice": number, **_END}


def following(state: Convention, today: date) -> Iterator[Due]:
    for number, notice in state.notices.items():
        named: Fields = {"notice": number}
        if notice.open and today > notice.expires_on:
            yield notices.ExpireNotice, p.by_itself.caller, named
        elif notice.open:
            yield notices.WithdrawNotice, p.CLERK, {**named, "reason": "réglé"}
            if notice.state is NoticeState.SERVED and notice.addressee in HEADS:
                answer: Fields = {**named, "answer": "réponse"}
                yield notices.AnswerNotice, HEADS[notice.addressee], answer


def taking_over(state: Convention, action: str) -> Iterator[Due]:
    """By the office; with a reservation now and then."""
    of: Fields = {"action": action, "act": "PV"}
    known = state.acceptances.get(action)
    if known is None:
        joints = Reservation(reservation="joints", remark="à reprendre")
        reserved = (joints,) if state.version % 2 else ()
        more: Fields = {"guarantee_days": 0, "reservations": reserved}
        yield acceptance.AcceptProvisionally, p.CLERK, {**of, **more}
        return
    for name in known.left:
        yield acceptance.LiftReservation, p.CLERK, {**of, "reservation": name}
    if not known.left and known.final_on is None:
        yield acceptance.AcceptFinally, p.CLERK, of


def closing(state: Convention, today: date) -> Iterator[Due]:
    """What is left to follow; then it is closed."""
    left = [*returning(state), *following(state, today)]
    for action in state.terms.actions:
        left += taking_over(state, action)
    for name, claim in state.claims.items():
        if claim.refund_by is not None and today > claim.refund_by and not claim.overdue:
            yield ending.NoteRefundOverdue, p.by_itself.caller, {"tranche": name}
    yield from left or [(ending.CloseConvention, p.OFFICE, {"act": "PV de clôture"})]


def returning(state: Convention) -> Iterator[Due]:
    for name, tranche in state.tranches.items():
        if tranche.refund_due:
            yield tranches.RecordRefund, p.ACCOUNTANT, {"tranche": name}
