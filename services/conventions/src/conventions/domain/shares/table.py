"""Transitions of shares: promised while the text is open, split once it binds."""

from conventions.domain.amendments.rules import ensure_no_open_amendment
from conventions.domain.core import rules as core
from conventions.domain.core.balance import (
    AmountsTooLarge,
    ShareBeyondPlan,
    YearOutsidePeriod,
    YearPlanDiffers,
)
from conventions.domain.core.commands import BINDING, OPEN_TEXT, Rule, row
from conventions.domain.core.editing import ensure_no_open_round
from conventions.domain.core.limits import PartsTooMany, PledgesTooLong
from conventions.domain.core.pledging import PartyUnknown, RolePledgesNothing
from conventions.domain.core.policy import EDITORS, MANAGERS, Capacity
from conventions.domain.envelopes.rules import RESERVING_RULES, EnvelopeBelowReserved
from conventions.domain.shares import commands as c
from conventions.domain.shares import decide, rules

_STILL = (ensure_no_open_round,)
_PLEDGERS = (*EDITORS, Capacity.PARTY)
_BOUNDS: tuple[Rule, ...] = (
    core.NotTheFunder,
    core.AmountNotPositive,
    core.ActionUnknown,
    core.TextBlank,
    AmountsTooLarge,
    YearOutsidePeriod,
    PartsTooMany,
    PledgesTooLong,
)

SHARES = (
    row(
        c.PromiseShare,
        decide.promise,
        OPEN_TEXT,
        _PLEDGERS,
        ready=_STILL,
        rules=(
            *_BOUNDS,
            PartyUnknown,
            RolePledgesNothing,
            core.PledgerDoesNotSign,
            rules.ShareSplitAlready,
        ),
    ),
    row(
        c.WithdrawShare,
        decide.withdraw,
        OPEN_TEXT,
        _PLEDGERS,
        ready=_STILL,
        rules=(core.NotTheFunder, rules.ShareUnknown),
    ),
    row(
        c.SplitShare,
        decide.split,
        BINDING,
        (*MANAGERS, Capacity.FUNDER),
        ready=(ensure_no_open_amendment,),
        rules=(
            *_BOUNDS,
            core.NameDuplicated,
            core.PercentMalformed,
            YearPlanDiffers,
            ShareBeyondPlan,
            rules.ShareUnknown,
            rules.SplitEmpty,
            rules.SplitTooLarge,
            rules.SplitOfAnother,
            rules.ContributionNameTaken,
            rules.SplitActMissing,
            *RESERVING_RULES,
            EnvelopeBelowReserved,
        ),
    ),
    row(
        c.NoteSplitOverdue,
        decide.note_overdue,
        BINDING,
        (Capacity.SYSTEM,),
        while_inactive=True,
    ),
)
