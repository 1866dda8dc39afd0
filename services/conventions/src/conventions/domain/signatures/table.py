"""Transitions of signature and of entry into force."""

from mithaq.dating import DateInFuture

from conventions.domain.core import rules as core
from conventions.domain.core.commands import FROZEN, SIGNING, row
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.suspensive import (
    ConditionOverdue,
    ConditionTooSoon,
    ensure_all_met,
)
from conventions.domain.core.vocabulary import State
from conventions.domain.signatures import commands as c
from conventions.domain.signatures import correcting, decide, rules

_READY = (rules.ensure_turn, rules.ensure_for_one_party)

SIGNATURES = (
    row(
        c.SignConvention,
        decide.sign,
        SIGNING,
        (Capacity.SIGNATORY,),
        to=State.SIGNED,
        ready=(*_READY, rules.ensure_approved_by_others),
        rules=(
            *core.SIGNING_RULES,
            core.SigningTimeOver,
            ConditionOverdue,
            DutiesNotSeparated,
        ),
    ),
    row(
        c.RefuseSignature,
        decide.refuse_signature,
        SIGNING,
        (Capacity.SIGNATORY,),
        to=State.REJECTED,
        ready=_READY,
        rules=(*core.EMPOWERING_RULES, core.ReasonMissing),
    ),
    row(
        c.ForwardSignature,
        decide.forward,
        SIGNING,
        (Capacity.SIGNATORY,),
        ready=_READY,
        rules=(
            *core.EMPOWERING_RULES,
            rules.ForwardToOneself,
            core.MandateCeilingExceeded,
            core.SigningTimeOver,
            ConditionOverdue,
            core.ReasonMissing,
        ),
    ),
    row(
        c.CorrectText,
        correcting.correct_text,
        FROZEN,
        MANAGERS,
        rules=(*correcting.CORRECTING_RULES, core.ReasonMissing, core.TextBlank),
    ),
    row(
        c.ExtendSigningTime,
        decide.extend_signing_time,
        FROZEN,
        MANAGERS,
        rules=(
            core.ReasonMissing,
            core.SigningTimeTooShort,
            ConditionTooSoon,
            core.SigningTimeOver,
        ),
    ),
    row(
        c.LapseConvention,
        decide.lapse,
        FROZEN,
        (Capacity.SYSTEM,),
        to=State.LAPSED,
        effective_on=rules.lapse_day,
        while_inactive=True,
    ),
    row(
        c.NoteMandateLost,
        decide.note_mandate_lost,
        FROZEN,
        (Capacity.SYSTEM,),
        while_inactive=True,
    ),
    row(
        c.NoteNotActivated,
        decide.note_not_activated,
        frozenset({State.SIGNED}),
        (Capacity.SYSTEM,),
        while_inactive=True,
    ),
    row(
        c.EnterIntoForce,
        decide.enter_into_force,
        frozenset({State.SIGNED}),
        MANAGERS,
        to=State.IN_FORCE,
        ready=(ensure_all_met,),
        rules=(rules.ForceBeforeSignature, rules.ForceBeforeCondition, DateInFuture),
        effective_on=decide.force_day,
    ),
)
