"""A mandate holds for one party, one person, some days and so much money."""

from datetime import date

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.vocabulary import CeilingScope
from mithaq.errors import MithaqError

from ..people import COMMUNE_HEAD, DAY, REGION, commune
from ..proposal import mad
from ..story import mandate, ready_to_sign, refusal, signature
from .test_signing import party_signed, refused_by

LATE = commune.on_day(DAY, recorded_on=date(2026, 3, 20))
UNFIT: list[tuple[dict[str, object], type[MithaqError]]] = [
    ({"organisation_id": REGION}, core.MandateOfAnotherParty),
    ({"subject": "someone-else"}, core.MandateOfAnotherPerson),
    ({"confirmed": False}, core.MandateNotConfirmed),
    ({"valid_from": date(2026, 3, 3)}, core.MandateNotYetValid),
    ({"valid_to": date(2026, 3, 1)}, core.MandateExpired),
    ({"revoked_on": date(2026, 3, 2)}, core.MandateRevoked),
]
CEILINGS = [{"ceiling": mad(299), "ceiling_scope": scope} for scope in CeilingScope]


@pytest.mark.parametrize(("change", "rule"), UNFIT)
def test_a_mandate_that_does_not_hold_neither_signs_nor_refuses(
    change: dict[str, object], rule: type[MithaqError]
) -> None:
    story = ready_to_sign()
    bad = mandate(COMMUNE_HEAD, **change)
    story.refuses(signature(story, commune, mandate=bad), rule)
    story.refuses(refusal(story, commune, mandate=bad), rule)


@pytest.mark.parametrize("change", CEILINGS)
def test_a_ceiling_bounds_a_signature_and_no_refusal(change: dict[str, object]) -> None:
    story = ready_to_sign()
    low = mandate(COMMUNE_HEAD, **change)
    story.refuses(signature(story, commune, mandate=low), core.MandateCeilingExceeded)
    story.then(refusal(story, commune, mandate=low), refused_by(story, low))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"valid_to": date(2026, 3, 19)}, core.MandateExpired),
        ({"revoked_on": date(2026, 3, 20)}, core.MandateRevoked),
        ({"valid_from": date(2026, 3, 3)}, core.MandateNotYetValid),
    ],
)
def test_it_holds_today_and_on_the_day_signed_for(
    change: dict[str, object], rule: type[MithaqError]
) -> None:
    """Expired in March, it signs nothing in April "on" a day of March."""
    story = ready_to_sign()
    bad = mandate(COMMUNE_HEAD, **change)
    story.refuses(signature(story, LATE, mandate=bad), rule)
    story.refuses(refusal(story, LATE, mandate=bad), rule)


@pytest.mark.parametrize(
    "change",
    [
        {"valid_from": DAY},
        {"valid_to": DAY},
        {"valid_to": None},
        {"revoked_on": date(2026, 3, 3)},
        {"subject": COMMUNE_HEAD.subject.upper()},
        {"ceiling": mad(300)},
        {"ceiling": mad(300), "ceiling_scope": CeilingScope.SIGNATURE},
        {"subject": "COMMUNE-head"},
    ],
)
def test_a_mandate_holds_up_to_its_bounds(change: dict[str, object]) -> None:
    story = ready_to_sign()
    good = mandate(COMMUNE_HEAD, **change)
    story.then(signature(story, commune, mandate=good), party_signed(story, good))
