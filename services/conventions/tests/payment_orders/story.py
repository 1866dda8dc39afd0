"""Payment orders of the tests: of the region's first tranche, three persons from 120 dirhams on."""

from dataclasses import replace

from conventions.domain.payment_orders import commands as c
from conventions.domain.tranches import commands as tranches

from ..people import Say, accountant, controller, operator, region, treasurer
from ..story import Story
from ..tranches.story import STRICT, scheduled, step


def order(dirhams: int, say: Say = region) -> tranches.OrderPayment:
    return replace(step(tranches.OrderPayment, say, dirhams), approvals=STRICT)


def approve(say: Say = treasurer, number: int = 1, name: str = "R1") -> c.ApprovePayment:
    return say(c.ApprovePayment, tranche=name, order=number)


def refuse(say: Say = treasurer, number: int = 1, reason: str = "x") -> c.RefusePaymentApproval:
    return say(c.RefusePaymentApproval, tranche="R1", order=number, reason=reason)


def pay(dirhams: int, act: str = "VIR 1", say: Say = accountant) -> tranches.PayTranche:
    return replace(step(tranches.PayTranche, say, dirhams), act=act)


def visaed(dirhams: int = 150) -> Story:
    return scheduled().when(
        step(tranches.CallFunds, operator, dirhams),
        step(tranches.CommitTranche, region, dirhams),
        step(tranches.VisaTranche, controller, dirhams),
    )


def ordered(dirhams: int = 150) -> Story:
    return visaed().when(order(dirhams))
