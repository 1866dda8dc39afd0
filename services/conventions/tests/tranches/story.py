"""Tranches of the tests: the region's promise of 2026, planned and paid step by step."""

from datetime import date
from typing import Any, TypeVar

from conventions.domain.core.payment_approvals import PaymentApprovals
from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import events as e
from mithaq.money import ZERO

from ..people import (
    BOOKKEEPER,
    ID,
    REGION,
    REGISTRAR,
    Say,
    accountant,
    clerk,
    controller,
    operator,
    region,
)
from ..proposal import mad
from ..story import Story, in_force

M = TypeVar("M", bound=c.MoneyCommand)
S = TypeVar("S", bound=e.TrancheStep)


# Two persons from the fiftieth dirham ordered of a tranche on, three from the 120th.
STRICT = PaymentApprovals(((ZERO, 1), (mad(50), 2), (mad(120), 3)))
R2_TERMS: dict[str, Any] = {
    "justified_before": 80,
    "progress_at_least": 50,
    "documents": ("site-report",),
}


def tranche(
    name: str, contribution: str, dirhams: int, due: date = date(2026, 6, 1), **conditions: object
) -> c.PlanTranche:
    return region(
        c.PlanTranche,
        tranche=name,
        contribution=contribution,
        amount=mad(dirhams),
        due_on=due,
        **conditions,
    )


def scheduled() -> Story:
    """Region's 400 in two tranches, the second after 80 % of the first, 50 % of works, a report."""
    return in_force().when(
        tranche("R1", "region-26", 150),
        tranche(
            "R2",
            "region-26",
            250,
            date(2026, 9, 1),
            **R2_TERMS,
        ),
    )


def step(command: type[M], say: Say, dirhams: int, name: str = "R1") -> M:
    """Without a submission spending is taken over from paper: by the office, whoever spent."""
    act = f"{command.__name__} {name} {dirhams}"
    if command is c.JustifyTranche and say.caller == BOOKKEEPER:
        taken = Say(REGISTRAR, say.on, say.recorded_on, reason=say.dating_reason)
        taken.inactive, say = say.inactive, taken
    return say(command, tranche=name, amount=mad(dirhams), act=act)


def paid(dirhams: int = 150, name: str = "R1", funder: Say = region) -> tuple[c.MoneyCommand, ...]:
    """Every step of a tranche up to its payment."""
    return (
        step(c.CallFunds, operator, dirhams, name),
        step(c.CommitTranche, funder, dirhams, name),
        step(c.VisaTranche, controller, dirhams, name),
        step(c.OrderPayment, funder, dirhams, name),
        step(c.PayTranche, accountant, dirhams, name),
    )


def stepped(event: type[S], command: c.MoneyCommand, dirhams: int | None = None) -> S:
    """The event of that step, of the whole amount unless `dirhams` says which part of it."""
    return event(
        convention_id=ID,
        tranche=command.tranche,
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        amount=command.amount if dirhams is None else mad(dirhams),
        act=command.act,
        on=command.on,
    )


def settle(
    kind: Settlement, dirhams: int, name: str = "R1", say: Say = clerk, **more: object
) -> c.SettleOverpayment:
    return say(
        c.SettleOverpayment,
        tranche=name,
        kind=kind,
        amount=mad(dirhams),
        decision="décision 4",
        **more,
    )


def reverse(
    stage: Stage, dirhams: int, say: Say = clerk, name: str = "R1", reference: str | None = None
) -> c.ReverseStep:
    return say(
        c.ReverseStep,
        tranche=name,
        stage=stage,
        amount=mad(dirhams),
        act="note 1",
        reason="rejet",
        reference=reference,
    )


def overpaid(command: c.ReportExternalPayment, dirhams: int) -> e.OverpaymentRecorded:
    """What went beyond the order in that payment."""
    return e.OverpaymentRecorded(
        convention_id=ID,
        tranche=command.tranche,
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        excess=mad(dirhams),
        act=command.act,
    )


def cancelled(
    name: str,
    reason: str | None,
    given_up: e.TrancheAmounts,
    kept: int = 0,
    *,
    amendment: int | None = None,
) -> e.TrancheCancelled:
    return e.TrancheCancelled(
        convention_id=ID,
        tranche=name,
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        reason=reason,
        amendment=amendment,
        given_up=given_up,
        kept=mad(kept),
    )


def amounts(amount: int, called: int = 0, committed: int = 0, visaed: int = 0) -> e.TrancheAmounts:
    return e.TrancheAmounts(
        amount=mad(amount), called=mad(called), committed=mad(committed), visaed=mad(visaed)
    )
