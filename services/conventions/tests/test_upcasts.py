"""What was written under an old version, read and acted upon today."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from conventions.catalogue import CATALOGUE
from conventions.domain.capacities import Capacity, capacities_of
from conventions.domain.commands.drafting import InviteParty
from conventions.domain.events.drafting import PartyInvited
from conventions.domain.text import canonical_text
from conventions.domain.vocabulary import PartyRole
from mithaq.canonical import digest

from .story import DRAFT, ID, REGION_HEAD, STRANGER, drafted, party, region, state_of, told

GOLDEN = Path(__file__).parent / "golden"
# Of `DRAFT`, by the code as it was when PartyInvited was at version 1.
DIGEST_OF_VERSION_1 = "5c965e1dcc8ad1b7356c493506174907d873c7a827608a4e7af840138f36173c"


def invitation(version: int) -> PartyInvited:
    stored = (GOLDEN / f"PartyInvited.v{version}.json").read_text()
    event = CATALOGUE.decode("PartyInvited", version, stored)
    assert isinstance(event, PartyInvited)
    return event


def test_one_role_of_the_first_version_is_a_list_of_one() -> None:
    assert invitation(1) == PartyInvited(
        convention_id=UUID("018f0000-0000-7000-8000-000000000001"),
        organisation_id=UUID("018f0000-0000-7000-8000-0000000000a1"),
        name_fr="Région a1",
        roles=(PartyRole.LEAD,),
        signing_order=2,
    )
    assert invitation(2).roles == (PartyRole.LEAD, PartyRole.FUNDER)


def test_what_is_written_today_is_the_second_version() -> None:
    name, version, payload = CATALOGUE.encode(invitation(1))
    assert (name, version) == ("PartyInvited", 2)
    assert json.loads(payload)["roles"] == ["lead"]
    assert "role" not in json.loads(payload)


def test_a_text_agreed_before_parties_had_several_roles_keeps_its_digest() -> None:
    """One role reads in the canonical text as version 1 had it; the digest is of that time."""
    terms = state_of(drafted()).terms
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


def test_a_party_acts_in_every_role_it_has() -> None:
    """A region that leads and builds: it justifies what it spent, without the office."""
    roles = PartyRole.LEAD, PartyRole.PROJECT_OWNER
    first, *others = DRAFT.parties
    draft = replace(DRAFT, parties=(replace(first, roles=roles), *others))
    found = capacities_of(state_of(told().when(draft)), REGION_HEAD)
    assert found >= {Capacity.LEAD, Capacity.OWNER, Capacity.SIGNATORY, Capacity.FUNDER}
    assert Capacity.OWNER not in capacities_of(state_of(drafted()), REGION_HEAD)
