"""Decisions that suspend, resume or complete a convention."""

from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_reason
from conventions.domain.ending import commands as c
from conventions.domain.ending import events as e
from conventions.domain.ending import rules
from conventions.domain.notices.resting import ensure_unheeded


def suspend(convention: Convention, command: c.SuspendConvention) -> Events:
    """For a reason; or on a notice that was not heeded, by nobody of the party in default."""
    ensure_reason(command.reason)
    if command.notice is not None:
        ensure_unheeded(convention, command.notice, command)
    convention_id = convention.convention_id
    return [
        e.ConventionSuspended(
            convention_id=convention_id, reason=command.reason, notice=command.notice
        )
    ]


def resume(convention: Convention, command: c.ResumeConvention) -> Events:
    ensure_reason(command.reason)
    rules.ensure_resumption_recorded(command.header.dating, command.caller)
    return [e.ConventionResumed(convention_id=convention.convention_id, reason=command.reason)]


def complete(convention: Convention, command: c.CompleteConvention) -> Events:
    rules.ensure_report(command.report)
    rules.ensure_shown(convention, command.recorded_on)
    return [e.ConventionCompleted(convention_id=convention.convention_id, report=command.report)]
