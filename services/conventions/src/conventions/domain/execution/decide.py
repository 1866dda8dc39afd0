"""Decisions on progress and documents."""

from datetime import date

from conventions.domain.core import rules as core
from conventions.domain.core.convention import Convention, Progress
from conventions.domain.core.event import Events
from conventions.domain.execution import commands as c
from conventions.domain.execution import events as e
from conventions.domain.execution import rules
from conventions.domain.tranches.rules import live_tranche_of


def report_progress(convention: Convention, command: c.ReportProgress) -> Events:
    """Progress may go down: what was over-estimated is corrected by a new observation."""
    if command.action not in convention.terms.actions:
        raise core.ActionUnknown(action=command.action)
    core.ensure_percent(command.percent)
    if command.observed_on > command.on:
        raise core.DateInFuture(date=str(command.observed_on), today=str(command.on))
    seen = Progress(percent=command.percent, observed_on=command.observed_on)
    if convention.progress.get(command.action) == seen:
        return []
    convention_id = convention.convention_id
    return [e.ProgressReported(convention_id=convention_id, action=command.action, progress=seen)]


def observed_day(_convention: Convention, command: c.ReportProgress) -> date:
    return command.observed_on


def deposit_document(convention: Convention, command: c.DepositDocument) -> Events:
    """Depositing the same document again changes nothing; another one replaces it."""
    tranche = live_tranche_of(convention, command.tranche)
    rules.ensure_digest(command.sha256)
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
