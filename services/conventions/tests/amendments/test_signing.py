"""Who signs an amendment: whoever owes otherwise than before, one person for one party."""

from dataclasses import replace

import pytest
from conventions.domain.amendments.effect import amended
from conventions.domain.amendments.rules import pledgers_changed
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.vocabulary import PartyRole
from conventions.domain.drafting.events import ContributionPledged, PartyInvited
from hypothesis import given
from hypothesis import strategies as st
from mithaq.commands import Caller

from ..people import COMMUNE, ID, OPERATOR, REGION, STRANGER, Say, commune, operator, region
from ..proposal import PLEDGES, contribution, mad, party
from ..story import Story, in_force, mandate, state_of
from .story import RAISED, SHIFTED, accept, agree, agreed, draft, operations, sign


def with_a_silent_debtor() -> Story:
    """As an old log may tell it: a beneficiary that never signed was made to promise."""
    silent = party(STRANGER, PartyRole.BENEFICIARY, None, "Muette")
    return in_force().given(
        PartyInvited(convention_id=ID, party=silent),
        ContributionPledged(
            convention_id=ID, contribution=replace(PLEDGES[0], organisation_id=STRANGER)
        ),
    )


@pytest.mark.parametrize("wanted", [RAISED, SHIFTED])
def test_no_amendment_moves_what_a_party_owes_that_does_not_sign(wanted: Operations) -> None:
    """Raised by the lead alone, or lowered: its promise changes only with its signature."""
    story = with_a_silent_debtor().when(draft(wanted), *accept(region, commune, operator))
    refused = story.refuses(agree(), core.PledgerDoesNotSign)
    assert refused.values["party"] == "Muette ff"


def test_whoever_owes_more_or_less_signs() -> None:
    signing = state_of(agreed(in_force(), SHIFTED)).amendments[1].signing
    assert signing.signatories == {REGION, COMMUNE}


@given(st.dictionaries(st.sampled_from([p.contribution for p in PLEDGES]), st.integers(0, 900)))
def test_property_every_changed_promise_names_its_party(amounts: dict[str, int]) -> None:
    terms = state_of(in_force()).terms
    after = amended(terms, operations(amounts))
    for name, old in terms.contributions.items():
        moved = old.amount != after.contributions[name].amount
        assert not moved or old.organisation_id in pledgers_changed(terms, after)


def test_a_promise_added_or_taken_over_names_both_parties() -> None:
    terms = state_of(in_force()).terms
    added = {**terms.contributions, "new": contribution("new", OPERATOR, 5)}
    assert pledgers_changed(terms, replace(terms, contributions=added)) == {OPERATOR}
    assert pledgers_changed(replace(terms, contributions=added), terms) == {OPERATOR}
    moved = replace(terms.contributions["region-26"], organisation_id=COMMUNE)
    shifted = {**terms.contributions, "region-26": moved}
    assert pledgers_changed(terms, replace(terms, contributions=shifted)) == {REGION, COMMUNE}


def test_one_person_signs_for_one_party_of_the_convention_and_its_amendments() -> None:
    """The operator's head signed the convention: no mandate of the commune lets it sign this."""
    twice = Caller(subject="OPERATOR-head", organisation=COMMUNE, roles=frozenset({"partner"}))
    story = agreed(in_force(), SHIFTED)
    refused = story.refuses(sign(story, Say(twice)), core.OnePersonTwoParties)
    assert refused.values["party"] == "Opérateur a3"
    deputy = Caller(subject="deputy", organisation=COMMUNE, roles=frozenset({"partner"}))
    story.accepts(sign(story, Say(deputy), mandate=mandate(deputy, ceiling=mad(350))))
