"""Rounds, positions, consensus, arbitration, the frozen text."""

from datetime import date, timedelta

import pytest
from conventions.domain.commands import agreeing as c
from conventions.domain.commands import drafting
from conventions.domain.events import agreeing as e
from conventions.domain.rules import access, negotiating, terms
from conventions.domain.text import canonical_text, text_sha256
from conventions.domain.vocabulary import RoundOutcome, Stance, State
from mithaq.canonical import digest

from .story import (
    ACCEPT,
    COMMUNE,
    ID,
    NEGOTIATED,
    REGION,
    Story,
    agreed,
    article,
    commune,
    contribution,
    drafted,
    mad,
    negotiated,
    operator,
    region,
    state_of,
)

DEADLINE = date(2026, 3, 31)
LATE = DEADLINE + timedelta(days=1)
CONSENSUS = region(c.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS)
OBJECTION = {"article": "financing", "stance": Stance.AMEND, "remark": "trop cher"}


def asked() -> Story:
    """A first round is open."""
    return drafted().when(*NEGOTIATED[:2])


def test_a_round_has_a_number_and_a_deadline_to_come() -> None:
    proposed = drafted().when(NEGOTIATED[0])
    opened = e.NegotiationRoundOpened(convention_id=ID, round=1, deadline=DEADLINE)
    proposed.then(region(c.OpenNegotiationRound, deadline=DEADLINE), opened)
    past = region(c.OpenNegotiationRound, deadline=date(2026, 3, 1))
    proposed.refuses(past, negotiating.DeadlinePassed)
    asked().refuses(region(c.OpenNegotiationRound, deadline=DEADLINE), negotiating.RoundStillOpen)


def test_a_position_is_recorded_with_who_and_what() -> None:
    taken = e.PositionTaken(
        convention_id=ID,
        round=1,
        organisation_id=COMMUNE,
        article="financing",
        stance=Stance.AMEND,
        remark="trop cher",
    )
    asked().then(commune(c.TakePosition, **OBJECTION), taken)
    asked().given(taken).then(commune(c.TakePosition, **OBJECTION))


def test_positions_have_their_rules() -> None:
    story = asked()
    bare = commune(c.TakePosition, stance=Stance.RESERVE)
    story.refuses(bare, negotiating.RemarkMissing)
    unknown = commune(c.TakePosition, stance=Stance.ACCEPT, article="nowhere")
    story.refuses(unknown, negotiating.ArticleUnknown)
    late = commune.on_day(LATE)(c.TakePosition, **ACCEPT)
    story.refuses(late, negotiating.RoundDeadlinePassed)
    negotiated().refuses(commune(c.TakePosition, **ACCEPT), negotiating.RoundNotOpen)
    assert story.when(commune.on_day(DEADLINE)(c.TakePosition, **ACCEPT))


def test_consensus_needs_every_signing_party() -> None:
    story = asked().when(region(c.TakePosition, **ACCEPT), commune(c.TakePosition, **OBJECTION))
    refused = story.refuses(CONSENSUS, negotiating.ConsensusNotReached)
    assert refused.values["awaited"] == "Commune a2, Opérateur a3"
    heard = story.when(operator(c.TakePosition, **ACCEPT), commune(c.TakePosition, **ACCEPT))
    heard.then(
        CONSENSUS,
        e.NegotiationRoundClosed(convention_id=ID, round=1, outcome=RoundOutcome.CONSENSUS),
    )


def test_accepting_each_article_is_accepting_the_text() -> None:
    each = [
        commune(c.TakePosition, article=name, stance=Stance.ACCEPT)
        for name in ("object", "commitments", "financing", "duration")
    ]
    others = (region(c.TakePosition, **ACCEPT), operator(c.TakePosition, **ACCEPT))
    asked().when(*others, *each[:3]).refuses(CONSENSUS, negotiating.ConsensusNotReached)
    assert asked().when(*others, *each, CONSENSUS)


def test_arbitration_waits_for_the_parties_and_says_why() -> None:
    arbitrate = {"outcome": RoundOutcome.ARBITRATION, "reason": "urgence"}
    story = asked().when(commune(c.TakePosition, **OBJECTION))
    story.refuses(region(c.CloseNegotiationRound, **arbitrate), negotiating.AnswersAwaited)
    assert story.when(region.on_day(LATE)(c.CloseNegotiationRound, **arbitrate))
    silent = arbitrate | {"reason": None}
    story.refuses(region.on_day(LATE)(c.CloseNegotiationRound, **silent), access.ReasonMissing)
    story.refuses(commune(c.CloseNegotiationRound, **arbitrate), access.CapacityRefused)


def test_the_text_is_frozen_under_its_digest() -> None:
    frozen = state_of(agreed())
    assert frozen.state is State.TEXT_AGREED
    assert frozen.text is not None
    assert frozen.text.text_sha256 == digest(canonical_text(ID, frozen.terms))
    assert frozen.text.text_sha256_ar is not None


@pytest.mark.parametrize("rounds", [0, 1, 2, 5])
def test_the_text_is_agreed_after_a_concluded_round(rounds: int) -> None:
    story = drafted().when(*NEGOTIATED[:rounds])
    expected = access.CommandClosed if rounds < 2 else negotiating.RoundStillOpen
    story.refuses(region(c.AgreeText), expected)


def test_an_edit_after_the_round_calls_for_another() -> None:
    edited = negotiated().when(region(drafting.WriteArticle, article=article("object", "!")))
    edited.refuses(region(c.AgreeText), negotiating.RoundNotConcluded)


def test_rule_1_names_the_sums_and_their_differences() -> None:
    story = drafted().when(
        region(drafting.ReviseTotal, total=mad(1100), first_year=2026, last_year=2027, reason="r"),
        *NEGOTIATED,
    )
    refused = story.refuses(region(c.AgreeText), terms.TotalsDiffer)
    assert dict(refused.values) == {
        "total": "1100.00",
        "contributions": "1000.00",
        "costs": "1000.00",
        "contributions_difference": "-100.00",
        "costs_difference": "-100.00",
    }


def test_rule_3_names_action_year_and_difference() -> None:
    moved = contribution("region-27", REGION, 300, year=2026)
    story = drafted().when(region(drafting.PledgeContribution, contribution=moved), *NEGOTIATED)
    refused = story.refuses(region(c.AgreeText), terms.YearPlanDiffers)
    assert refused.values["year"] == 2026
    assert refused.values["difference"] == "300.00"


def test_reopening_voids_what_was_given() -> None:
    reopened = state_of(agreed().when(region(c.ReopenText, reason="erreur")))
    assert (reopened.state, reopened.text) == (State.IN_NEGOTIATION, None)
    assert not reopened.negotiation.concluded
    agreed().refuses(region(c.ReopenText, reason=" "), access.ReasonMissing)
    drafted().refuses(region(c.ReopenText, reason="x"), access.CommandClosed)


def test_the_same_terms_have_the_same_digest_whatever_their_order() -> None:
    again = drafted().when(
        region(drafting.WithdrawContribution, contribution="region-26"),
        region(drafting.PledgeContribution, contribution=contribution("region-26", REGION, 400)),
    )
    assert text_sha256(state_of(again)) == text_sha256(state_of(drafted()))
