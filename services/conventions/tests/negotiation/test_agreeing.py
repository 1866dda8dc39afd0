"""The frozen text: what it needs, its digest, and what reopening it makes void."""

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.balance import TotalsDiffer, YearPlanDiffers
from conventions.domain.core.editing import RoundStillOpen
from conventions.domain.core.text import (
    arabic_sha256,
    canonical_text,
    french_sha256,
    text_sha256,
)
from conventions.domain.core.vocabulary import PartyRole, RoundOutcome, State
from conventions.domain.drafting import commands as drafting
from conventions.domain.drafting.events import ContributionPledged, PartyInvited
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation.events import NegotiationRoundClosed, TextReopened
from conventions.domain.negotiation.rules import RoundNotConcluded
from mithaq.canonical import digest

from ..approvals.story import NEEDED, request
from ..people import COMMUNE, ID, OPERATOR, REGION, STRANGER, commune, operator, region
from ..proposal import article, contribution, mad, party
from ..story import (
    TO_A_ROUND,
    TO_CONSENSUS,
    agreed,
    drafted,
    negotiated,
    ready_to_sign,
    signature,
    state_of,
)

REOPEN = region(c.ReopenText, reason="erreur")


def test_the_text_is_frozen_under_its_digest() -> None:
    frozen = state_of(agreed())
    assert frozen.state is State.TEXT_AGREED
    assert frozen.text is not None
    assert frozen.text.text_sha256 == digest(canonical_text(ID, frozen.terms))
    assert frozen.text.text_sha256_fr == french_sha256(frozen.terms)
    assert frozen.text.text_sha256_ar == arabic_sha256(frozen.terms) is not None


@pytest.mark.parametrize("rounds", [0, 1, 2, 5])
def test_the_text_is_agreed_after_a_concluded_round(rounds: int) -> None:
    story = drafted().when(*(*TO_A_ROUND, *TO_CONSENSUS)[:rounds])
    expected = core.CommandClosed if rounds < 2 else RoundStillOpen
    story.refuses(region(c.AgreeText), expected)


def test_an_edit_after_the_round_calls_for_another() -> None:
    edited = negotiated().when(region(drafting.WriteArticle, article=article("object", "!")))
    edited.refuses(region(c.AgreeText), RoundNotConcluded)


def test_rule_1_names_the_sums_and_their_differences() -> None:
    story = drafted().when(
        region(drafting.ReviseTotal, total=mad(1100), first_year=2026, last_year=2027, reason="r"),
        *TO_A_ROUND,
        *TO_CONSENSUS,
    )
    refused = story.refuses(region(c.AgreeText), TotalsDiffer)
    assert dict(refused.values) == {
        "total": "1100.00",
        "contributions": "1000.00",
        "costs": "1000.00",
        "contributions_difference": "-100.00",
        "costs_difference": "-100.00",
    }


def test_rule_3_names_action_year_and_difference() -> None:
    moved = contribution("region-27", REGION, 300, year=2026)
    pledge = region(drafting.PledgeContribution, contribution=moved)
    story = drafted().when(pledge, *TO_A_ROUND, *TO_CONSENSUS)
    refused = story.refuses(region(c.AgreeText), YearPlanDiffers)
    assert refused.values["year"] == 2026
    assert refused.values["difference"] == "300.00"


def test_reopening_voids_what_was_given() -> None:
    reopened = state_of(agreed().when(REOPEN))
    assert (reopened.state, reopened.text) == (State.IN_NEGOTIATION, None)
    assert not reopened.negotiation.concluded
    agreed().refuses(region(c.ReopenText, reason=" "), core.ReasonMissing)
    drafted().refuses(region(c.ReopenText, reason="x"), core.CommandClosed)


def test_reopening_names_each_visa_and_signature_it_voids() -> None:
    asked = agreed().when(request(*NEEDED))
    void = TextReopened(convention_id=ID, reason="erreur", void_approvals=NEEDED)
    asked.then(REOPEN, void)
    assert state_of(asked.given(void)).approvals == {}
    story = ready_to_sign()
    half = story.when(signature(story, operator), signature(story, commune))
    void = TextReopened(
        convention_id=ID,
        reason="erreur",
        void_approvals=NEEDED,
        void_signatures=(COMMUNE, OPERATOR),
    )
    half.then(REOPEN, void)
    assert state_of(half.given(void)).signing.signatures == {}


def test_the_same_terms_have_the_same_digest_whatever_their_order() -> None:
    again = drafted().when(
        region(drafting.WithdrawContribution, contribution="region-26"),
        region(drafting.PledgeContribution, contribution=contribution("region-26", REGION, 400)),
    )
    assert text_sha256(state_of(again)) == text_sha256(state_of(drafted()))


def test_no_text_is_agreed_in_which_somebody_owes_without_signing() -> None:
    """However the promise came there: the events of a log are not asked again."""
    silent = party(STRANGER, PartyRole.FUNDER, None, "Muette")
    theirs = contribution("theirs", STRANGER, 400)
    story = negotiated().given(
        PartyInvited(convention_id=ID, party=silent),
        ContributionPledged(convention_id=ID, contribution=theirs),
        NegotiationRoundClosed(convention_id=ID, round=2, outcome=RoundOutcome.CONSENSUS),
    )
    refused = story.refuses(region(c.AgreeText), core.PledgerDoesNotSign)
    assert refused.values["party"] == "Muette ff"
