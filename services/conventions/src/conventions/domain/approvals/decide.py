"""Decisions on approvals: requested by the lead, granted or refused by the requested body."""

from conventions.domain.approvals import commands as c
from conventions.domain.approvals import events as e
from conventions.domain.approvals import rules
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_reason
from conventions.domain.core.vocabulary import ApprovalAnswer
from conventions.domain.signatures.events import SignaturesRequested


def request_approvals(convention: Convention, command: c.RequestApprovals) -> Events:
    approvals = command.approvals
    rules.ensure_each_once(approvals)
    requested = e.ApprovalsRequested(convention_id=convention.convention_id, approvals=approvals)
    return [requested] if approvals else [requested, _first_turn(convention)]


def grant_approval(convention: Convention, command: c.GrantApproval) -> Events:
    rules.ensure_awaited(convention, command.caller, command.approval)
    granted = e.ApprovalGranted(
        convention_id=convention.convention_id,
        approval=command.approval,
        instrument=command.instrument,
    )
    others = [answer for x, answer in convention.approvals.items() if x != command.approval]
    if any(answer is not ApprovalAnswer.GRANTED for answer in others):
        return [granted]
    return [granted, _first_turn(convention)]


def _first_turn(convention: Convention) -> SignaturesRequested:
    turn = convention.signing.next_turn(convention.terms)
    return SignaturesRequested(convention_id=convention.convention_id, turn=turn)


def refuse_approval(convention: Convention, command: c.RefuseApproval) -> Events:
    rules.ensure_awaited(convention, command.caller, command.approval)
    ensure_reason(command.reason)
    return [
        e.ApprovalRefused(
            convention_id=convention.convention_id,
            approval=command.approval,
            reason=command.reason,
        )
    ]
