"""Decisions on approvals: requested by the lead, granted or refused by the requested body."""

from conventions.domain.approvals import commands as c
from conventions.domain.approvals import events as e
from conventions.domain.approvals import rules, tacit
from conventions.domain.approvals.delays import delays_of, ensure_in_delay
from conventions.domain.approvals.required import needs_of
from conventions.domain.core.approval_round import all_granted, suspensive
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.rules import ensure_reason
from conventions.domain.signatures.events import SignaturesRequested


def request_approvals(convention: Convention, command: c.RequestApprovals) -> Events:
    approvals, kinds, terms = command.approvals, command.kinds, convention.terms
    needs = needs_of(terms, kinds, convention.framed(command.thresholds))
    later = suspensive(terms.conditions.values())
    rules.ensure_asked_rightly(terms, approvals, kinds, needs, later=later)
    requested = e.ApprovalsRequested(
        convention_id=convention.convention_id,
        approvals=approvals,
        tacit=tuple(delays_of(needs, approvals, command.recorded_on, command.corrected)),
    )
    return [requested] if approvals else [requested, _first_turn(convention)]


def grant_approval(convention: Convention, command: c.GrantApproval) -> Events:
    rules.ensure_awaited(convention.approvals, convention, command.caller, command.approval)
    granted = e.ApprovalGranted(
        convention_id=convention.convention_id,
        approval=command.approval,
        instrument=command.instrument,
    )
    return _with_turn(convention, [granted])


def grant_tacitly(convention: Convention, command: c.GrantTacitly) -> Events:
    """Without an answer in time: see `tacit`."""
    return _with_turn(convention, tacit.grant_tacitly(convention, command))


def _with_turn(convention: Convention, events: Events) -> Events:
    """These events; the last approval opens the signature."""
    granted = {x.approval for x in events if isinstance(x, e.ApprovalGranted)}
    others = {x: answer for x, answer in convention.approvals.items() if x not in granted}
    return [*events, _first_turn(convention)] if granted and all_granted(others) else events


def _first_turn(convention: Convention) -> SignaturesRequested:
    turn = convention.signing.next_turn(convention.terms)
    return SignaturesRequested(convention_id=convention.convention_id, turn=turn)


def refuse_approval(convention: Convention, command: c.RefuseApproval) -> Events:
    rules.ensure_awaited(convention.approvals, convention, command.caller, command.approval)
    ensure_in_delay(convention.tacit, command.approval, command.recorded_on)
    ensure_reason(command.reason)
    return [
        e.ApprovalRefused(
            convention_id=convention.convention_id,
            approval=command.approval,
            reason=command.reason,
        )
    ]
