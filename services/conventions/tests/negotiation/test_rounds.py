"""Rounds and positions: consensus, or arbitration."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.editing import RoundStillOpen
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import PartyRole, RoundOutcome, Stance
from conventions.domain.drafting.commands import InviteParty, ProposeConvention
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation import rules
from mithaq.commands import Caller

from ..people import COMMUNE, DAY, ID, REGION, STRANGER, Say, commune, operator, region
from ..proposal import DRAFT, article, party
from ..story import (
    ACCEPT,
    DEADLINE,
    TO_A_ROUND,
    TO_CONSENSUS,
    Story,
    drafted,
    in_a_round,
    negotiated,
    state_of,
    told,
)

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
    opened = e.NegotiationRoundOpened(
        convention_id=ID, round=1, opened_on=DAY, deadline=DEADLINE, recorded_on=DAY
    )
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
    negotiated().refuses(commune(c.TakePosition, position=ACCEPT), rules.RoundNotOpen)
    in_time = commune.on_day(DEADLINE)(c.TakePosition, position=ACCEPT)
    story.then(
        in_time,
        e.PositionTaken(convention_id=ID, round=1, organisation_id=COMMUNE, position=ACCEPT),
    )


def test_what_a_party_says_in_a_round_is_of_a_bounded_length() -> None:
    """It is kept with the convention: nobody fills it by proposing everything anew."""
    annexes = [article(f"annex-{nth}") for nth in range(6)]
    draft = replace(DRAFT, articles=(*DRAFT.articles, *annexes))
    story = told().when(draft, *TO_A_ROUND)
    long, again = (
        Position(
            stance=Stance.AMEND, proposed_text_fr=each * 20_000, proposed_text_ar=each * 20_000
        )
        for each in "xy"
    )
    said = [commune(c.TakePosition, article=each.article, position=long) for each in annexes]
    story = story.when(*said[:-1])
    refused = story.refuses(said[-1], rules.ProposalsTooLong)
    assert refused.values == {"length": 240_000, "limit": 200_000}
    story.accepts(commune(c.TakePosition, article="annex-0", position=again))
    story.accepts(operator(c.TakePosition, article="annex-5", position=long))


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


def test_a_party_that_does_not_sign_speaks_and_binds_no_consensus() -> None:
    """A witness may object; whether the text is agreed is up to those who sign it."""
    guest = Caller(subject="guest", organisation=STRANGER, roles=frozenset({"partner"}))
    witness = Say(guest)
    invited = drafted().when(
        region(InviteParty, party=party(STRANGER, PartyRole.WITNESS, None)), *TO_A_ROUND
    )
    remark = Position(stance=Stance.RESERVE, remark="sans l'école ?")
    objecting = invited.accepts(witness(c.TakePosition, position=remark))
    accepting = objecting.when(*TO_CONSENSUS[:-1])
    accepting.then(CONSENSUS, CONSENSUS_REACHED)
    invited.when(*TO_CONSENSUS[:-1]).then(CONSENSUS, CONSENSUS_REACHED)


ARBITRATION = {"outcome": RoundOutcome.ARBITRATION, "reason": "urgence"}
TOMORROW = DAY + timedelta(days=1)


@pytest.mark.parametrize("deadline", [DAY, DAY - timedelta(days=1), DAY - timedelta(days=300)])
def test_a_round_leaves_a_day_from_its_recording(deadline: date) -> None:
    """Dated back, with a deadline that has passed or passes tonight, it would shut everyone out."""
    long_ago = DAY - timedelta(days=400)
    proposed = drafted_on(long_ago)
    open_ = region.on_day(long_ago, DAY)(c.OpenNegotiationRound, deadline=deadline)
    refused = proposed.refuses(open_, rules.DeadlineTooNear)
    assert refused.values["earliest"] == str(TOMORROW)
    proposed.accepts(region.on_day(long_ago, DAY)(c.OpenNegotiationRound, deadline=TOMORROW))


def drafted_on(day: date) -> Story:
    said = region.on_day(day, DAY)
    return told().when(replace(DRAFT, header=said.header), said(ProposeConvention))


def test_silence_is_counted_from_the_day_of_recording() -> None:
    """The lead neither closes ahead of the deadline by a later date, nor on paper before it."""
    story = in_a_round().when(OBJECTION)
    ahead = region.on_day(LATE, DEADLINE)(c.CloseNegotiationRound, **ARBITRATION)
    story.refuses(ahead, rules.AnswersAwaited)
    behind = region.on_day(DEADLINE, LATE)(c.CloseNegotiationRound, **ARBITRATION)
    story.refuses(behind, rules.AnswersAwaited)
    story.accepts(region.on_day(LATE)(c.CloseNegotiationRound, **ARBITRATION))


def test_closing_and_opening_again_leaves_the_time_again() -> None:
    story = in_a_round().when(OBJECTION)
    closed = story.when(region.on_day(LATE)(c.CloseNegotiationRound, **ARBITRATION))
    again = region.on_day(DEADLINE, LATE)(c.OpenNegotiationRound, deadline=LATE)
    closed.refuses(again, rules.DeadlineTooNear)
    reopened = closed.when(
        region.on_day(LATE)(c.OpenNegotiationRound, deadline=LATE + timedelta(days=1))
    )
    close = region.on_day(LATE)(c.CloseNegotiationRound, **ARBITRATION)
    refused = reopened.refuses(close, rules.AnswersAwaited)
    assert refused.values["awaited"] == "Commune a2, Opérateur a3, Région a1"


ARCHIVIST = Caller(
    subject="archivist", organisation=REGION, roles=frozenset({"partner", "archivist"})
)
HELD, ENDED = DAY - timedelta(days=90), DAY - timedelta(days=60)


def archivist(reason: str | None = "registre papier") -> Say:
    """Records today what the region held on paper."""
    return Say(ARCHIVIST, HELD, DAY, reason=reason)


def on_paper() -> Story:
    return drafted_on(HELD).when(archivist()(c.OpenNegotiationRound, deadline=ENDED))


def test_a_round_held_on_paper_is_taken_over_by_an_archivist_with_a_reason() -> None:
    proposed = drafted_on(HELD)
    for reason in (None, " "):
        silent = archivist(reason)(c.OpenNegotiationRound, deadline=ENDED)
        proposed.refuses(silent, core.ReasonMissing)
    tonight = archivist()(c.OpenNegotiationRound, deadline=DAY)
    proposed.refuses(tonight, rules.DeadlineTooNear)
    reversed_ = archivist()(c.OpenNegotiationRound, deadline=HELD - timedelta(days=1))
    proposed.refuses(reversed_, rules.DeadlinePassed)
    assert state_of(on_paper()).negotiation.taken_over
    assert not state_of(in_a_round()).negotiation.taken_over


def test_nobodys_silence_counts_in_a_round_held_on_paper() -> None:
    close = region.on_day(DAY)(c.CloseNegotiationRound, **ARBITRATION)
    heard = [say.on_day(ENDED, DAY)(c.TakePosition, position=ACCEPT) for say in (region, commune)]
    refused = on_paper().when(*heard).refuses(close, rules.EveryAnswerNeeded)
    assert refused.values["awaited"] == "Opérateur a3"
    last = operator.on_day(ENDED, DAY)(
        c.TakePosition, position=Position(stance=Stance.RESERVE, remark="trop cher")
    )
    on_paper().when(*heard, last).accepts(close)
    agreed = operator.on_day(ENDED, DAY)(c.TakePosition, position=ACCEPT)
    on_paper().when(*heard, agreed).accepts(
        region.on_day(DAY)(c.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS)
    )


def test_an_answer_on_paper_was_given_while_the_round_was_open_or_is_late() -> None:
    late = commune.on_day(ENDED + timedelta(days=1), DAY)(c.TakePosition, position=ACCEPT)
    (event,) = on_paper().accepts(late).history[-1:]
    assert isinstance(event, e.LatePositionTaken)
    early = commune.on_day(HELD - timedelta(days=1), DAY)(c.TakePosition, position=ACCEPT)
    on_paper().refuses(early, DateBeforePrevious)


def test_whom_a_round_on_paper_did_not_hear_is_asked_again() -> None:
    again = region.on_day(DAY)(c.OpenNegotiationRound, deadline=TOMORROW)
    asked = on_paper().when(commune.on_day(ENDED, DAY)(c.TakePosition, position=ACCEPT), again)
    negotiation = state_of(asked).negotiation
    assert (negotiation.round, negotiation.taken_over, negotiation.positions) == (2, False, {})
    asked.refuses(again, RoundStillOpen)
