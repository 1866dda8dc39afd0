"""Transitions of amendments: the amendment's state moves, the convention's own does not."""

from mithaq.dating import DateInFuture

from conventions.domain.amendments import approving, decide, rules
from conventions.domain.amendments import commands as c
from conventions.domain.amendments.end import EndNotLater, EndTooEarly
from conventions.domain.approvals.rules import ANSWERING_RULES, ASKING_RULES
from conventions.domain.core import rules as core
from conventions.domain.core.balance import (
    AmountsTooLarge,
    TotalsDiffer,
    YearOutsidePeriod,
    YearPlanDiffers,
)
from conventions.domain.core.commands import RUNNING, Rule, row
from conventions.domain.core.grounds import RevisionChanged
from conventions.domain.core.limits import PartsTooMany
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.vocabulary import AmendmentState

_NEGOTIATION = frozenset({AmendmentState.NEGOTIATION})
_AGREED = frozenset({AmendmentState.TEXT_AGREED})
_PENDING = frozenset({AmendmentState.PENDING_APPROVALS})
_READY = frozenset({AmendmentState.READY_TO_SIGN})
_SIGNED = frozenset({AmendmentState.SIGNED})
_OPERATIONS: tuple[Rule, ...] = (
    rules.AmendmentEmpty,
    core.NameDuplicated,
    core.AmountNegative,
    AmountsTooLarge,
    rules.YearNotPlanned,
    EndNotLater,
    EndTooEarly,
    core.ContributionUnknown,
    core.ActionUnknown,
)
_RESULT: tuple[Rule, ...] = (
    core.PledgerDoesNotSign,
    AmountsTooLarge,
    YearOutsidePeriod,
    TotalsDiffer,
    YearPlanDiffers,
    rules.AmendmentBelowPaid,
    rules.AmendmentBelowCalled,
    rules.AmendmentBaseStale,
    EndTooEarly,
)
_AWAITED = (approving.ensure_some_awaited, approving.ensure_prepared_by_others)
_APPROVAL: tuple[Rule, ...] = (*ANSWERING_RULES, approving.AmendmentNotAsked)

AMENDMENTS = (
    row(
        c.DraftAmendment,
        decide.draft_amendment,
        RUNNING,
        MANAGERS,
        ready=(rules.ensure_no_open_amendment,),
        rules=(*_OPERATIONS, rules.AmendmentBaseStale, PartsTooMany, core.ReasonMissing),
    ),
    row(
        c.TakeAmendmentPosition,
        decide.take_position,
        RUNNING,
        (Capacity.PARTY,),
        amendment=_NEGOTIATION,
        rules=(core.RemarkMissing, RevisionChanged),
        while_inactive=True,
    ),
    row(
        c.ReviseAmendment,
        decide.revise,
        RUNNING,
        MANAGERS,
        amendment=_NEGOTIATION | _AGREED | _PENDING,
        rules=(*_OPERATIONS, core.ReasonMissing),
    ),
    row(
        c.AgreeAmendmentText,
        decide.agree_text,
        RUNNING,
        MANAGERS,
        amendment=_NEGOTIATION,
        ready=(rules.ensure_accepted,),
        rules=_RESULT,
    ),
    row(
        c.RequestAmendmentApprovals,
        approving.request_approvals,
        RUNNING,
        MANAGERS,
        amendment=_AGREED,
        rules=ASKING_RULES,
    ),
    row(
        c.GrantAmendmentApproval,
        approving.grant_approval,
        RUNNING,
        (Capacity.APPROVER,),
        amendment=_PENDING,
        ready=_AWAITED,
        rules=_APPROVAL,
    ),
    row(
        c.RefuseAmendmentApproval,
        approving.refuse_approval,
        RUNNING,
        (Capacity.APPROVER,),
        amendment=_PENDING,
        ready=_AWAITED,
        rules=(*_APPROVAL, core.ReasonMissing),
    ),
    row(
        c.SignAmendment,
        decide.sign,
        RUNNING,
        (Capacity.SIGNATORY,),
        amendment=_READY,
        ready=(rules.ensure_turn_to_sign,),
        rules=(*core.SIGNING_RULES, *_RESULT),
    ),
    row(
        c.PutAmendmentIntoEffect,
        decide.put_into_effect,
        RUNNING,
        MANAGERS,
        amendment=_SIGNED,
        rules=(rules.EffectBeforeSignature, DateInFuture, *_RESULT),
        effective_on=decide.effect_day,
    ),
    row(
        c.WithdrawAmendment,
        decide.withdraw,
        RUNNING,
        MANAGERS,
        amendment=_NEGOTIATION | _AGREED | _PENDING | _READY | _SIGNED,
        rules=(core.ReasonMissing, rules.AmendmentBinds),
    ),
)
