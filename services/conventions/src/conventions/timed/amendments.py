"""What time brings of the amendment under way: its silence counts, its signing lapses."""

from collections.abc import Sequence

from mithaq.deadlines import CancelDeadline, Change, SetDeadline

from conventions.deadline_kinds import DeadlineKind as Kind
from conventions.domain.amendments import events as amendments
from conventions.domain.core.approval_round import TacitDelay
from conventions.timed.delays import after, part_of
from conventions.timed.timing import Told, duration

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


def of_amendment(event: AmendmentTimed, told: Told) -> Sequence[Change]:
    """Of a convention's, one is under way: what ends it, or opens it again, leaves none."""
    match event:
        case (
            amendments.AmendmentTextAgreed(amendment=number, sign_by=day)
            | amendments.AmendmentSigningTimeExtended(amendment=number, sign_by=day)
        ):
            return [] if day is None else [after(day, Kind.AMENDMENT_SIGNING_ENDS, str(number))]
        case amendments.AmendmentTookEffect(split_by=day, ends_on=ends_on):
            split = [] if day is None else [after(day, Kind.SPLIT_DUE)]
            return [*split, *duration(ends_on, told)]
        case amendments.AmendmentApprovalsRequested(amendment=number, tacit=delays):
            return [_tacit_of_amendment(number, delay) for delay in delays]
        case amendments.AmendmentTacitDelayMoved(amendment=number, delay=delay):
            return [_tacit_of_amendment(number, delay)]
        case (
            amendments.AmendmentApprovalGranted(amendment=number, approval=approval)
            | amendments.AmendmentApprovalRefused(amendment=number, approval=approval)
        ):
            part = f"{number}/{part_of(approval)}"
            return [CancelDeadline(kind=Kind.AMENDMENT_TACIT_APPROVAL, part=part)]
        case _:
            kinds = (Kind.AMENDMENT_SIGNING_ENDS, Kind.AMENDMENT_TACIT_APPROVAL)
            return [CancelDeadline(kind=kind) for kind in kinds]


def _tacit_of_amendment(number: int, delay: TacitDelay) -> SetDeadline:
    part = f"{number}/{part_of(delay.approval)}"
    return after(delay.last_day, Kind.AMENDMENT_TACIT_APPROVAL, part)
