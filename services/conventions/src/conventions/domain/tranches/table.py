"""Transitions of the schedule and of the money steps (rules 4 and 5)."""

from conventions.domain.core import rules as core
from conventions.domain.core.archive_gaps import ensure_archive_complete
from conventions.domain.core.commands import BINDING, CLOSED, ENDED, IN_FORCE, RUNNING, Rule, row
from conventions.domain.core.duration import DurationIsOver, ensure_duration_runs
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.limits import PartsTooMany
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.seats import CommitteeUnknown
from conventions.domain.core.standing import PartyInactive
from conventions.domain.core.suspensive import ensure_all_met
from conventions.domain.core.vocabulary import Stage
from conventions.domain.envelopes.rules import EnvelopeExceeded
from conventions.domain.tranches import beyond, correcting, decide, planning, proving, rules
from conventions.domain.tranches import commands as c
from conventions.domain.tranches.payment_references import ReferenceUnreadable, ReferenceUsed
from conventions.domain.tranches.rules import ensure_some_waits

_FUNDED = (*MANAGERS, Capacity.FUNDER)
_LIVE: tuple[Rule, ...] = (rules.TrancheUnknown, rules.TrancheIsCancelled)
# Of every step, then of those that move money.
_STEP: tuple[Rule, ...] = (
    *_LIVE,
    core.AmountNotPositive,
    rules.StepBeforePrevious,
    DutiesNotSeparated,
)
_FLOW: tuple[Rule, ...] = (*_STEP, rules.SuspendedThatDay, PartyInactive)
_MOVE: tuple[Rule, ...] = (*_FLOW, rules.OverpaymentUnsettled)
# Money that is found after the end is still recorded, decided on, and given back.
_AFTER = ENDED | CLOSED
_REFERENCE: tuple[Rule, ...] = (ReferenceUsed, ReferenceUnreadable)

