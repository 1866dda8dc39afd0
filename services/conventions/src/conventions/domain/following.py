"""Decisions that follow the works: progress, suspension, resumption, completion."""

from mithaq.commands import Caller

from conventions.domain.checks import ensure_reason
from conventions.domain.commands import executing as c
from conventions.domain.drafting import Events
from conventions.domain.events import executing as e
from conventions.domain.rules.access import DateInFuture
from conventions.domain.rules.amending import AmendmentStillOpen
from conventions.domain.rules.money import ReportMissing, TranchesUnsettled
from conventions.domain.rules.terms import ActionUnknown
from conventions.domain.scheduling import ensure_percent
from conventions.domain.state import Convention
from conventions.domain.state.convention import Progress


def report_progress(convention: Convention, command: c.ReportProgress) -> Events:
    """Progress may go down: what was over-estimated is corrected by a new observation."""
    if command.action not in convention.terms.actions:
        raise ActionUnknown(action=command.action)
    ensure_percent(command.percent)
    if command.observed_on > command.on:
        raise DateInFuture(date=str(command.observed_on), today=str(command.on))
    seen = Progress(percent=command.percent, observed_on=command.observed_on)
    if convention.progress.get(command.action) == seen:
        return []
    return [
        e.ProgressReported(
            convention_id=convention.convention_id,
            action=command.action,
            percent=command.percent,
            observed_on=command.observed_on,
        )
    ]


def suspend(convention: Convention, command: c.SuspendConvention) -> Events:
    ensure_reason(command.reason)
    return [e.ConventionSuspended(convention_id=convention.convention_id, reason=command.reason)]


def resume(convention: Convention, command: c.ResumeConvention) -> Events:
    ensure_reason(command.reason)
    return [e.ConventionResumed(convention_id=convention.convention_id, reason=command.reason)]


def ensure_settled(convention: Convention, caller: Caller) -> None:
    """Nothing is left to pay, to justify, to decide or to amend."""
    ensure_no_open_amendment(convention, caller)
    unsettled = sorted(t.tranche for t in convention.tranches.values() if not t.settled)
    if unsettled:
        raise TranchesUnsettled(tranches=", ".join(unsettled), count=len(unsettled))


def ensure_no_open_amendment(convention: Convention, _: Caller) -> None:
    amendment = convention.open_amendment
    if amendment is not None:
        raise AmendmentStillOpen(amendment=amendment.number)


def complete(convention: Convention, command: c.CompleteConvention) -> Events:
    if not command.report.strip():
        raise ReportMissing()
    return [
        e.ConventionCompleted(
            convention_id=convention.convention_id,
            completed_on=command.on,
            report=command.report,
        )
    ]
