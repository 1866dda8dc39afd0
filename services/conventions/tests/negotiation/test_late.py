"""An answer after the deadline: told as late, holding nothing up, counted where the lead closes."""

from datetime import timedelta

from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import RoundOutcome, Stance
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation import rules

from ..people import COMMUNE, ID, by_itself, commune, operator, region
from ..story import ACCEPT, DEADLINE, Story, in_a_round, negotiated, state_of

LATE = DEADLINE + timedelta(days=1)
ENDED = e.NegotiationRoundEnded(convention_id=ID, round=1)
END = by_itself.on_day(LATE)(c.EndNegotiationRound, round=1)
RESERVED = Position(stance=Stance.RESERVE, remark="sans le vote du conseil")
ARBITRATION = region.on_day(LATE)(
    c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="urgence"
)
CONSENSUS = region.on_day(LATE)(c.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS)


def late(position: Position) -> e.LatePositionTaken:
    return e.LatePositionTaken(
        convention_id=ID, round=1, organisation_id=COMMUNE, position=position, deadline=DEADLINE
    )


def two_accept() -> Story:
    return in_a_round().when(*(say(c.TakePosition, position=ACCEPT) for say in (region, operator)))


def test_an_answer_after_the_deadline_is_told_as_late() -> None:
    """By the day it is recorded: dating it back makes it no earlier."""
    for say in (commune.on_day(LATE), commune.on_day(DEADLINE, LATE)):
        two_accept().then(say(c.TakePosition, position=RESERVED), late(RESERVED))
        two_accept().given(ENDED).then(say(c.TakePosition, position=RESERVED), late(RESERVED))
    again = commune.on_day(LATE)(c.TakePosition, position=RESERVED)
    two_accept().given(late(RESERVED)).then(again)


def test_a_late_accord_makes_no_consensus_by_itself_but_the_lead_may_tell_one() -> None:
    accepted = two_accept().when(commune.on_day(LATE)(c.TakePosition, position=ACCEPT))
    accepted.then(END, ENDED)
    accepted.when(END).accepts(CONSENSUS)
    two_accept().when(END).refuses(CONSENSUS, rules.ConsensusNotReached)


def test_a_late_objection_holds_up_neither_the_deadline_nor_the_arbitration() -> None:
    """Who accepted in time and regrets it is no party to a consensus that the lead would tell."""
    everybody = two_accept().when(commune(c.TakePosition, position=ACCEPT))
    regretted = everybody.when(commune.on_day(LATE)(c.TakePosition, position=RESERVED))
    closed = e.NegotiationRoundClosed(convention_id=ID, round=1, outcome=RoundOutcome.CONSENSUS)
    regretted.then(END, closed)
    regretted.refuses(CONSENSUS, rules.ConsensusNotReached)
    arbitrated = state_of(regretted.when(ARBITRATION)).negotiation
    assert arbitrated.reservations == {COMMUNE: {None: RESERVED}}
    assert COMMUNE not in arbitrated.agreed


def test_once_the_round_is_closed_nothing_is_answered() -> None:
    answer = commune.on_day(LATE)(c.TakePosition, position=RESERVED)
    negotiated().refuses(answer, rules.RoundNotOpen)
    two_accept().when(END, ARBITRATION).refuses(answer, rules.RoundNotOpen)
