"""Rounds and positions: consensus, or arbitration."""

from datetime import date, timedelta

from conventions.domain.core import rules as core
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import RoundOutcome, Stance
from conventions.domain.drafting.rules import RoundStillOpen
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation import rules

from ..people import COMMUNE, ID, commune, operator, region
from ..story import ACCEPT, DEADLINE, TO_A_ROUND, drafted, in_a_round, negotiated

LATE = DEADLINE + timedelta(days=1)
CONSENSUS = region(c.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS)
CONSENSUS_REACHED = e.NegotiationRoundClosed(
    convention_id=ID, round=1, outcome=RoundOutcome.CONSENSUS
)
OBJECTION = commune(
    c.TakePosition,
    article="financing",
    position=Position(stance=Stance.AMEND, remark="trop cher"),
)


def test_a_round_has_a_number_and_a_deadline_to_come() -> None:
    proposed = drafted().when(TO_A_ROUND[0])
    opened = e.NegotiationRoundOpened(convention_id=ID, round=1, deadline=DEADLINE)
    proposed.then(region(c.OpenNegotiationRound, deadline=DEADLINE), opened)
    past = region(c.OpenNegotiationRound, deadline=date(2026, 3, 1))
    proposed.refuses(past, rules.DeadlinePassed)
    in_a_round().refuses(region(c.OpenNegotiationRound, deadline=DEADLINE), RoundStillOpen)


def test_a_position_is_recorded_with_who_and_what() -> None:
    taken = e.PositionTaken(
        convention_id=ID,
        round=1,
        organisation_id=COMMUNE,
        article="financing",
        position=Position(stance=Stance.AMEND, remark="trop cher"),
    )
    in_a_round().then(OBJECTION, taken)
    in_a_round().given(taken).then(OBJECTION)


def test_positions_have_their_rules() -> None:
    story = in_a_round()
    bare = commune(c.TakePosition, position=Position(stance=Stance.RESERVE))
    story.refuses(bare, core.RemarkMissing)
    story.refuses(commune(c.TakePosition, position=ACCEPT, article="nowhere"), rules.ArticleUnknown)
    late = commune.on_day(LATE)(c.TakePosition, position=ACCEPT)
    story.refuses(late, rules.RoundDeadlinePassed)
    negotiated().refuses(commune(c.TakePosition, position=ACCEPT), rules.RoundNotOpen)
    in_time = commune.on_day(DEADLINE)(c.TakePosition, position=ACCEPT)
    story.then(
        in_time,
        e.PositionTaken(convention_id=ID, round=1, organisation_id=COMMUNE, position=ACCEPT),
    )


def test_consensus_needs_every_signing_party() -> None:
    story = in_a_round().when(region(c.TakePosition, position=ACCEPT), OBJECTION)
    refused = story.refuses(CONSENSUS, rules.ConsensusNotReached)
    assert refused.values["awaited"] == "Commune a2, Opérateur a3"
    heard = story.when(*(say(c.TakePosition, position=ACCEPT) for say in (operator, commune)))
    heard.then(CONSENSUS, CONSENSUS_REACHED)


def test_accepting_each_article_is_accepting_the_text() -> None:
    each = [
        commune(c.TakePosition, article=name, position=ACCEPT)
        for name in ("object", "commitments", "financing", "duration")
    ]
    others = [say(c.TakePosition, position=ACCEPT) for say in (region, operator)]
    in_a_round().when(*others, *each[:3]).refuses(CONSENSUS, rules.ConsensusNotReached)
    in_a_round().when(*others, *each).then(CONSENSUS, CONSENSUS_REACHED)


def test_arbitration_waits_for_the_parties_and_says_why() -> None:
    arbitrate = {"outcome": RoundOutcome.ARBITRATION, "reason": "urgence"}
    story = in_a_round().when(OBJECTION)
    story.refuses(region(c.CloseNegotiationRound, **arbitrate), rules.AnswersAwaited)
    arbitrated = e.NegotiationRoundClosed(
        convention_id=ID, round=1, outcome=RoundOutcome.ARBITRATION, reason="urgence"
    )
    story.then(region.on_day(LATE)(c.CloseNegotiationRound, **arbitrate), arbitrated)
    silent = arbitrate | {"reason": None}
    story.refuses(region.on_day(LATE)(c.CloseNegotiationRound, **silent), core.ReasonMissing)
    story.refuses(commune(c.CloseNegotiationRound, **arbitrate), core.CapacityRefused)
