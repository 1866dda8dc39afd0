"""Transitions of formal notices: in none of them does the convention's state move."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import ENDED, RUNNING, row
from conventions.domain.core.limits import PartsTooMany
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.notices import commands as c
from conventions.domain.notices import decide, rules

# What is left of a notice when its convention ends is still answered, and runs out.
_FOLLOWED = RUNNING | ENDED

NOTICES = (
    row(
        c.ServeNotice,
        decide.serve_notice,
        RUNNING,
        (*MANAGERS, Capacity.PARTY),
        rules=(
            core.ReasonMissing,
            core.TextBlank,
            rules.DelayOutOfBounds,
            rules.NoticeToOwnParty,
            rules.NoticeNotYours,
            rules.NoticeAlreadyOpen,
            rules.NoticeUnfounded,
            PartsTooMany,
        ),
    ),
    row(
        c.AnswerNotice,
        decide.answer_notice,
        _FOLLOWED,
        (Capacity.PARTY,),
        ready=(rules.ensure_some_notice,),
        rules=(
            rules.NoticeUnknown,
            rules.NotTheAddressee,
            rules.NoticeClosed,
            rules.NoticeOver,
            core.TextBlank,
        ),
        while_inactive=True,
    ),
    row(
        c.WithdrawNotice,
        decide.withdraw_notice,
        _FOLLOWED,
        (*MANAGERS, Capacity.PARTY),
        ready=(rules.ensure_some_notice,),
        rules=(
            core.ReasonMissing,
            rules.NoticeUnknown,
            rules.NotTheServer,
            rules.PartyInDefault,
            rules.NoticeClosed,
        ),
    ),
    row(
        c.ExpireNotice,
        decide.expire_notice,
        _FOLLOWED,
        (Capacity.SYSTEM,),
        while_inactive=True,
    ),
)
