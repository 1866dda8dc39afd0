"""Rows of the schedule, of progress, suspension and completion."""

from conventions.domain import following, scheduling, waiting
from conventions.domain.capacities import Capacity
from conventions.domain.commands import executing as c
from conventions.domain.rules import access, money, terms
from conventions.domain.transitions.phases import BINDING, IN_FORCE, MANAGERS, RUNNING
from conventions.domain.transitions.row import row
from conventions.domain.vocabulary import State

_FUNDED = (*MANAGERS, Capacity.FUNDER)
_OWNED = (*MANAGERS, Capacity.OWNER)
_SCHEDULED = (waiting.ensure_some_tranche,)

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
