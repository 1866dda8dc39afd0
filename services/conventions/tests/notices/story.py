"""Formal notices of the tests: the region's first tranche is called, due on June 1st, unpaid."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from conventions.domain.core.notice import Breach
from conventions.domain.core.vocabulary import BreachKind
from conventions.domain.notices import commands as c
from conventions.domain.tranches import commands as tranches

from ..people import REGION, Say, by_itself, clerk, operator
from ..story import Story
from ..tranches.story import scheduled, step

LATE = date(2026, 6, 2)
DAYS = 30
EXPIRES = LATE + timedelta(days=DAYS)
AFTER = EXPIRES + timedelta(days=1)
UNPAID = Breach(kind=BreachKind.MONEY_UNPAID, subject="R1")
LAND = Breach(kind=BreachKind.DELIVERY_MISSING, subject="commune-land")
BEHIND = Breach(kind=BreachKind.WORKS_BEHIND, subject="works")
SPENT = Breach(kind=BreachKind.SPENDING_UNJUSTIFIED, subject="R1")
DUTY = Breach(kind=BreachKind.DUTY_BREACHED, subject="commitments")


def called() -> Story:
    """150 are called of the region, and not paid by their due day."""
    return scheduled().when(step(tranches.CallFunds, operator, 150))


def serve(
    say: Say = operator, breach: Breach = UNPAID, addressee: UUID = REGION, **more: Any
) -> c.ServeNotice:
    said: dict[str, Any] = {"days": DAYS, "reason": "non versé", "act": "MD 4/2026"} | more
    say = say if say.on >= LATE else say.on_day(LATE)
    return say(c.ServeNotice, addressee=addressee, breach=breach, **said)


def answer(say: Say, day: date = LATE, notice: int = 1, text: str = "OP n° 12") -> c.AnswerNotice:
    return say.on_day(day)(c.AnswerNotice, notice=notice, answer=text)


def withdraw(say: Say, day: date = LATE, notice: int = 1) -> c.WithdrawNotice:
    return say.on_day(day)(c.WithdrawNotice, notice=notice, reason="réglé")


def expire(notice: int = 1, day: date = AFTER) -> c.ExpireNotice:
    return by_itself.on_day(day)(c.ExpireNotice, notice=notice)


def served() -> Story:
    return called().when(serve())


def expired(say: Say = clerk) -> Story:
    """Served by one person of the office, and not heeded."""
    return called().when(serve(say), expire())
