"""Rows of execution."""

from conventions.domain import following, overpaying, paying, scheduling, waiting
from conventions.domain.capacities import Capacity
from conventions.domain.commands import executing as c
from conventions.domain.rules import access, money, terms
from conventions.domain.state import Stage
from conventions.domain.transitions.phases import BINDING, IN_FORCE, MANAGERS, RUNNING
from conventions.domain.transitions.row import Rule, row
from conventions.domain.vocabulary import State

_FUNDED = (*MANAGERS, Capacity.FUNDER)
_OWNED = (*MANAGERS, Capacity.OWNER)
_SCHEDULED = (waiting.ensure_some_tranche,)
_STEP: tuple[Rule, ...] = (
    money.TrancheUnknown,
    money.TrancheIsCancelled,
    money.OverpaymentUnsettled,
    money.StepBeforePrevious,
)

EXECUTION = (
    row(
        c.PlanTranche,
        scheduling.plan_tranche,
        BINDING,
        _FUNDED,
        rules=(
            access.NotTheFunder,
            terms.ContributionUnknown,
            money.InKindNotPayable,
            money.TrancheAlreadyPlanned,
            money.TranchesExceedContribution,
            money.PercentMalformed,
        ),
    ),
    row(
        c.CancelTranche,
        scheduling.cancel_tranche,
        BINDING,
        _FUNDED,
        ready=_SCHEDULED,
        rules=(
            access.NotTheFunder,
            money.TrancheUnknown,
            money.OrderPending,
            money.TrancheFullyPaid,
        ),
    ),
    row(
        c.CallFunds,
        paying.call_funds,
        IN_FORCE,
        _OWNED,
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
        rules=(access.NotTheFunder, money.TrancheUnknown),
    ),
    row(
        c.SettleOverpayment,
        overpaying.settle_overpayment,
        RUNNING,
        MANAGERS,
        ready=(waiting.ensure_overpayment_open,),
        rules=(money.NoOverpayment, access.ReasonMissing),
    ),
    row(
        c.DepositDocument,
        scheduling.deposit_document,
        BINDING,
        (*_OWNED, Capacity.FUNDER),
        ready=_SCHEDULED,
        rules=(money.TrancheUnknown, money.DigestMalformed),
    ),
    row(
        c.ReportProgress,
        following.report_progress,
        RUNNING,
        _OWNED,
        rules=(terms.ActionUnknown, money.PercentMalformed, access.DateInFuture),
    ),
    row(
        c.SuspendConvention,
        following.suspend,
        IN_FORCE,
        MANAGERS,
        to=State.SUSPENDED,
        rules=(access.ReasonMissing,),
    ),
    row(
        c.ResumeConvention,
        following.resume,
        frozenset({State.SUSPENDED}),
        MANAGERS,
        to=State.IN_FORCE,
        rules=(access.ReasonMissing,),
    ),
    row(
        c.CompleteConvention,
        following.complete,
        IN_FORCE,
        MANAGERS,
        to=State.COMPLETED,
        ready=(following.ensure_settled,),
        rules=(money.ReportMissing,),
    ),
)
