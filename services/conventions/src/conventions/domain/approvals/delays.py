"""Delays in working days after which silence counts as consent, whatever text was submitted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mithaq.errors import RuleBroken
from mithaq.working_days import last_working_day

from conventions.domain.approvals.required import Need
from conventions.domain.core.approval_round import Answers, RequiredApproval, TacitDelay
from conventions.domain.core.vocabulary import ApprovalAnswer

DaysCorrected = Mapping[date, bool]
Delays = Mapping[RequiredApproval, TacitDelay]


class ApprovalTacitlyGranted(RuleBroken):
    """A refusal comes before the delay is over, by the day it is recorded."""

    code = "approval-tacitly-granted"


@dataclass(frozen=True, slots=True)
class Silence:
    """What a delay comes to when it is due: consent, or another last day."""

    delay: TacitDelay
    consents: bool = False
    unable: bool = False


def delays_of(
    needs: Sequence[Need],
    approvals: Sequence[RequiredApproval],
    today: date,
    corrected: DaysCorrected,
) -> Iterator[TacitDelay]:
    """Of what is asked, the delays that the frame gives, counted from the day of recording.

    Who may choose among several rules for one approval has the longest delay; one without a delay
    is longer than any.
    """
    for approval in approvals:
        met = [need for need in needs if need.met_by(approval)]
        days = [need.tacit_after for need in met if need.tacit_after is not None]
        if days and len(days) == len(met):
            longest = max(days)
            yield TacitDelay(
                approval=approval,
                working_days=longest,
                counted_from=today,
                last_day=last_working_day(today, longest, corrected),
                basis=next(need.basis for need in met if need.tacit_after == longest),
            )


def silence_on(
    today: date,
    delay: TacitDelay | None,
    answers: Answers,
    corrected: DaysCorrected,
    *,
    unable: bool,
) -> Silence | None:
    """What the silence of a body comes to today; None where nothing changes.

    Nothing if it was answered meanwhile; if the delay is not over after all, it is moved. A body
    that is `unable`, suspended or not verified, could not answer: its silence says nothing, and its
    delay begins anew.
    """
    if delay is None or not _awaited(answers, delay.approval):
        return None
    if unable:
        return Silence(_counted(replace(delay, counted_from=today), corrected), unable=True)
    now = _counted(delay, corrected)
    if now.last_day >= today:
        return None if now == delay else Silence(now)
    return Silence(delay, consents=True)


def counted_again(
    delays: Delays, answers: Answers, today: date, corrected: DaysCorrected
) -> Iterator[TacitDelay]:
    """Those that move and are not over yet; none ends before today, so its body has that day."""
    for approval, delay in delays.items():
        now = _counted(delay, corrected)
        now = replace(now, last_day=max(now.last_day, today))
        if _awaited(answers, approval) and delay.last_day >= today and now != delay:
            yield now


def ensure_in_delay(delays: Delays, approval: RequiredApproval, recorded_on: date) -> None:
    """Whether or not its tacit grant was recorded yet."""
    delay = delays.get(approval)
    if delay is not None and recorded_on > delay.last_day:
        raise ApprovalTacitlyGranted(
            kind=str(approval.kind), last_day=str(delay.last_day), on=str(recorded_on)
        )


def _awaited(answers: Answers, approval: RequiredApproval) -> bool:
    return answers.get(approval) is ApprovalAnswer.AWAITED


def _counted(delay: TacitDelay, corrected: DaysCorrected) -> TacitDelay:
    last_day = last_working_day(delay.counted_from, delay.working_days, corrected)
    return replace(delay, last_day=last_day)
