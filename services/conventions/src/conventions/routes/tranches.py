"""The schedule of a contribution, the steps of its money, and payments seen from outside."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, Answer, Dated, Line, MoneyBody, Name, NameInPath, Prose, Reason
from pydantic import ConfigDict, Field

from conventions.domain.tranches import commands as c
from conventions.routes.dependencies import CommandSender, OfConvention, Reasoned

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/tranches/{tranche}",
    tags=["tranches"],
    responses=PROBLEMS,
)


class TrancheBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "contribution": "commune-2026",
                "amount": {"amount": "5000000.00", "currency": "MAD"},
                "due_on": "2026-09-30",
                "justified_before": 80,
                "progress_at_least": 40,
                "documents": ["pv-reception"],
            }
        }
    )

    contribution: Name
    amount: MoneyBody
    due_on: date
    justified_before: Annotated[
        int, Field(description="Percent of the previous tranche to be justified first.")
    ] = 0
    progress_at_least: Annotated[int, Field(description="Physical progress, in percent.")] = 0
    documents: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    basis: Prose | None = None


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


@router.put("")
async def plan_tranche(tranche: NameInPath, body: TrancheBody, sender: OfConvention) -> Answer:
    """Plan a part of a contribution and the conditions of its release."""
    command = c.PlanTranche(
        header=sender.header(body),
        tranche=tranche,
        contribution=body.contribution,
        amount=body.amount.money(),
        due_on=body.due_on,
        justified_before=body.justified_before,
        progress_at_least=body.progress_at_least,
        documents=body.documents,
        basis=body.basis,
    )
    return await sender.send(command)


@router.post("/cancellation")
async def cancel_tranche(tranche: NameInPath, body: Reasoned, sender: OfConvention) -> Answer:
    """Give up what is not ordered yet."""
    return await sender.send(
        c.CancelTranche(header=sender.header(body), tranche=tranche, reason=body.reason)
    )


async def _step(
    command: type[c.MoneyCommand], tranche: str, body: StepBody, sender: CommandSender
) -> Answer:
    amount = body.amount.money()
    step = command(header=sender.header(body), tranche=tranche, amount=amount, act=body.act)
    return await sender.send(step)


@router.post("/calls")
async def call_funds(tranche: NameInPath, body: StepBody, sender: OfConvention) -> Answer:
    """Call funds: refused with every condition of release that is not met (rule 5)."""
    return await _step(c.CallFunds, tranche, body, sender)


@router.post("/commitments")
async def commit_tranche(tranche: NameInPath, body: StepBody, sender: OfConvention) -> Answer:
    """Commit what was called (engagement)."""
    return await _step(c.CommitTranche, tranche, body, sender)


@router.post("/visas")
async def visa_tranche(tranche: NameInPath, body: StepBody, sender: OfConvention) -> Answer:
    """Visa what was committed, by another person."""
    return await _step(c.VisaTranche, tranche, body, sender)


@router.post("/orders")
async def order_payment(tranche: NameInPath, body: StepBody, sender: OfConvention) -> Answer:
    """Order the payment of what was visaed (ordonnancement)."""
    return await _step(c.OrderPayment, tranche, body, sender)


@router.post("/payments")
async def pay_tranche(tranche: NameInPath, body: StepBody, sender: OfConvention) -> Answer:
    """Pay what was ordered, by another person; more is refused as an overpayment."""
    return await _step(c.PayTranche, tranche, body, sender)


@router.post("/justifications")
async def justify_tranche(tranche: NameInPath, body: StepBody, sender: OfConvention) -> Answer:
    """Prove the spending of what was paid."""
    return await _step(c.JustifyTranche, tranche, body, sender)


@router.post("/external-payments")
async def report_external_payment(
    tranche: NameInPath, body: StepBody, sender: OfConvention
) -> Answer:
    """Record a payment seen from outside; beyond what is ordered it freezes later tranches."""
    return await _step(c.ReportExternalPayment, tranche, body, sender)


@router.post("/overpayment-settlement")
async def settle_overpayment(
    tranche: NameInPath, body: SettlementBody, sender: OfConvention
) -> Answer:
    """Decide what becomes of an overpayment."""
    command = c.SettleOverpayment(
        header=sender.header(body), tranche=tranche, decision=body.decision
    )
    return await sender.send(command)
