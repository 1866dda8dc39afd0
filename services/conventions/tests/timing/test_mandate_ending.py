"""A mandate that ends soon is told where its party has still to sign."""

from datetime import date
from uuid import UUID

from conventions.domain.core.rules import CommandClosed
from conventions.domain.timing import commands as c
from conventions.domain.timing import events as e

from ..people import COMMUNE, ID, STRANGER, by_itself, commune
from ..story import in_force, ready_to_sign, signature

MANDATE = UUID(int=0x3001)
LAST = date(2026, 12, 31)


def ending(left: int = 90, party: UUID = COMMUNE, *, others: bool = False) -> c.NoteMandateEnding:
    return by_itself(
        c.NoteMandateEnding,
        organisation_id=party,
        mandate_id=MANDATE,
        last_day=LAST,
        days_left=left,
        others=others,
    )


def told(left: int = 90) -> e.SignatoryMandateEnding:
    return e.SignatoryMandateEnding(
        convention_id=ID,
        organisation_id=COMMUNE,
        mandate_id=MANDATE,
        last_day=LAST,
        days_left=left,
    )


def test_a_party_that_has_still_to_sign_is_told_each_time() -> None:
    ready_to_sign().then(ending(), told())
    once = ready_to_sign().when(ending())
    once.then(ending())
    once.then(ending(30), told(30))


def test_who_signed_or_has_another_mandate_is_not() -> None:
    story = ready_to_sign()
    story.then(ending(others=True))
    story.then(ending(party=STRANGER))
    story.when(signature(story, commune)).then(ending())


def test_what_is_in_force_waits_for_nobody() -> None:
    in_force().refuses(ending(), CommandClosed)
