"""Silence that counts as consent: the delay, in working days, and what moves it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from mithaq.errors import RuleBroken
from mithaq.working_days import last_working_day

from conventions.domain.approvals import commands as c
from conventions.domain.approvals import events as e
from conventions.domain.approvals.required import Need
from conventions.domain.core.approval_round import RequiredApproval, TacitDelay
from conventions.domain.core.chronology import Fact, latest, whole
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.vocabulary import ApprovalAnswer


class ApprovalTacitlyGranted(RuleBroken):
    """A refusal comes before the delay is over, by the day it is recorded."""

    code = "approval-tacitly-granted"


def delays_of(needs: Sequence[Need], command: c.RequestApprovals) -> Iterator[TacitDelay]:
    """Of what is asked, the delays that the frame gives, counted from the day of recording.

    Who may choose among several rules for one approval has the longest delay; one without a delay
    is longer than any.
    """
    today = command.recorded_on
    for approval in command.approvals:
        met = [need for need in needs if need.met_by(approval)]
        days = [need.tacit_after for need in met if need.tacit_after is not None]
        if days and len(days) == len(met):
            longest = max(days)
            yield TacitDelay(
                approval=approval,
                working_days=longest,
                counted_from=today,
                last_day=last_working_day(today, longest, command.corrected),
                basis=next(need.basis for need in met if need.tacit_after == longest),
            )


def grant_tacitly(convention: Convention, command: c.GrantTacitly) -> Events:
    """Nothing if it was answered meanwhile; if the delay is not over after all, it is moved.

    A body that is suspended or not verified could not answer: its silence says nothing, and its
    delay begins anew.
    """
    delay = convention.tacit.get(command.approval)
    if delay is None or not _awaited(convention, command.approval):
        return []
    if command.approval.organisation_id in command.header.inactive:
        anew = replace(delay, counted_from=command.recorded_on)
        return [_moved(convention, _counted(anew, command.corrected), unable=True)]
    now = _counted(delay, command.corrected)
    if now.last_day >= command.recorded_on:
        return [] if now == delay else [_moved(convention, now)]
    return [
        e.ApprovalGranted(
            convention_id=convention.convention_id,
            approval=command.approval,
            instrument=delay.basis,
            tacit=True,
        )
    ]


def count_again(convention: Convention, command: c.CountDelaysAgain) -> Events:
    """The delays that are not over yet; none ends before today, so its body has that day still."""
    today = command.recorded_on
    moved = []
    for approval, delay in convention.tacit.items():
        now = _counted(delay, command.corrected)
        now = replace(now, last_day=max(now.last_day, today))
        if _awaited(convention, approval) and delay.last_day >= today and now != delay:
            moved.append(_moved(convention, now))
    return moved


def ensure_in_delay(convention: Convention, approval: RequiredApproval, recorded_on: date) -> None:
    """Whether or not its tacit grant was recorded yet."""
    delay = convention.tacit.get(approval)
    if delay is not None and recorded_on > delay.last_day:
        raise ApprovalTacitlyGranted(
            kind=str(approval.kind), last_day=str(delay.last_day), on=str(recorded_on)
        )


def grant_day(convention: Convention, command: c.GrantTacitly) -> date:
    """The day after the last, or that of what was still recorded before the grant was."""
    known = latest(convention.days, whole(Fact.APPROVALS_REQUESTED, Fact.APPROVAL_ANSWERED))
    return max(command.on, known[1]) if known else command.on


def _awaited(convention: Convention, approval: RequiredApproval) -> bool:
    return convention.approvals.get(approval) is ApprovalAnswer.AWAITED


def _counted(delay: TacitDelay, corrected: c.DaysCorrected) -> TacitDelay:
    last_day = last_working_day(delay.counted_from, delay.working_days, corrected)
    return replace(delay, last_day=last_day)


def _moved(convention: Convention, delay: TacitDelay, *, unable: bool = False) -> e.TacitDelayMoved:
    return e.TacitDelayMoved(convention_id=convention.convention_id, delay=delay, unable=unable)
