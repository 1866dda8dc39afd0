"""What follows from time alone: a round ends, what is not signed or decided in time lapses."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from mithaq.deadlines import CancelDeadline, Change, Deadlines, SetDeadline
from mithaq.events import Recorded
from mithaq.morocco import day_after, day_begins

from conventions.catalogue import CATALOGUE
from conventions.coming_due import give
from conventions.deadline_kinds import HOLIDAY_CORRECTED
from conventions.deadline_kinds import DeadlineKind as Kind
from conventions.domain.amendments import events as amendments
from conventions.domain.approvals import events as approvals
from conventions.domain.conditions import events as conditions
from conventions.domain.core.approval_round import RequiredApproval, TacitDelay
from conventions.domain.drafting import events as drafting
from conventions.domain.holidays.events import HolidayCorrected
from conventions.domain.negotiation import events as negotiation
from conventions.domain.signatures import events as signatures

AmendmentTimed = (
    amendments.AmendmentTextAgreed
    | amendments.AmendmentSigningTimeExtended
    | amendments.AmendmentRevised
    | amendments.AmendmentApprovalEvent
    | amendments.AmendmentSigned
    | amendments.AmendmentRefused
    | amendments.AmendmentLapsed
    | amendments.AmendmentWithdrawn
    | amendments.AmendmentTookEffect
)
TimedEvent = (
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
    | AmendmentTimed
)


def derive(recorded: Recorded[TimedEvent]) -> Sequence[Change]:  # noqa: C901, PLR0911 - one case an event
    """A round taken over from paper, whose deadline had passed, has no deadline here."""
    match recorded.event:
        case negotiation.NegotiationRoundOpened(round=number, deadline=day, recorded_on=on):
            return [_after(day, Kind.ROUND_ENDS, str(number))] if day >= on else []
        case negotiation.NegotiationRoundClosed() | negotiation.NegotiationRoundEnded():
            return [CancelDeadline(kind=Kind.ROUND_ENDS)]
        case negotiation.TextAgreed(sign_by=day):
            return [] if day is None else [_after(day, Kind.SIGNING_ENDS)]
        case signatures.SigningTimeExtended(sign_by=day):
            return [_after(day, Kind.SIGNING_ENDS)]
        case signatures.ConventionSigned(split_by=day, conditions=waits_for):
            due = (_after(each.decide_by, Kind.CONDITION_DUE, each.condition) for each in waits_for)
            split = [] if day is None else [_after(day, Kind.SPLIT_DUE)]
            return [CancelDeadline(), *due, *split]
        case approvals.ApprovalsRequested(tacit=delays):
            return [_tacit(delay) for delay in delays]
        case approvals.TacitDelayMoved(delay=delay):
            return [_tacit(delay)]
        case (
            approvals.ApprovalGranted(approval=approval)
            | approvals.ApprovalRefused(approval=approval)
        ):
            return [CancelDeadline(kind=Kind.TACIT_APPROVAL, part=_part(approval))]
        case HolidayCorrected(day=day):
            now = recorded.recorded_at
            return [SetDeadline(kind=HOLIDAY_CORRECTED, part=str(day), due_at=now)]
        case conditions.ConditionMet(condition=name):
            return [CancelDeadline(kind=Kind.CONDITION_DUE, part=name)]
        case event if isinstance(event, AmendmentTimed):
            return _of_amendment(event)
        case _:  # reopened, refused, lapsed or withdrawn, or a condition that failed
            return [CancelDeadline()]


def _of_amendment(event: AmendmentTimed) -> Sequence[Change]:
    """Of a convention's, one is under way: what ends it, or opens it again, leaves none."""
    match event:
        case (
            amendments.AmendmentTextAgreed(amendment=number, sign_by=day)
            | amendments.AmendmentSigningTimeExtended(amendment=number, sign_by=day)
        ):
            return [] if day is None else [_after(day, Kind.AMENDMENT_SIGNING_ENDS, str(number))]
        case amendments.AmendmentTookEffect(split_by=day):
            return [] if day is None else [_after(day, Kind.SPLIT_DUE)]
        case amendments.AmendmentApprovalsRequested(amendment=number, tacit=delays):
            return [_tacit_of_amendment(number, delay) for delay in delays]
        case amendments.AmendmentTacitDelayMoved(amendment=number, delay=delay):
            return [_tacit_of_amendment(number, delay)]
        case (
            amendments.AmendmentApprovalGranted(amendment=number, approval=approval)
            | amendments.AmendmentApprovalRefused(amendment=number, approval=approval)
        ):
            part = f"{number}/{_part(approval)}"
            return [CancelDeadline(kind=Kind.AMENDMENT_TACIT_APPROVAL, part=part)]
        case _:
            kinds = (Kind.AMENDMENT_SIGNING_ENDS, Kind.AMENDMENT_TACIT_APPROVAL)
            return [CancelDeadline(kind=kind) for kind in kinds]


def _tacit(delay: TacitDelay) -> SetDeadline:
    return _after(delay.last_day, Kind.TACIT_APPROVAL, _part(delay.approval))


def _tacit_of_amendment(number: int, delay: TacitDelay) -> SetDeadline:
    part = f"{number}/{_part(delay.approval)}"
    return _after(delay.last_day, Kind.AMENDMENT_TACIT_APPROVAL, part)


def _part(approval: RequiredApproval) -> str:
    return f"{approval.kind}/{approval.organisation_id}"


def _after(day: date, kind: Kind, part: str = "") -> SetDeadline:
    return SetDeadline(kind=kind, part=part, due_at=day_begins(day_after(day)))


DEADLINES: Final = Deadlines(
    catalogue=CATALOGUE.only(TimedEvent), derive=derive, give=give, revision=3
)
