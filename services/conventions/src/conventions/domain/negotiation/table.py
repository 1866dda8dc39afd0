"""Transitions of negotiation: rounds, positions, the agreed text, its reopening."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import FROZEN, row
from conventions.domain.core.grounds import RoundChanged
from conventions.domain.core.limits import TextTooLong
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.seats import AGREEING_RULES
from conventions.domain.core.splitting import SplitTimeMissing, SplitTimeTooLong, SplitTimeTooShort
from conventions.domain.core.suspensive import ConditionTooSoon
from conventions.domain.core.vocabulary import State
from conventions.domain.drafting.articles import ArticleNotFree
from conventions.domain.drafting.unlocking import (
    ArticleLocked,
    RoundEndsTooSoon,
    ensure_some_unlocked,
)
from conventions.domain.envelopes.rules import RESERVING_RULES
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import decide, rules
from conventions.domain.negotiation.adopting import adopt_proposal

_IN_NEGOTIATION = frozenset({State.IN_NEGOTIATION})
_SPLITTING = (SplitTimeMissing, SplitTimeTooShort, SplitTimeTooLong)

NEGOTIATION = (
    row(
        c.OpenNegotiationRound,
        decide.open_round,
        frozenset({State.PROPOSED, State.IN_NEGOTIATION}),
        MANAGERS,
        to=State.IN_NEGOTIATION,
        ready=(rules.ensure_round_may_open,),
        rules=(rules.DeadlinePassed, rules.DeadlineTooNear, core.ReasonMissing),
    ),
    row(
        c.TakePosition,
        decide.take_position,
        _IN_NEGOTIATION,
        (Capacity.PARTY,),
        ready=(rules.ensure_round_undecided,),
        rules=(
            rules.ArticleUnknown,
            rules.ProposalsTooLong,
            core.RemarkMissing,
            RoundChanged,
        ),
        while_inactive=True,
    ),
    row(
        c.AdoptProposal,
        adopt_proposal,
        _IN_NEGOTIATION,
        MANAGERS,
        ready=(ensure_some_unlocked,),
        rules=(
            rules.ProposalUnknown,
            rules.TranslationMissing,
            ArticleNotFree,
            ArticleLocked,
            RoundEndsTooSoon,
            TextTooLong,
            core.TextBlank,
        ),
    ),
    row(
        c.CloseNegotiationRound,
        decide.close_round,
        _IN_NEGOTIATION,
        MANAGERS,
        ready=(rules.ensure_round_undecided,),
        rules=(
            rules.ConsensusNotReached,
            rules.AnswersAwaited,
            rules.EveryAnswerNeeded,
            core.ReasonMissing,
        ),
    ),
    row(
        c.EndNegotiationRound,
        decide.end_round,
        _IN_NEGOTIATION,
        (Capacity.SYSTEM,),
        while_inactive=True,
    ),
    row(
        c.AgreeText,
        decide.agree_text,
        _IN_NEGOTIATION,
        MANAGERS,
        to=State.TEXT_AGREED,
        ready=(rules.ensure_agreeable,),
        rules=(
            core.SigningTimeTooShort,
            ConditionTooSoon,
            *AGREEING_RULES,
            *_SPLITTING,
            *RESERVING_RULES,
        ),
    ),
    row(
        c.ReopenText,
        decide.reopen_text,
        FROZEN,
        MANAGERS,
        to=State.IN_NEGOTIATION,
        rules=(core.ReasonMissing,),
    ),
)
