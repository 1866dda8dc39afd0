"""Transitions of signature and of entry into force."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import SIGNING, row
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.vocabulary import State
from conventions.domain.signatures import commands as c
from conventions.domain.signatures import decide, rules

SIGNATURES = (
    row(
        c.SignConvention,
        decide.sign,
        SIGNING,
        (Capacity.SIGNATORY,),
        to=State.SIGNED,
        ready=(rules.ensure_turn,),
        rules=core.SIGNING_RULES,
    ),
    row(
        c.RefuseSignature,
        decide.refuse_signature,
        SIGNING,
        (Capacity.SIGNATORY,),
        to=State.REJECTED,
        ready=(rules.ensure_unsigned,),
        rules=(rules.RepresentativeUnknown, core.ReasonMissing),
    ),
    row(
        c.EnterIntoForce,
        decide.enter_into_force,
        frozenset({State.SIGNED}),
        MANAGERS,
        to=State.IN_FORCE,
        rules=(rules.ForceBeforeSignature, core.DateInFuture),
        effective_on=decide.force_day,
    ),
)
