"""Who may do what, by token and by part in the convention."""

from dataclasses import replace

from conventions.domain.core.policy import Capacity, capacities_of
from conventions.domain.core.vocabulary import PartyRole

from ..people import REGION_HEAD
from ..proposal import DRAFT
from ..story import drafted, state_of, told


def test_a_party_acts_in_every_role_it_has() -> None:
    """A region that leads and builds: it justifies what it spent, without the office."""
    roles = PartyRole.LEAD, PartyRole.PROJECT_OWNER
    first, *others = DRAFT.parties
    draft = replace(DRAFT, parties=(replace(first, roles=roles), *others))
    found = capacities_of(state_of(told().when(draft)), REGION_HEAD)
    assert found >= {Capacity.LEAD, Capacity.OWNER, Capacity.SIGNATORY, Capacity.FUNDER}
    assert Capacity.OWNER not in capacities_of(state_of(drafted()), REGION_HEAD)
