"""What was written under an old version, read and acted upon today."""

import json
from dataclasses import replace
from pathlib import Path

from conventions.catalogue import CATALOGUE
from conventions.domain.core.terms import Party
from conventions.domain.core.text import canonical_text
from conventions.domain.core.vocabulary import PartyRole
from conventions.domain.drafting.commands import InviteParty
from conventions.domain.drafting.events import PartyInvited
from mithaq.canonical import digest

from ..people import ID, REGION, STRANGER, region
from ..proposal import party
from ..story import drafted, state_of

GOLDEN = Path(__file__).parents[1] / "golden"
# Of `DRAFT`, by the code as it was when PartyInvited was at version 1.
DIGEST_OF_VERSION_1 = "5c965e1dcc8ad1b7356c493506174907d873c7a827608a4e7af840138f36173c"


def invitation(version: int) -> PartyInvited:
    stored = (GOLDEN / f"PartyInvited.v{version}.json").read_text()
    event = CATALOGUE.decode("PartyInvited", version, stored)
    assert isinstance(event, PartyInvited)
    return event


def test_one_role_of_the_first_version_is_a_list_of_one() -> None:
    lead = Party(
        organisation_id=REGION,
        name_fr="Région a1",
        roles=(PartyRole.LEAD,),
        signing_order=2,
    )
    assert invitation(1) == PartyInvited(convention_id=ID, party=lead)
    assert invitation(2).party.roles == (PartyRole.LEAD, PartyRole.FUNDER)


def test_what_is_written_today_is_the_second_version() -> None:
    name, version, payload = CATALOGUE.encode(invitation(1))
    assert (name, version) == ("PartyInvited", 2)
    told = json.loads(payload)
    assert told.keys() == {"convention_id", "party"}
    assert told["party"]["roles"] == ["lead"]
    assert "role" not in told["party"]


def test_a_text_agreed_before_parties_had_several_roles_keeps_its_digest() -> None:
    """One role reads in the canonical text as version 1 had it; the digest is of that time."""
    terms = state_of(drafted()).terms
    bare = {name: replace(each, heading_ar=None) for name, each in terms.articles.items()}
    terms = replace(terms, articles=bare)  # nor was there an Arabic heading
    parties = canonical_text(ID, terms)["parties"]
    assert isinstance(parties, list)
    assert [each["role"] for each in parties] == ["lead", "funder", "project_owner"]
    assert not any("roles" in each for each in parties)
    assert digest(canonical_text(ID, terms)) == DIGEST_OF_VERSION_1


def test_the_order_in_which_roles_are_told_does_not_change_the_text() -> None:
    both = PartyRole.FUNDER, PartyRole.WITNESS
    one, other = (
        state_of(drafted().when(region(InviteParty, party=party(STRANGER, roles, None)))).terms
        for roles in (both, both[::-1])
    )
    assert one != other
    assert canonical_text(ID, one) == canonical_text(ID, other)
