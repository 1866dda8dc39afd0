"""Decisions that suspend, resume or complete a convention."""

from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_reason
from conventions.domain.ending import commands as c
from conventions.domain.ending import events as e
from conventions.domain.ending import rules


def suspend(convention: Convention, command: c.SuspendConvention) -> Events:
    ensure_reason(command.reason)
    return [e.ConventionSuspended(convention_id=convention.convention_id, reason=command.reason)]


def resume(convention: Convention, command: c.ResumeConvention) -> Events:
    ensure_reason(command.reason)
    rules.ensure_resumption_recorded(command.header.dating, command.caller)
    return [e.ConventionResumed(convention_id=convention.convention_id, reason=command.reason)]


def complete(convention: Convention, command: c.CompleteConvention) -> Events:
    rules.ensure_report(command.report)
    return [e.ConventionCompleted(convention_id=convention.convention_id, report=command.report)]
