"""The schedule of a contribution, the steps of its money, and payments seen from outside."""

from typing import Annotated

from fastapi import APIRouter
from mithaq.http import (
    PROBLEMS,
    Answer,
    Dated,
    Day,
    Line,
    MoneyBody,
    Name,
    NameInPath,
    Once,
    Reason,
    Whole,
)
from pydantic import ConfigDict, Field

from conventions.domain.core.vocabulary import Settlement, Stage
from conventions.domain.tranches import commands as c
from conventions.routes.dependencies import Basis, CommandSender, OfConvention, Reasoned

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
    due_on: Day
    justified_before: Annotated[
        Whole, Field(description="Percent of the previous tranche to be justified first.")
    ] = 0
    progress_at_least: Annotated[Whole, Field(description="Physical progress, in percent.")] = 0
    documents: Annotated[tuple[Name, ...], Once(), Field(max_length=20)] = ()
    committees: Annotated[
        tuple[Name, ...],
        Once(),
        Field(max_length=5, description="Committees whose minutes decide on the release."),
    ] = ()
    basis: Basis = None


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
    basis: Basis = None


class JustificationBody(StepBody):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "amount": {"amount": "2500000.00", "currency": "MAD"},
                "act": "PV de vérification n° 3/2026",
                "submission": 1,
            }
        }
    )

    submission: Annotated[Whole | None, Field(description="The number of what was handed in.")] = (
        None
    )


class ImputationBody(StepBody):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "amount": {"amount": "20000.00", "currency": "MAD"},
                "act": "Régularisation n° 4/2026",
                "advance_of": "commune-2026-1",
            }
        }
    )

    advance_of: Annotated[Name, Field(description="The tranche that was overpaid.")]


class ReversalBody(StepBody):
    """`act` is the paper that says so: a rejection note, a corrected entry."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "stage": "ordered",
                "amount": {"amount": "2500000.00", "currency": "MAD"},
                "reason": "RIB du bénéficiaire erroné.",
                "act": "Note de rejet n° 12/2026",
            }
        }
    )

    stage: Annotated[Stage, Field(description="The step that is taken back.")]
    reason: Reason
    reference: Annotated[
        Line | None, Field(description="Of a payment: the reference it was recorded under.")
    ] = None
    advance_of: Annotated[
        Name | None, Field(description="Of an imputation: the tranche whose advance it was.")
    ] = None


class SettlementBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "kind": "refund_claimed",
                "amount": {"amount": "20000.00", "currency": "MAD"},
                "decision": "Remboursement sous 30 jours.",
            }
        }
    )

    kind: Annotated[
        Settlement,
        Field(description="Kept for orders to come, claimed back, or no payment at all."),
    ]
    amount: Annotated[MoneyBody, Field(description="The part of the excess this decides on.")]
    decision: Reason
    reference: Annotated[
        Line | None, Field(description="Of an error: the reference it was recorded under.")
    ] = None


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
        committees=body.committees,
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
    step = command(
        header=sender.header(body), tranche=tranche, amount=amount, act=body.act, basis=body.basis
    )
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
    command = c.OrderPayment(
        header=sender.header(body),
        tranche=tranche,
        amount=body.amount.money(),
        act=body.act,
        basis=body.basis,
        approvals=sender.conventions.payment_approvals,
    )
    return await sender.send(command)


@router.post("/payments")
async def pay_tranche(tranche: NameInPath, body: StepBody, sender: OfConvention) -> Answer:
    """Pay what was ordered, by another person; more is refused as an overpayment."""
    return await _step(c.PayTranche, tranche, body, sender)


@router.post("/justifications")
async def justify_tranche(
    tranche: NameInPath, body: JustificationBody, sender: OfConvention
) -> Answer:
    """Accept a submission, wholly or in part; without one the office takes over a paper."""
    command = c.JustifyTranche(
        header=sender.header(body),
        tranche=tranche,
        amount=body.amount.money(),
        act=body.act,
        basis=body.basis,
        submission=body.submission,
    )
    return await sender.send(command)


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
    """Decide what becomes of an overpayment, or of part of it."""
    command = c.SettleOverpayment(
        header=sender.header(body),
        tranche=tranche,
        kind=body.kind,
        amount=body.amount.money(),
        decision=body.decision,
        reference=body.reference,
    )
    return await sender.send(command)


@router.post("/imputations")
async def impute_advance(tranche: NameInPath, body: ImputationBody, sender: OfConvention) -> Answer:
    """Pay what is ordered by an advance of the contribution: no money leaves its payer again."""
    command = c.ImputeAdvance(
        header=sender.header(body),
        tranche=tranche,
        amount=body.amount.money(),
        act=body.act,
        basis=body.basis,
        advance_of=body.advance_of,
    )
    return await sender.send(command)


@router.post("/refunds")
async def record_refund(tranche: NameInPath, body: StepBody, sender: OfConvention) -> Answer:
    """Record that what was claimed back came back, or part of it."""
    return await _step(c.RecordRefund, tranche, body, sender)


@router.post("/reversals")
async def reverse_step(tranche: NameInPath, body: ReversalBody, sender: OfConvention) -> Answer:
    """Take back part of a step that was rejected, refused or typed wrongly, by another person."""
    command = c.ReverseStep(
        header=sender.header(body),
        tranche=tranche,
        amount=body.amount.money(),
        act=body.act,
        basis=body.basis,
        stage=body.stage,
        reason=body.reason,
        reference=body.reference,
        advance_of=body.advance_of,
    )
    return await sender.send(command)
