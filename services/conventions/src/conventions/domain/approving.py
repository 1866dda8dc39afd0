"""Decisions on visas: asked by the lead, given or refused by the body they were asked from."""

from uuid import UUID

from conventions.domain.capacities import is_asked
from conventions.domain.checks import ensure_reason, in_order, name_of
from conventions.domain.commands import agreeing as c
from conventions.domain.drafting import Events
from conventions.domain.events import agreeing as e
from conventions.domain.rules import signing as rules
from conventions.domain.rules.access import NotTheApprover
from conventions.domain.state import Convention
from conventions.domain.state.convention import Answer
from conventions.domain.text import text_sha256


def request_approvals(convention: Convention, command: c.RequestApprovals) -> Events:
    """An empty list opens the signature at once."""
    approvals = command.approvals
    for index, approval in enumerate(approvals):
        if approval in approvals[:index]:
            raise rules.ApprovalDuplicated(kind=str(approval.kind))
    requested = e.ApprovalsRequested(convention_id=convention.convention_id, approvals=approvals)
    return [requested] if approvals else [requested, first_turn(convention)]


def grant_approval(convention: Convention, command: c.GrantApproval) -> Events:
    _ensure_awaited(convention, command)
    granted = e.ApprovalGranted(
        convention_id=convention.convention_id,
        approval=command.approval,
        instrument=command.instrument,
        granted_on=command.on,
    )
    others = [a for x, a in convention.approvals.items() if x != command.approval]
    if any(answer is not Answer.GRANTED for answer in others):
        return [granted]
    return [granted, first_turn(convention)]


def refuse_approval(convention: Convention, command: c.RefuseApproval) -> Events:
    _ensure_awaited(convention, command)
    ensure_reason(command.reason)
    return [
        e.ApprovalRefused(
            convention_id=convention.convention_id,
            approval=command.approval,
            reason=command.reason,
            refused_on=command.on,
        )
    ]


def _ensure_awaited(convention: Convention, command: c.GrantApproval | c.RefuseApproval) -> None:
    approval = command.approval
    answer = convention.approvals.get(approval)
    if answer is None:
        raise rules.ApprovalNotRequested(kind=str(approval.kind))
    if not is_asked(command.caller, approval.organisation_id):
        asked = approval.organisation_id
        body = name_of(convention, asked) if asked else "controller"
        raise NotTheApprover(kind=str(approval.kind), body=body)
    if answer is Answer.GRANTED:
        raise rules.ApprovalAlreadyGiven(kind=str(approval.kind))
    if answer is Answer.REFUSED:
        raise rules.ApprovalWasRefused(kind=str(approval.kind))


def first_turn(convention: Convention) -> e.SignaturesRequested:
    return next_turn(convention, convention.terms.signatories())


def next_turn(convention: Convention, awaited: frozenset[UUID]) -> e.SignaturesRequested:
    """Ask the group whose turn it is among those still to sign."""
    order, group = convention.terms.next_to_sign(awaited)
    return e.SignaturesRequested(
        convention_id=convention.convention_id,
        order=order,
        organisations=in_order(group),
        text_sha256=text_sha256(convention),
    )
