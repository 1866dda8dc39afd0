"""Transitions of negotiation: rounds, positions, the agreed text, its reopening."""

from conventions.domain.core import rules as core
from conventions.domain.core.commands import FROZEN, row
from conventions.domain.core.grounds import RoundChanged
from conventions.domain.core.policy import MANAGERS, Capacity
from conventions.domain.core.vocabulary import State
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import decide, rules

_IN_NEGOTIATION = frozenset({State.IN_NEGOTIATION})
_ROUND = (rules.ensure_round_open,)

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
        ready=_ROUND,
        rules=(rules.RoundDeadlinePassed, rules.ArticleUnknown, core.RemarkMissing, RoundChanged),
        while_inactive=True,
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
        rules=(core.SigningTimeTooShort,),
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
