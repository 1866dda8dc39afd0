"""Transitions of the schedule and of the money steps (rules 4 and 5)."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import BINDING, IN_FORCE, RUNNING, Rule, row
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.vocabulary import Stage
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import decide, planning, rules
from conventions.domain.tranches.rules import ensure_some_waits

_FUNDED = (*MANAGERS, Capacity.FUNDER)
_STEP: tuple[Rule, ...] = (
    rules.TrancheUnknown,
    rules.TrancheIsCancelled,
    rules.OverpaymentUnsettled,
    rules.StepBeforePrevious,
)

TRANCHES = (
    row(
        c.PlanTranche,
        planning.plan_tranche,
        BINDING,
        _FUNDED,
        rules=(
            core.NotTheFunder,
            core.ContributionUnknown,
            rules.InKindNotPayable,
            rules.TrancheAlreadyPlanned,
            rules.TranchesExceedContribution,
            core.PercentMalformed,
        ),
    ),
    row(
        c.CancelTranche,
        decide.cancel_tranche,
        BINDING,
        _FUNDED,
        ready=(rules.ensure_some_tranche,),
        rules=(
            core.NotTheFunder,
            rules.TrancheUnknown,
            rules.OrderPending,
            rules.TrancheFullyPaid,
        ),
    ),
    row(
        c.CallFunds,
        decide.call_funds,
        IN_FORCE,
        (*MANAGERS, Capacity.OWNER),
        ready=(ensure_some_waits(Stage.CALLED),),
        rules=(rules.ReleaseRefused, rules.CallExceedsTranche, *_STEP[:2]),
        tells_state=True,
    ),
    row(
        c.CommitTranche,
        decide.commit_tranche,
        IN_FORCE,
        (Capacity.FUNDER,),
        ready=(ensure_some_waits(Stage.COMMITTED),),
        rules=(core.NotTheFunder, rules.CommitmentExceedsCall, *_STEP),
    ),
    row(
        c.VisaTranche,
        decide.visa_tranche,
        IN_FORCE,
        (Capacity.CONTROLLER,),
        ready=(ensure_some_waits(Stage.VISAED),),
        rules=(
            core.NotTheFunder,
            rules.DutiesNotSeparated,
            rules.VisaExceedsCommitment,
            *_STEP,
        ),
    ),
    row(
        c.OrderPayment,
        decide.order_payment,
        IN_FORCE,
        (Capacity.FUNDER,),
        ready=(ensure_some_waits(Stage.ORDERED),),
        rules=(core.NotTheFunder, rules.OrderExceedsVisa, *_STEP),
    ),
    row(
        c.PayTranche,
        decide.pay_tranche,
        IN_FORCE,
        (Capacity.ACCOUNTANT,),
        ready=(ensure_some_waits(Stage.PAID),),
        rules=(core.NotTheFunder, rules.DutiesNotSeparated, rules.Overpayment, *_STEP),
    ),
    row(
        c.JustifyTranche,
        decide.justify_tranche,
        RUNNING,
        (Capacity.OFFICE, Capacity.OWNER),
        ready=(ensure_some_waits(Stage.JUSTIFIED),),
        rules=(rules.JustificationExceedsPayment, *_STEP),
    ),
    row(
        c.ReportExternalPayment,
        decide.report_external_payment,
        RUNNING,
        (Capacity.OFFICE, Capacity.ACCOUNTANT),
        rules=(core.NotTheFunder, rules.DutiesNotSeparated, rules.TrancheUnknown),
    ),
    row(
        c.SettleOverpayment,
        decide.settle_overpayment,
        RUNNING,
        MANAGERS,
        ready=(rules.ensure_overpayment_open,),
        rules=(rules.NoOverpayment, core.ReasonMissing),
    ),
)
