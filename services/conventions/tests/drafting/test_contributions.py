"""What parties promise: pledged, pledged again, withdrawn."""

from dataclasses import replace

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.balance import YearOutsidePeriod
from conventions.domain.core.pledging import PartyUnknown, RolePledgesNothing
from conventions.domain.core.terms import Contribution
from conventions.domain.core.vocabulary import ContributionKind, PartyRole
from conventions.domain.drafting import commands as c
from conventions.domain.drafting import events as e
from mithaq.errors import MithaqError

from ..people import COMMUNE, ID, REGION, STRANGER, Say, commune, office, operator, region
from ..proposal import DRAFT, contribution, mad, party
from ..story import drafted, state_of, told


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


@pytest.mark.parametrize("say", [region, office])
@pytest.mark.parametrize(
    ("roles", "order", "rule"),
    [
        (PartyRole.FUNDER, None, core.PledgerDoesNotSign),
        ((PartyRole.BENEFICIARY, PartyRole.FUNDER), None, core.PledgerDoesNotSign),
        (PartyRole.PROJECT_OWNER, None, core.PledgerDoesNotSign),
        (PartyRole.WITNESS, 2, RolePledgesNothing),
        (PartyRole.BENEFICIARY, 2, RolePledgesNothing),
        ((PartyRole.BENEFICIARY, PartyRole.WITNESS), None, RolePledgesNothing),
    ],
)
def test_nobody_owes_what_nobody_of_theirs_signs(
    say: Say, roles: PartyRole | tuple[PartyRole, ...], order: int | None, rule: type[MithaqError]
) -> None:
    """Whoever pledges for them, the office included; alone, again, or in the very draft."""
    silent = party(STRANGER, roles, order)
    theirs = contribution("theirs", STRANGER, 5)
    pledge = say(c.PledgeContribution, contribution=theirs)
    drafted().when(region(c.InviteParty, party=silent)).refuses(pledge, rule)
    shifted = replace(DRAFT.contributions[0], organisation_id=STRANGER)
    again = say(c.PledgeContribution, contribution=shifted)
    drafted().when(region(c.InviteParty, party=silent)).refuses(again, rule)
    parties = (*DRAFT.parties, silent)
    whole = replace(DRAFT, parties=parties, contributions=(*DRAFT.contributions, theirs))
    told().refuses(whole, rule)


def test_a_beneficiary_that_funds_and_signs_pledges() -> None:
    both = party(STRANGER, (PartyRole.BENEFICIARY, PartyRole.FUNDER), 2)
    theirs = contribution("theirs", STRANGER, 5)
    invited = drafted().when(region(c.InviteParty, party=both))
    invited.accepts(region(c.PledgeContribution, contribution=theirs))
