"""A mandate holds for one party, one person, some days and so much money."""

from datetime import date

import pytest
from conventions.domain.core import rules as core
from mithaq.errors import MithaqError

from ..people import COMMUNE_HEAD, DAY, REGION, commune
from ..proposal import mad
from ..story import mandate, ready_to_sign, signature
from .test_signing import party_signed


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"organisation_id": REGION}, core.MandateOfAnotherParty),
        ({"subject": "someone-else"}, core.MandateOfAnotherPerson),
        ({"valid_from": date(2026, 3, 3)}, core.MandateNotYetValid),
        ({"valid_to": date(2026, 3, 1)}, core.MandateExpired),
        ({"revoked_on": date(2026, 3, 2)}, core.MandateRevoked),
        ({"ceiling": mad(299)}, core.MandateCeilingExceeded),
    ],
)
def test_a_mandate_that_does_not_hold_signs_nothing(
    change: dict[str, object], rule: type[MithaqError]
) -> None:
    story = ready_to_sign()
    bad = mandate(COMMUNE_HEAD, **change)
    story.refuses(signature(story, commune, mandate=bad), rule)


@pytest.mark.parametrize(
    "change",
    [
        {"valid_from": DAY},
        {"valid_to": DAY},
        {"valid_to": None},
        {"revoked_on": date(2026, 3, 3)},
        {"ceiling": mad(300)},
    ],
)
def test_a_mandate_holds_up_to_its_bounds(change: dict[str, object]) -> None:
    story = ready_to_sign()
    good = mandate(COMMUNE_HEAD, **change)
    story.then(signature(story, commune, mandate=good), party_signed(story, good))
