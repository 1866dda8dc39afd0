"""The steps of a tranche's money, and payments seen from outside."""

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, MoneyBody
from pydantic import ConfigDict

from conventions.domain.commands import executing as c
from conventions.routes.dependencies import Dated, Given, InPath, Line, Reason

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/tranches/{tranche}",
    tags=["money"],
    responses=PROBLEMS,
)


class StepBody(Dated):
    """Part of a tranche is welcome; `act` is the paper it rests on."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "amount": {"amount": "2500000.00", "currency": "MAD"},
                "act": "OP n° 318/2026",
            }
        }
    )

    amount: MoneyBody
    act: Line


class SettlementBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"decision": "Remboursement sous 30 jours."}}
    )

    decision: Reason


async def _step(
    command: type[c.MoneyCommand], tranche: str, body: StepBody, giving: Given
) -> Answer:
    amount = body.amount.money()
    given = command(**giving.on(body), tranche=tranche, amount=amount, act=body.act)
    return await giving.give(given)


@router.post("/calls")
async def call_funds(tranche: InPath, body: StepBody, giving: Given) -> Answer:
    """Call funds: refused with every condition of release that is not met (rule 5)."""
    return await _step(c.CallFunds, tranche, body, giving)


@router.post("/commitments")
async def commit_tranche(tranche: InPath, body: StepBody, giving: Given) -> Answer:
    """Commit what was called (engagement)."""
    return await _step(c.CommitTranche, tranche, body, giving)


@router.post("/visas")
async def visa_tranche(tranche: InPath, body: StepBody, giving: Given) -> Answer:
    """Visa what was committed, by another person."""
    return await _step(c.VisaTranche, tranche, body, giving)


@router.post("/orders")
async def order_payment(tranche: InPath, body: StepBody, giving: Given) -> Answer:
    """Order the payment of what was visaed (ordonnancement)."""
    return await _step(c.OrderPayment, tranche, body, giving)


@router.post("/payments")
async def pay_tranche(tranche: InPath, body: StepBody, giving: Given) -> Answer:
    """Pay what was ordered, by another person; more is refused as an overpayment."""
    return await _step(c.PayTranche, tranche, body, giving)


@router.post("/justifications")
async def justify_tranche(tranche: InPath, body: StepBody, giving: Given) -> Answer:
    """Prove the spending of what was paid."""
    return await _step(c.JustifyTranche, tranche, body, giving)


@router.post("/external-payments")
async def report_external_payment(tranche: InPath, body: StepBody, giving: Given) -> Answer:
    """Record a payment seen from outside; beyond what is ordered it freezes later tranches."""
    return await _step(c.ReportExternalPayment, tranche, body, giving)


@router.post("/overpayment-settlement")
async def settle_overpayment(tranche: InPath, body: SettlementBody, giving: Given) -> Answer:
    """Decide what becomes of an overpayment."""
    command = c.SettleOverpayment(**giving.on(body), tranche=tranche, decision=body.decision)
    return await giving.give(command)
