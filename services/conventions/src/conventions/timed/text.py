"""What time brings of a text and of its signature: a round ends, what is not signed lapses."""

from collections.abc import Sequence

from mithaq.deadlines import CancelDeadline, Change, SetDeadline
from mithaq.morocco import day_after

from conventions.deadline_kinds import HOLIDAY_CORRECTED
from conventions.deadline_kinds import DeadlineKind as Kind
from conventions.domain.approvals import events as approvals
from conventions.domain.conditions import events as conditions
from conventions.domain.core.activation import force_expected_by
from conventions.domain.core.approval_round import TacitDelay
from conventions.domain.drafting import events as drafting
from conventions.domain.holidays.events import HolidayCorrected
from conventions.domain.negotiation import events as negotiation
from conventions.domain.signatures import events as signatures
from conventions.timed.delays import after, part_of
from conventions.timed.timing import Told

TextTimed = (
    negotiation.NegotiationRoundOpened
    | negotiation.NegotiationRoundClosed
    | negotiation.NegotiationRoundEnded
    | negotiation.TextAgreed
    | negotiation.TextReopened
    | signatures.SigningTimeExtended
    | signatures.SignatureRefused
    | signatures.ConventionSigned
    | signatures.ConventionLapsed
    | conditions.ConditionMet
    | approvals.ApprovalsRequested
    | approvals.ApprovalGranted
    | approvals.ApprovalRefused
    | approvals.TacitDelayMoved
    | HolidayCorrected
    | conditions.ConditionFailed
    | drafting.ConventionWithdrawn
)


def of_text(event: TextTimed, told: Told) -> Sequence[Change]:  # noqa: C901, PLR0911 - one case an event
    """A round taken over from paper, whose deadline had passed, has no deadline here."""
    match event:
        case negotiation.NegotiationRoundOpened(round=number, deadline=day, recorded_on=on):
            return [after(day, Kind.ROUND_ENDS, str(number))] if day >= on else []
        case negotiation.NegotiationRoundClosed() | negotiation.NegotiationRoundEnded():
            return [CancelDeadline(kind=Kind.ROUND_ENDS)]
        case negotiation.TextAgreed(sign_by=day):
            return [] if day is None else [after(day, Kind.SIGNING_ENDS)]
        case signatures.SigningTimeExtended(sign_by=day):
            return [after(day, Kind.SIGNING_ENDS)]
        case signatures.ConventionSigned(signed_on=on, split_by=day, conditions=waits_for):
            due = (after(each.decide_by, Kind.CONDITION_DUE, each.condition) for each in waits_for)
            split = [] if day is None else [after(day, Kind.SPLIT_DUE)]
            expected = told.begins(Kind.FORCE_EXPECTED, day_after(force_expected_by(on)))
            return [CancelDeadline(), *due, *split, expected]
        case approvals.ApprovalsRequested(tacit=delays):
            return [_tacit(delay) for delay in delays]
        case approvals.TacitDelayMoved(delay=delay):
            return [_tacit(delay)]
        case (
            approvals.ApprovalGranted(approval=approval)
            | approvals.ApprovalRefused(approval=approval)
        ):
            return [CancelDeadline(kind=Kind.TACIT_APPROVAL, part=part_of(approval))]
        case HolidayCorrected(day=day):
            return [SetDeadline(kind=HOLIDAY_CORRECTED, part=str(day), due_at=told.recorded_at)]
        case conditions.ConditionMet(condition=name):
            return [CancelDeadline(kind=Kind.CONDITION_DUE, part=name)]
        case _:  # reopened, refused, lapsed, withdrawn, or a condition that failed
            return [CancelDeadline()]


def _tacit(delay: TacitDelay) -> SetDeadline:
    return after(delay.last_day, Kind.TACIT_APPROVAL, part_of(delay.approval))
