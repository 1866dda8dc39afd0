"""Decisions on progress and documents."""

from datetime import date

from mithaq.commands import Caller
from mithaq.dating import DateInFuture

from conventions.domain.core import rules as core
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty, ensure_apart
from conventions.domain.core.event import Events
from conventions.domain.core.progress import Observation, Observed, Progress
from conventions.domain.core.sides import speaks_for
from conventions.domain.execution import commands as c
from conventions.domain.execution import events as e
from conventions.domain.execution import rules
from conventions.domain.tranches.bounds import ensure_duty
from conventions.domain.tranches.rules import ensure_planned_by, live_tranche_of


def report_progress(convention: Convention, command: c.ReportProgress) -> Events:
    """Progress may go down: what was over-estimated is corrected by a new observation."""
    if command.action not in convention.terms.actions:
        raise core.ActionUnknown(action=command.action)
    core.ensure_percent(command.percent)
    if command.observed_on > command.on:
        raise DateInFuture(date=str(command.observed_on), today=str(command.on))
    ensure_duty_of_action(convention, command.action, Duty.REPORT, command.caller)
    seen = Progress(percent=command.percent, observed_on=command.observed_on)
    known = convention.progress.get(command.action, Observed()).observations
    same_day = [x.progress for x in known if x.progress.observed_on == seen.observed_on]
    if same_day[-1:] == [seen]:
        return []
    return [
        e.ProgressReported(
            convention_id=convention.convention_id,
            action=command.action,
            progress=seen,
            basis=command.basis,
        )
    ]


def ensure_duty_of_action(convention: Convention, action: str, duty: Duty, caller: Caller) -> None:
    """Kept apart from what this person did on the action and on each tranche that pays it."""
    ensure_apart(convention.reported_by(action), duty, caller)
    for name in convention.lookups.by_action.get(action, ()):
        ensure_apart(convention.tranches[name].done_by, duty, caller)


def accept_progress(convention: Convention, command: c.AcceptProgress) -> Events:
    """By the office or a funder of the action, of another organisation than who reported it."""
    if command.action not in convention.terms.actions:
        raise core.ActionUnknown(action=command.action)
    seen = Progress(percent=command.percent, observed_on=command.observed_on)
    found = convention.progress.get(command.action, Observed()).last_as(seen)
    if found is None:
        raise rules.ProgressUnknown(
            action=command.action, percent=seen.percent, observed_on=str(seen.observed_on)
        )
    _ensure_accepts(convention, command, found)
    if found.accepted_on is not None:
        return []
    convention_id = convention.convention_id
    return [e.ProgressAccepted(convention_id=convention_id, action=command.action, progress=seen)]


def _ensure_accepts(convention: Convention, command: c.AcceptProgress, found: Observation) -> None:
    caller, observed_on = command.caller, found.progress.observed_on
    ensure_duty_of_action(convention, command.action, Duty.ACCEPT, caller)
    if command.on < observed_on:
        raise rules.AcceptedTooEarly(on=str(command.on), observed_on=str(observed_on))
    if found.organisation in {str(each) for each in speaks_for(convention, caller)}:
        raise rules.OwnProgress(action=command.action)
    if "office" in caller.roles:
        return
    if not any(
        pledge.organisation_id == caller.organisation and pledge.action == command.action
        for pledge in convention.terms.pledges()
    ):
        raise rules.NotAFunderOfTheAction(action=command.action)


def observed_day(_convention: Convention, command: c.ReportProgress) -> date:
    return command.observed_on


def deposit_document(convention: Convention, command: c.DepositDocument) -> Events:
    """Depositing the same document again changes nothing; another one replaces it."""
    tranche = live_tranche_of(convention, command.tranche)
    rules.ensure_digest(command.sha256)
    ensure_duty(convention, tranche, Duty.REPORT, command.caller)
    ensure_planned_by(tranche, command.on)
    if tranche.deposited.get(command.kind) == command.sha256:
        return []
    return [
        e.DocumentDeposited(
            convention_id=convention.convention_id,
            tranche=tranche.tranche,
            kind=command.kind,
            sha256=command.sha256,
        )
    ]
