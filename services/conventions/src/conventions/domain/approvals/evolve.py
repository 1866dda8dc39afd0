"""What the events of approvals change."""

from dataclasses import replace
from typing import assert_never

from conventions.domain.approvals import events as e
from conventions.domain.core.convention import Convention, RequiredApproval
from conventions.domain.core.vocabulary import ApprovalAnswer, State


def evolve(convention: Convention, event: e.ApprovalsEvent) -> Convention:
    match event:
        case e.ApprovalsRequested():
            awaited = dict.fromkeys(event.approvals, ApprovalAnswer.AWAITED)
            return replace(convention, state=State.PENDING_APPROVALS, approvals=awaited)
        case e.ApprovalGranted():
            return _answered(convention, event.approval, ApprovalAnswer.GRANTED)
        case e.ApprovalRefused():
            return _answered(convention, event.approval, ApprovalAnswer.REFUSED)
        case _:
            assert_never(event)


def _answered(
    convention: Convention, approval: RequiredApproval, answer: ApprovalAnswer
) -> Convention:
    return replace(convention, approvals={**convention.approvals, approval: answer})
