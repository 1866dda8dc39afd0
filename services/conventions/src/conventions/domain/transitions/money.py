"""Rows of the money steps (rules 4 and 5)."""

from conventions.domain import overpaying, paying, waiting
from conventions.domain.capacities import Capacity
from conventions.domain.commands import executing as c
from conventions.domain.rules import access, money
from conventions.domain.state import Stage
from conventions.domain.transitions.phases import IN_FORCE, MANAGERS, RUNNING
from conventions.domain.transitions.row import Rule, row

_STEP: tuple[Rule, ...] = (
    money.TrancheUnknown,
    money.TrancheIsCancelled,
    money.OverpaymentUnsettled,
    money.StepBeforePrevious,
)

MONEY = (
    row(
        c.CallFunds,
        paying.call_funds,
        IN_FORCE,
        (*MANAGERS, Capacity.OWNER),
        ready=(waiting.money_waits_for(Stage.CALLED),),
        rules=(money.ReleaseRefused, money.CallExceedsTranche, *_STEP[:2]),
        tells_state=True,
    ),
    row(
        c.CommitTranche,
        paying.commit_tranche,
        IN_FORCE,
        (Capacity.FUNDER,),
        ready=(waiting.money_waits_for(Stage.COMMITTED),),
        rules=(access.NotTheFunder, money.CommitmentExceedsCall, *_STEP),
    ),
    row(
        c.VisaTranche,
        paying.visa_tranche,
        IN_FORCE,
        (Capacity.CONTROLLER,),
        ready=(waiting.money_waits_for(Stage.VISAED),),
        rules=(
            access.NotTheFunder,
            access.DutiesNotSeparated,
            money.VisaExceedsCommitment,
            *_STEP,
        ),
    ),
    row(
        c.OrderPayment,
        paying.order_payment,
        IN_FORCE,
        (Capacity.FUNDER,),
        ready=(waiting.money_waits_for(Stage.ORDERED),),
        rules=(access.NotTheFunder, money.OrderExceedsVisa, *_STEP),
    ),
    row(
        c.PayTranche,
        paying.pay_tranche,
        IN_FORCE,
        (Capacity.ACCOUNTANT,),
        ready=(waiting.money_waits_for(Stage.PAID),),
        rules=(access.NotTheFunder, access.DutiesNotSeparated, money.Overpayment, *_STEP),
    ),
    row(
        c.JustifyTranche,
        paying.justify_tranche,
        RUNNING,
        (Capacity.OFFICE, Capacity.OWNER),
        ready=(waiting.money_waits_for(Stage.JUSTIFIED),),
        rules=(money.JustificationExceedsPayment, *_STEP),
    ),
    row(
        c.ReportExternalPayment,
        overpaying.report_external_payment,
        RUNNING,
        (Capacity.OFFICE, Capacity.ACCOUNTANT),
        rules=(access.NotTheFunder, access.DutiesNotSeparated, money.TrancheUnknown),
    ),
    row(
        c.SettleOverpayment,
        overpaying.settle_overpayment,
        RUNNING,
        MANAGERS,
        ready=(waiting.ensure_overpayment_open,),
        rules=(money.NoOverpayment, access.ReasonMissing),
    ),
)
