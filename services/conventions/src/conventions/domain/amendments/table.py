"""Transitions of amendments: the amendment's state moves, the convention's own does not."""

from mithaq.dating import DateInFuture

from conventions.domain.amendments import (
    announced,
    approving,
    decide,
    fits,
    rules,
    silent,
    taking_effect,
    unsigned,
)
from conventions.domain.amendments import commands as c
from conventions.domain.amendments.effect import OPERATIONS
from conventions.domain.amendments.planned_since import AmendmentBelowPlanned
from conventions.domain.approvals.delays import ApprovalTacitlyGranted
from conventions.domain.approvals.rules import ANSWERING_RULES, ASKING_RULES
from conventions.domain.core import rules as core
from conventions.domain.core.balance import (
    AmountsTooLarge,
    ShareBeyondPlan,
    SharesUnsplit,
    TotalsDiffer,
    YearOutsidePeriod,
    YearPlanDiffers,
)
from conventions.domain.core.commands import RUNNING, Rule, row
from conventions.domain.core.grounds import RevisionChanged
from conventions.domain.core.limits import PartsTooMany
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.vocabulary import AmendmentState, State
from conventions.domain.drafting.articles import ArticleMissing
from conventions.domain.drafting.rules import ActionMissing, LeadMissing, SignatoriesMissing
from conventions.domain.envelopes.rules import RESERVING_RULES, EnvelopeBelowReserved

_NEGOTIATION = frozenset({AmendmentState.NEGOTIATION})
_AGREED = frozenset({AmendmentState.TEXT_AGREED})
_PENDING = frozenset({AmendmentState.PENDING_APPROVALS})
_READY = frozenset({AmendmentState.READY_TO_SIGN})
_SIGNED = frozenset({AmendmentState.SIGNED})
# Of whom the table of kinds says which amendments they write, and at which step.
WRITERS = (*MANAGERS, Capacity.FUNDER)
_OPERATIONS: tuple[Rule, ...] = (
    rules.AmendmentEmpty,
    core.NameDuplicated,
    core.AmountNegative,
    AmountsTooLarge,
    announced.OperationOutsideKind,
    announced.KindsExclude,
    announced.KindUsedUp,
    announced.KindNotYours,
    announced.MinutesDoNotAmend,
    announced.MinutesAhead,
    fits.AmendmentTooLong,
    *(rule for each in OPERATIONS for rule in each.writing_rules),
)
_RESULT: tuple[Rule, ...] = (
    core.PledgerDoesNotSign,
    AmountsTooLarge,
    YearOutsidePeriod,
    TotalsDiffer,
    YearPlanDiffers,
    ShareBeyondPlan,
    SharesUnsplit,
    rules.AmendmentBaseStale,
    announced.SplitMovesPromise,
    LeadMissing,
    SignatoriesMissing,
    ActionMissing,
    ArticleMissing,
    *(rule for each in OPERATIONS for rule in each.holding_rules),
)
_ENVELOPE: tuple[Rule, ...] = (*RESERVING_RULES, EnvelopeBelowReserved)
_AWAITED = (approving.ensure_some_awaited, approving.ensure_prepared_by_others)
_APPROVAL: tuple[Rule, ...] = (*ANSWERING_RULES, approving.AmendmentNotAsked)

AMENDMENTS = (
    row(
        c.DraftAmendment,
        decide.draft_amendment,
        RUNNING,
        WRITERS,
        ready=(rules.ensure_no_open_amendment,),
        rules=(*_OPERATIONS, rules.AmendmentBaseStale, PartsTooMany, core.ReasonMissing),
    ),
    row(
        c.TakeAmendmentPosition,
        decide.take_position,
        RUNNING,
        (Capacity.PARTY, Capacity.NEWCOMER),
        amendment=_NEGOTIATION,
        rules=(core.RemarkMissing, RevisionChanged),
        while_inactive=True,
    ),
    row(
        c.ReviseAmendment,
        decide.revise,
        RUNNING,
        WRITERS,
        amendment=_NEGOTIATION | _AGREED | _PENDING,
        rules=(*_OPERATIONS, core.ReasonMissing, core.SigningTimeOver),
    ),
    row(
        c.AgreeAmendmentText,
        decide.agree_text,
        RUNNING,
        MANAGERS,
        amendment=_NEGOTIATION,
        ready=(rules.ensure_accepted,),
        rules=(*_RESULT, *_ENVELOPE, core.SigningTimeTooShort),
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
        rules=(*_APPROVAL, ApprovalTacitlyGranted, core.ReasonMissing),
    ),
    row(
        c.GrantAmendmentTacitly,
        silent.grant_tacitly,
        RUNNING,
        (Capacity.SYSTEM,),
        amendment=_PENDING,
        effective_on=silent.grant_day,
        while_inactive=True,
    ),
    row(
        c.CountAmendmentDelaysAgain,
        silent.count_again,
        RUNNING,
        (Capacity.SYSTEM,),
        amendment=_PENDING,
        while_inactive=True,
    ),
    row(
        c.SignAmendment,
        decide.sign,
        RUNNING,
        (Capacity.SIGNATORY, Capacity.NEWCOMER),
        amendment=_READY,
        ready=(rules.ensure_turn_to_sign,),
        rules=(*core.SIGNING_RULES, core.SigningTimeOver, *_RESULT),
    ),
    row(
        c.RefuseAmendment,
        unsigned.refuse,
        RUNNING,
        (Capacity.SIGNATORY, Capacity.NEWCOMER),
        amendment=_READY,
        ready=(rules.ensure_turn_to_sign,),
        rules=(*core.EMPOWERING_RULES, core.ReasonMissing),
    ),
    row(
        c.ExtendAmendmentSigningTime,
        unsigned.extend_signing_time,
        RUNNING,
        MANAGERS,
        amendment=unsigned.UNSIGNED,
        rules=(core.ReasonMissing, core.SigningTimeTooShort, core.SigningTimeOver),
    ),
    row(
        c.LapseAmendment,
        unsigned.lapse,
        RUNNING,
        (Capacity.SYSTEM,),
        amendment=unsigned.UNSIGNED,
        effective_on=unsigned.lapse_day,
        while_inactive=True,
    ),
    row(
        c.PutAmendmentIntoEffect,
        taking_effect.put_into_effect,
        RUNNING,
        MANAGERS,
        to=State.TERMINATED,  # by an amicable termination alone
        amendment=_SIGNED,
        rules=(
            rules.EffectBeforeSignature,
            DateInFuture,
            AmendmentBelowPlanned,
            *_RESULT,
            *_ENVELOPE,
        ),
        effective_on=taking_effect.effect_day,
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
