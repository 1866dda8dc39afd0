"""Silence that counts as consent to the convention's text, and what moves its delays."""

from datetime import date

from conventions.domain.approvals import commands as c
from conventions.domain.approvals import events as e
from conventions.domain.approvals.delays import counted_again, silence_on
from conventions.domain.core.approval_round import TacitDelay
from conventions.domain.core.chronology import Fact, latest, whole
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events


def grant_tacitly(convention: Convention, command: c.GrantTacitly) -> Events:
    approval = command.approval
    silence = silence_on(
        command.recorded_on,
        convention.tacit.get(approval),
        convention.approvals,
        command.corrected,
        unable=approval.organisation_id in command.header.inactive,
    )
    if silence is None:
        return []
    if not silence.consents:
        return [_moved(convention, silence.delay, unable=silence.unable)]
    return [
        e.ApprovalGranted(
            convention_id=convention.convention_id,
            approval=approval,
            instrument=silence.delay.basis,
            tacit=True,
        )
    ]


def count_again(convention: Convention, command: c.CountDelaysAgain) -> Events:
    """The delays that are not over yet."""
    moved = counted_again(
        convention.tacit, convention.approvals, command.recorded_on, command.corrected
    )
    return [_moved(convention, delay) for delay in moved]


def grant_day(convention: Convention, command: c.GrantTacitly) -> date:
    """The day after the last, or that of what was still recorded before the grant was."""
    known = latest(convention.days, whole(Fact.APPROVALS_REQUESTED, Fact.APPROVAL_ANSWERED))
    return max(command.on, known[1]) if known else command.on


def _moved(convention: Convention, delay: TacitDelay, *, unable: bool = False) -> e.TacitDelayMoved:
    return e.TacitDelayMoved(convention_id=convention.convention_id, delay=delay, unable=unable)
