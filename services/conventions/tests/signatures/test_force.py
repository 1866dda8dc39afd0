"""Entry into force, and the end that follows from it."""

from datetime import date

from conventions.domain.core.vocabulary import State
from conventions.domain.signatures.commands import EnterIntoForce
from conventions.domain.signatures.events import ConventionEnteredIntoForce
from conventions.domain.signatures.rules import ForceBeforeSignature
from mithaq.dating import DateInFuture

from ..people import DAY, ID, commune, operator, region
from ..story import in_force, ready_to_sign, signature, signed, state_of


def test_three_parties_sign_in_their_order() -> None:
    assert state_of(signed()).state is State.SIGNED


def test_it_ends_after_its_duration() -> None:
    entered = ConventionEnteredIntoForce(
        convention_id=ID, in_force_on=DAY, ends_on=date(2028, 3, 2)
    )
    signed().then(region(EnterIntoForce), entered)
    assert state_of(in_force()).ends_on == date(2028, 3, 2)


def test_force_begins_with_the_last_signature_or_on_a_later_day() -> None:
    assert state_of(in_force()).in_force_on == DAY
    later = region.on_day(date(2026, 5, 1))
    fixed = later(EnterIntoForce, in_force_on=date(2026, 4, 1))
    assert state_of(signed().when(fixed)).ends_on == date(2028, 4, 1)
    early = region(EnterIntoForce, in_force_on=date(2026, 3, 1))
    signed().refuses(early, ForceBeforeSignature)
    ahead = region(EnterIntoForce, in_force_on=date(2026, 4, 1))
    signed().refuses(ahead, DateInFuture)


def test_a_duration_ends_on_the_last_day_of_a_shorter_month() -> None:
    day = date(2026, 3, 31)
    story = ready_to_sign()
    last = signature(story, region.on_day(day))
    whole = story.when(signature(story, commune), signature(story, operator), last)
    in_force_since = whole.when(region.on_day(day)(EnterIntoForce))
    assert state_of(in_force_since).ends_on == date(2028, 3, 31)
