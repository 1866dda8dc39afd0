"""Transitions of amendments: the amendment's state moves, the convention's own does not."""

from conventions.domain.amendments import commands as c
from conventions.domain.amendments import decide, rules
from conventions.domain.core import rules as core
from conventions.domain.core.balance import TotalsDiffer, YearPlanDiffers
from conventions.domain.core.commands import RUNNING, Rule, row
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.vocabulary import AmendmentState

_NEGOTIATION = frozenset({AmendmentState.NEGOTIATION})
_AGREED = frozenset({AmendmentState.TEXT_AGREED})
_SIGNED = frozenset({AmendmentState.SIGNED})
_OPERATIONS: tuple[Rule, ...] = (
    rules.AmendmentEmpty,
    rules.OperationDuplicated,
    rules.YearNotPlanned,
    rules.EndNotLater,
    core.ContributionUnknown,
    core.ActionUnknown,
)
_RESULT: tuple[Rule, ...] = (
    TotalsDiffer,
    YearPlanDiffers,
    rules.AmendmentBelowPaid,
    rules.AmendmentBelowCalled,
)

AMENDMENTS = (
    row(
        c.DraftAmendment,
        decide.draft_amendment,
        RUNNING,
        MANAGERS,
        ready=(rules.ensure_no_open_amendment,),
        rules=(*_OPERATIONS, core.ReasonMissing),
    ),
    row(
        c.TakeAmendmentPosition,
        decide.take_position,
        RUNNING,
        (Capacity.SIGNATORY,),
        amendment=_NEGOTIATION,
        rules=(core.RemarkMissing,),
    ),
    row(
        c.ReviseAmendment,
        decide.revise,
        RUNNING,
        MANAGERS,
        amendment=_NEGOTIATION,
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
        c.SignAmendment,
        decide.sign,
        RUNNING,
        (Capacity.SIGNATORY,),
        amendment=_AGREED,
        ready=(rules.ensure_turn_to_sign,),
        rules=core.SIGNING_RULES,
    ),
    row(
        c.PutAmendmentIntoEffect,
        decide.put_into_effect,
        RUNNING,
        MANAGERS,
        amendment=_SIGNED,
        rules=(rules.EffectBeforeSignature, core.DateInFuture, *_RESULT),
        effective_on=decide.effect_day,
    ),
    row(
        c.WithdrawAmendment,
        decide.withdraw,
        RUNNING,
        MANAGERS,
        amendment=_NEGOTIATION | _AGREED | _SIGNED,
        rules=(core.ReasonMissing,),
    ),
)
