"""A round ends with its deadline's day: by consensus, or undecided and for the lead to decide."""

from datetime import timedelta

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.vocabulary import RoundOutcome
from conventions.domain.drafting.commands import ReviseTotal
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation import rules
from mithaq.commands import Caller

from ..people import ID, OFFICE, REGION_HEAD, Say, by_itself, commune, operator, region
from ..proposal import mad
from ..story import ACCEPT, DEADLINE, Story, in_a_round, negotiated, state_of

AFTER = DEADLINE + timedelta(days=1)
ENDED = e.NegotiationRoundEnded(convention_id=ID, round=1)
CONSENSUS = e.NegotiationRoundClosed(convention_id=ID, round=1, outcome=RoundOutcome.CONSENSUS)
late = by_itself.on_day(AFTER)
lead = region.on_day(AFTER)


def end(number: int = 1) -> c.EndNegotiationRound:
    return late(c.EndNegotiationRound, round=number)


def accepting(*said: Say) -> Story:
    return in_a_round().when(*(say(c.TakePosition, position=ACCEPT) for say in said))


def test_where_every_signing_party_accepts_it_is_a_consensus() -> None:
    accepting(region, commune, operator).then(end(), CONSENSUS)


@pytest.mark.parametrize("said", [(), (region,), (region, commune)])
def test_silence_is_no_consent(said: tuple[Say, ...]) -> None:
    accepting(*said).then(end(), ENDED)


def test_on_the_last_day_it_is_not_over() -> None:
    in_a_round().then(by_itself.on_day(DEADLINE)(c.EndNegotiationRound, round=1))


def test_what_is_over_already_is_left_as_it_is() -> None:
    negotiated().then(end())
    in_a_round().given(ENDED).then(end())
    in_a_round().then(end(2))
    negotiated().when(region(c.AgreeText)).refuses(end(), core.CommandClosed)


def test_a_round_taken_over_from_paper_is_not_ended_by_time() -> None:
    opened = state_of(in_a_round()).negotiation
    assert opened.opened_on is not None
    paper = e.NegotiationRoundOpened(
        convention_id=ID, round=2, opened_on=opened.opened_on, deadline=DEADLINE, recorded_on=AFTER
    )
    in_a_round().given(ENDED, paper).then(end(2))


def test_an_undecided_round_is_arbitrated_by_the_lead_or_asked_again() -> None:
    undecided = in_a_round().given(ENDED)
    decided = lead(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote")
    undecided.then(
        decided,
        e.NegotiationRoundClosed(
            convention_id=ID, round=1, outcome=RoundOutcome.ARBITRATION, reason="vote"
        ),
    )
    undecided.refuses(lead(c.AgreeText), rules.RoundNotConcluded)
    undecided.when(decided).when(lead(c.AgreeText))
    again = undecided.when(lead(c.OpenNegotiationRound, deadline=AFTER + timedelta(days=9)))
    assert state_of(again).negotiation.round == 2


def test_an_edit_leaves_nothing_to_arbitrate_and_nothing_to_answer() -> None:
    undecided = in_a_round().given(ENDED)
    edited = undecided.when(
        lead(ReviseTotal, total=mad(900), first_year=2026, last_year=2027, reason="budget")
    )
    arbitration = lead(c.CloseNegotiationRound, outcome=RoundOutcome.ARBITRATION, reason="vote")
    edited.refuses(arbitration, rules.RoundNotOpen)
    edited.refuses(commune.on_day(AFTER)(c.TakePosition, position=ACCEPT), rules.RoundNotOpen)


@pytest.mark.parametrize("caller", [OFFICE, REGION_HEAD])
def test_nobody_ends_a_round_by_hand(caller: Caller) -> None:
    by_hand = Say(caller, AFTER)(c.EndNegotiationRound, round=1)
    in_a_round().refuses(by_hand, core.CapacityRefused)
