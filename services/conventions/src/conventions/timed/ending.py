"""What time brings of formal notices and of refunds; what the end of a convention cancels."""

from collections.abc import Sequence
from typing import Final, assert_never

from mithaq.deadlines import CancelDeadline, Change
from mithaq.morocco import day_after

from conventions.deadline_kinds import DeadlineKind as Kind
from conventions.domain.ending import events as ending
from conventions.domain.notices import events as notices
from conventions.domain.tranches import events as tranches
from conventions.timed.delays import after
from conventions.timed.timing import Told

EndingTimed = (
    notices.NoticeServed
    | notices.NoticeWithdrawn
    | tranches.RefundClaimed
    | ending.ConventionCompleted
    | ending.ConventionTerminated
    | ending.TerminationPronounced
)
# A refund is followed until it is paid, and a notice until it runs out, long after the end.
_FOLLOWED: Final = (Kind.REFUND_DUE, Kind.NOTICE_EXPIRES)
_ENDED: Final = tuple(kind for kind in Kind if kind not in _FOLLOWED)


def of_ending(event: EndingTimed, told: Told) -> Sequence[Change]:
    """Nothing else falls due once a convention is completed or terminated."""
    match event:
        case notices.NoticeServed(notice=number, expires_on=day):
            return [after(day, Kind.NOTICE_EXPIRES, str(number))]
        case notices.NoticeWithdrawn(notice=number):
            return [CancelDeadline(kind=Kind.NOTICE_EXPIRES, part=str(number))]
        case tranches.RefundClaimed(tranche=tranche, refund_by=day):
            return [] if day is None else [told.begins(Kind.REFUND_DUE, day_after(day), tranche)]
        case (
            ending.ConventionCompleted()
            | ending.ConventionTerminated()
            | ending.TerminationPronounced()
        ):
            return [CancelDeadline(kind=kind) for kind in _ENDED]
        case _:
            assert_never(event)
