"""What the events of approvals change."""

from typing import assert_never

from mithaq.states import changed, put

from conventions.domain.approvals import events as e
from conventions.domain.core.approval_round import RequiredApproval, awaited, bodies_of
from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import ApprovalAnswer, State


def evolve(convention: Convention, event: e.ApprovalsEvent) -> Convention:
    match event:
        case e.ApprovalsRequested():
            asked = convention.asked | bodies_of(event.approvals)
            pending = changed(convention, state=State.PENDING_APPROVALS, asked=asked)
            delays = {delay.approval: delay for delay in event.tacit}
            return changed(pending, approvals=awaited(event.approvals), tacit=delays)
        case e.ApprovalGranted():
            return _answered(convention, event.approval, ApprovalAnswer.GRANTED)
        case e.ApprovalRefused():
            return _answered(convention, event.approval, ApprovalAnswer.REFUSED)
        case e.TacitDelayMoved(delay=delay):
            return changed(convention, tacit=put(convention.tacit, delay.approval, delay))
        case _:
            assert_never(event)


def _answered(
    convention: Convention, approval: RequiredApproval, answer: ApprovalAnswer
) -> Convention:
    return changed(convention, approvals=put(convention.approvals, approval, answer))
