"""What one organisation may have of anything is bounded, and the bound is told by name."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from partners.domain import rules
from partners.domain.evolve import INITIAL
from partners.domain.mandating import MAX_MANDATES, ensure_room
from partners.domain.organisation import Confirmation, HeldMandate, Organisation
from partners.domain.signatories import MAX_REPRESENTATIVES, register_representative
from partners.domain.vocabulary import OrganisationState

from .stories import DAY, POWER, REPRESENT

IDS = [UUID(int=number) for number in range(MAX_MANDATES)]
FULL = {each: HeldMandate(mandate=POWER, recorded_by="u-clerk") for each in IDS}
OVER = [
    HeldMandate(mandate=POWER, recorded_by="u-clerk", confirmation=Confirmation.DECLINED),
    HeldMandate(mandate=POWER, recorded_by="u-clerk", revoked_on=DAY),
    HeldMandate(
        mandate=replace(POWER, valid_to=DAY - timedelta(days=1)),
        recorded_by="u-clerk",
        confirmation=Confirmation.GIVEN,
    ),
]


def test_mandates_that_may_still_hold_are_bounded() -> None:
    with pytest.raises(rules.TooManyMandates) as caught:
        ensure_room(replace(INITIAL, mandates=FULL), DAY)
    assert caught.value.values == {"limit": MAX_MANDATES}


@pytest.mark.parametrize("over", OVER)
def test_what_is_over_takes_no_room(over: HeldMandate) -> None:
    ensure_room(replace(INITIAL, mandates={**FULL, IDS[0]: over}), DAY)


def test_representatives_are_bounded_and_the_erased_take_no_room() -> None:
    persons = {each: f"p-{each}" for each in IDS[:MAX_REPRESENTATIVES]}
    full = Organisation(state=OrganisationState.ACTIVE, persons=persons)
    with pytest.raises(rules.TooManyRepresentatives) as caught:
        register_representative(full, REPRESENT)
    assert caught.value.values == {"limit": MAX_REPRESENTATIVES}
    register_representative(replace(full, erased=frozenset(IDS[:1])), REPRESENT)
