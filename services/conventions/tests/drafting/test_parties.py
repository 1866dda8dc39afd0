"""Who is a party: invited, removed."""

import pytest
from conventions.domain.core.pledging import PartyUnknown
from conventions.domain.core.terms import Party
from conventions.domain.core.vocabulary import PartyRole
from conventions.domain.drafting import commands as c
from conventions.domain.drafting import events as e
from conventions.domain.drafting import rules
from mithaq.errors import MithaqError

from ..people import COMMUNE, ID, STRANGER, region
from ..proposal import party
from ..story import drafted, state_of


def test_a_party_is_invited_and_removed() -> None:
    witness = party(STRANGER, PartyRole.WITNESS, None, "Témoin")
    invitation = e.PartyInvited(convention_id=ID, party=witness)
    drafted().then(region(c.InviteParty, party=witness), invitation)
    invited = drafted().given(invitation)
    assert state_of(invited).terms.parties[STRANGER] == witness
    removed = e.PartyRemoved(convention_id=ID, party=witness)
    invited.then(region(c.RemoveParty, organisation_id=STRANGER), removed)
    assert STRANGER not in state_of(invited.given(removed)).terms.parties


@pytest.mark.parametrize(
    ("invited", "rule"),
    [
        (party(COMMUNE, PartyRole.WITNESS, None), rules.PartyAlreadyInvited),
        (party(STRANGER, PartyRole.LEAD, None), rules.LeadAlreadyNamed),
        (party(STRANGER, (PartyRole.FUNDER, PartyRole.LEAD), None), rules.LeadAlreadyNamed),
        (party(STRANGER, (), None), rules.RolesMalformed),
        (party(STRANGER, (PartyRole.FUNDER, PartyRole.FUNDER), None), rules.RolesMalformed),
        (party(STRANGER, PartyRole.WITNESS, 0), rules.SigningOrderMalformed),
        (party(STRANGER, PartyRole.SIGNATORY, None), rules.SignatoryWithoutOrder),
    ],
)
def test_an_invitation_is_refused(invited: Party, rule: type[MithaqError]) -> None:
    drafted().refuses(region(c.InviteParty, party=invited), rule)


def test_a_party_that_promises_stays() -> None:
    refused = drafted().refuses(
        region(c.RemoveParty, organisation_id=COMMUNE), rules.PartyHasContributions
    )
    assert refused.values["contributions"] == "commune-26, commune-land"
    drafted().refuses(region(c.RemoveParty, organisation_id=STRANGER), PartyUnknown)
