"""Transitions of approvals: who requests, grants and refuses them."""

from conventions.domain.approvals import commands as c
from conventions.domain.approvals import decide, delays, rules, tacit
from conventions.domain.core import rules as core
from conventions.domain.core.commands import row
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.vocabulary import State

_PENDING = frozenset({State.PENDING_APPROVALS})
_AWAITED = (rules.ensure_some_awaited, rules.ensure_prepared_by_others)

APPROVALS = (
    row(
        c.RequestApprovals,
        decide.request_approvals,
        frozenset({State.TEXT_AGREED}),
        MANAGERS,
        to=State.PENDING_APPROVALS,
        rules=rules.ASKING_RULES,
    ),
    row(
        c.GrantApproval,
        decide.grant_approval,
        _PENDING,
        (Capacity.APPROVER,),
        to=State.READY_TO_SIGN,
        ready=_AWAITED,
        rules=rules.ANSWERING_RULES,
    ),
    row(
        c.RefuseApproval,
        decide.refuse_approval,
        _PENDING,
        (Capacity.APPROVER,),
        ready=_AWAITED,
        rules=(*rules.ANSWERING_RULES, delays.ApprovalTacitlyGranted, core.ReasonMissing),
    ),
    row(
        c.GrantTacitly,
        decide.grant_tacitly,
        _PENDING,
        (Capacity.SYSTEM,),
        to=State.READY_TO_SIGN,
        effective_on=tacit.grant_day,
        while_inactive=True,
    ),
    row(
        c.CountDelaysAgain,
        tacit.count_again,
        _PENDING,
        (Capacity.SYSTEM,),
        while_inactive=True,
    ),
)
