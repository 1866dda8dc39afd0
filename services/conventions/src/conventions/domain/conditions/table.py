"""Transitions of suspensive conditions."""

from conventions.domain.conditions import commands as c
from conventions.domain.conditions import decide, rules
from conventions.domain.core import rules as core
from conventions.domain.core.commands import OPEN_TEXT, row
from conventions.domain.core.editing import ensure_no_open_round
from conventions.domain.core.limits import PartsTooMany
from conventions.domain.core.policy import EDITORS, Capacity
from conventions.domain.core.suspensive import ConditionTooSoon
from conventions.domain.core.vocabulary import State

_STILL = (ensure_no_open_round,)

CONDITIONS = (
    row(
        c.WriteCondition,
        decide.write_condition,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(
            core.TextBlank,
            ConditionTooSoon,
            rules.ConditionBodyUnfit,
            PartsTooMany,
        ),
    ),
    row(
        c.RemoveCondition,
        decide.remove_condition,
        OPEN_TEXT,
        EDITORS,
        ready=_STILL,
        rules=(rules.ConditionUnknown,),
    ),
    row(
        c.DecideCondition,
        decide.decide_condition,
        frozenset({State.SIGNED}),
        (Capacity.DECIDER,),
        to=State.LAPSED,
        ready=(rules.ensure_some_undecided, rules.ensure_signed_by_others),
        rules=(*rules.DECIDING_RULES, core.ReasonMissing, core.TextBlank),
    ),
    row(
        c.EndCondition,
        decide.end_condition,
        frozenset({State.SIGNED}),
        (Capacity.SYSTEM,),
        to=State.LAPSED,
        effective_on=rules.end_day,
        while_inactive=True,
    ),
)