TRANCHES = (
    row(
        c.PlanTranche,
        planning.plan_tranche,
        BINDING,
        _FUNDED,
        ready=(ensure_all_met,),
        rules=(
            core.NotTheFunder,
            core.ContributionUnknown,
            core.AmountNotPositive,
            core.NameDuplicated,
            CommitteeUnknown,
            PartsTooMany,
            rules.InKindNotPayable,
            rules.TrancheAlreadyPlanned,
            rules.TranchesExceedContribution,
            core.PercentMalformed,
            rules.ReleaseWeakened,
            DutiesNotSeparated,
            EnvelopeExceeded,
        ),
    ),
    row(
        c.CancelTranche,
        correcting.cancel_tranche,
        BINDING,
        _FUNDED,
        ready=(rules.ensure_some_tranche,),
        rules=(
            core.NotTheFunder,
            *_LIVE,
            rules.OrderPending,
            rules.TrancheFullyPaid,
            rules.SecondPersonNeeded,
            rules.SecondPartyNeeded,
            DutiesNotSeparated,
            core.ReasonMissing,
        ),
    ),
    row(
        c.CallFunds,
        decide.call_funds,
        IN_FORCE,
        (*MANAGERS, Capacity.OWNER),
        ready=(ensure_duration_runs, ensure_some_waits(Stage.CALLED)),
        rules=(
            DurationIsOver,
            rules.ReleaseRefused,
            rules.CallExceedsTranche,
            rules.PaidOutExceedsPromise,
            *_FLOW,
        ),
        tells_state=True,
    ),
    row(
        c.CommitTranche,
        decide.commit_tranche,
        IN_FORCE,
        (Capacity.FUNDER,),
        ready=(ensure_duration_runs, ensure_some_waits(Stage.COMMITTED)),
        rules=(DurationIsOver, core.NotTheFunder, rules.CommitmentExceedsCall, *_MOVE),
    ),
    row(
        c.VisaTranche,
        decide.visa_tranche,
        IN_FORCE,
        (Capacity.CONTROLLER,),
        ready=(ensure_some_waits(Stage.VISAED),),
        rules=(
            core.NotTheFunder,
            rules.VisaExceedsCommitment,
            *_MOVE,
        ),
    ),
    row(
        c.OrderPayment,
        decide.order_payment,
        IN_FORCE,
        (Capacity.FUNDER,),
        ready=(ensure_some_waits(Stage.ORDERED), ensure_archive_complete),
        rules=(
            core.NotTheFunder,
            rules.OrderExceedsVisa,
            rules.PaidOutExceedsPromise,
            *_MOVE,
        ),
    ),
    row(
        c.PayTranche,
        decide.pay_tranche,
        IN_FORCE,
        (Capacity.ACCOUNTANT,),
        ready=(ensure_some_waits(Stage.PAID),),
        rules=(
            core.NotTheFunder,
            rules.Overpayment,
            rules.PaymentApprovalsLacking,
            rules.PaidOutExceedsPromise,
            rules.PaymentsTooLarge,
            *_REFERENCE,
            *_MOVE,
        ),
    ),
    row(
        c.JustifyTranche,
        proving.justify_tranche,
        RUNNING,
        (Capacity.OFFICE, Capacity.FUNDER),
        ready=(ensure_some_waits(Stage.JUSTIFIED),),
        rules=(
            rules.JustificationExceedsPayment,
            *_STEP,
            core.NotTheFunder,
            rules.SubmissionNeeded,
            rules.SubmissionOpen,
            rules.SubmissionUnknown,
            rules.SubmissionAnswered,
            rules.AnswerBeforeSubmission,
            rules.OwnSubmission,
            rules.SecondPartyNeeded,
            rules.AcceptanceExceedsSubmission,
        ),
        while_inactive=True,
    ),
    row(
        c.ReverseStep,
        correcting.reverse_step,
        RUNNING,
        (*MANAGERS, Capacity.FUNDER, Capacity.OWNER, Capacity.CONTROLLER, Capacity.ACCOUNTANT),
        ready=(rules.ensure_some_tranche,),
        rules=(
            core.NotTheFunder,
            core.CapacityRefused,
            *_LIVE,
            core.AmountNotPositive,
            ReferenceUnreadable,
            rules.StageNotReversible,
            rules.NotReversible,
            rules.PaymentUnknown,
            rules.AdvanceExceeded,
            rules.SecondPersonNeeded,
            rules.SecondPartyNeeded,
            core.ReasonMissing,
        ),
        while_inactive=True,
    ),
    row(
        c.ReportExternalPayment,
        beyond.report_external_payment,
        RUNNING | _AFTER,
        (Capacity.OFFICE, Capacity.ACCOUNTANT),
        rules=(
            core.NotTheFunder,
            DutiesNotSeparated,
            rules.TrancheUnknown,
            core.AmountNotPositive,
            rules.PaymentsTooLarge,
            *_REFERENCE,
        ),
        while_inactive=True,
    ),
    row(
        c.SettleOverpayment,
        beyond.settle_overpayment,
        RUNNING | _AFTER,
        (*MANAGERS, Capacity.FUNDER),
        ready=(rules.ensure_overpayment_open,),
        rules=(
            rules.TrancheUnknown,
            core.AmountNotPositive,
            ReferenceUnreadable,
            rules.NoOverpayment,
            rules.SettlementExceedsExcess,
            rules.AdvanceAfterEnd,
            rules.SecondPartyNeeded,
            rules.PaymentUnknown,
            DutiesNotSeparated,
            core.ReasonMissing,
        ),
    ),
    row(
        c.ImputeAdvance,
        beyond.impute_advance,
        IN_FORCE,
        (Capacity.ACCOUNTANT,),
        ready=(rules.ensure_advance_left,),
        rules=(
            core.NotTheFunder,
            rules.AdvanceExceeded,
            rules.Overpayment,
            rules.PaymentApprovalsLacking,
            *_MOVE,
        ),
    ),
    row(
        c.RecordRefund,
        beyond.record_refund,
        RUNNING | _AFTER,
        (Capacity.OFFICE, Capacity.ACCOUNTANT),
        ready=(rules.ensure_refund_due,),
        rules=(
            core.NotTheFunder,
            rules.TrancheUnknown,
            core.AmountNotPositive,
            rules.RefundExceedsClaim,
            rules.SecondPartyNeeded,
            DutiesNotSeparated,
            *_REFERENCE,
        ),
        while_inactive=True,
    ),
)
