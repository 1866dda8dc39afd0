"""What parties promise: pledged, pledged again, withdrawn."""

from dataclasses import replace

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.balance import YearOutsidePeriod
from conventions.domain.core.terms import Contribution
from conventions.domain.core.vocabulary import ContributionKind
from conventions.domain.drafting import commands as c
from conventions.domain.drafting import events as e
from conventions.domain.drafting.rules import PartyUnknown
from mithaq.errors import MithaqError

from ..people import COMMUNE, ID, REGION, STRANGER, commune, operator, region
from ..proposal import DRAFT, contribution, mad
from ..story import drafted, state_of


@pytest.mark.parametrize(
    ("pledged", "rule"),
    [
        (contribution("c", COMMUNE, 0), core.AmountNotPositive),
        (contribution("c", COMMUNE, -1), core.AmountNotPositive),
        (contribution("c", COMMUNE, 1, year=2031), YearOutsidePeriod),
        (contribution("c", STRANGER, 1), PartyUnknown),
        (replace(contribution("c", COMMUNE, 1), action="away"), core.ActionUnknown),
    ],
)
def test_a_pledge_is_refused(pledged: Contribution, rule: type[MithaqError]) -> None:
    drafted().refuses(region(c.PledgeContribution, contribution=pledged), rule)


def test_a_party_pledges_its_own_money_only() -> None:
    mine = contribution("commune-27", COMMUNE, 10, year=2027)
    pledged = e.ContributionPledged(convention_id=ID, contribution=mine)
    drafted().then(commune(c.PledgeContribution, contribution=mine), pledged)
    theirs = contribution("region-27", REGION, 10, year=2027)
    drafted().refuses(commune(c.PledgeContribution, contribution=theirs), core.NotTheFunder)
    taken = contribution("region-27", COMMUNE, 10, year=2027)
    drafted().refuses(commune(c.PledgeContribution, contribution=taken), core.NotTheFunder)
    drafted().refuses(
        operator(c.WithdrawContribution, contribution="commune-26"), core.NotTheFunder
    )


def test_pledging_the_same_again_changes_nothing() -> None:
    drafted().then(region(c.PledgeContribution, contribution=DRAFT.contributions[0]))


def test_a_pledge_changed_or_withdrawn_tells_what_it_was() -> None:
    before = DRAFT.contributions[0]
    less = contribution("region-26", REGION, 350)
    pledged = e.ContributionPledged(convention_id=ID, contribution=less, replaced=before)
    drafted().then(region(c.PledgeContribution, contribution=less), pledged)
    withdrawn = e.ContributionWithdrawn(convention_id=ID, contribution=before)
    drafted().then(region(c.WithdrawContribution, contribution="region-26"), withdrawn)
    drafted().refuses(region(c.WithdrawContribution, contribution="gone"), core.ContributionUnknown)


def test_land_is_valued_in_what_a_party_promises() -> None:
    assert state_of(drafted()).terms.promised_by(COMMUNE) == mad(300)
    assert DRAFT.contributions[2].kind is ContributionKind.LAND
