"""Decisions on approvals: requested by the lead, granted or refused by the requested body."""

from conventions.domain.approvals import commands as c
from conventions.domain.approvals import events as e
from conventions.domain.approvals import rules
from conventions.domain.approvals.required import needs_of
from conventions.domain.core.approval_round import all_granted
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_reason
from conventions.domain.signatures.events import SignaturesRequested


def request_approvals(convention: Convention, command: c.RequestApprovals) -> Events:
    approvals, kinds, terms = command.approvals, command.kinds, convention.terms
    needs = needs_of(terms, kinds, command.thresholds)
    rules.ensure_asked_rightly(terms, approvals, kinds, needs)
    requested = e.ApprovalsRequested(convention_id=convention.convention_id, approvals=approvals)
    return [requested] if approvals else [requested, _first_turn(convention)]


def grant_approval(convention: Convention, command: c.GrantApproval) -> Events:
    rules.ensure_awaited(convention.approvals, convention, command.caller, command.approval)
    granted = e.ApprovalGranted(
        convention_id=convention.convention_id,
        approval=command.approval,
        instrument=command.instrument,
    )
    others = {x: answer for x, answer in convention.approvals.items() if x != command.approval}
    return [granted, _first_turn(convention)] if all_granted(others) else [granted]


def _first_turn(convention: Convention) -> SignaturesRequested:
    turn = convention.signing.next_turn(convention.terms)
    return SignaturesRequested(convention_id=convention.convention_id, turn=turn)


def refuse_approval(convention: Convention, command: c.RefuseApproval) -> Events:
    rules.ensure_awaited(convention.approvals, convention, command.caller, command.approval)
    ensure_reason(command.reason)
    return [
        e.ApprovalRefused(
            convention_id=convention.convention_id,
            approval=command.approval,
            reason=command.reason,
        )
    ]
