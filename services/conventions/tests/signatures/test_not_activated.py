"""A convention that all signed and nobody put into force is told of once."""

from datetime import timedelta

from conventions.domain.core.activation import force_expected_by
from conventions.domain.core.rules import CommandClosed
from conventions.domain.signatures.commands import EnterIntoForce, NoteNotActivated
from conventions.domain.signatures.events import ConventionNotActivated

from ..people import DAY, ID, by_itself, region
from ..story import in_force, ready_to_sign, signed

EXPECTED = force_expected_by(DAY)
LATE = by_itself.on_day(EXPECTED + timedelta(days=1))(NoteNotActivated)


def test_it_is_told_once_after_its_days() -> None:
    told = ConventionNotActivated(convention_id=ID, signed_on=DAY, expected_by=EXPECTED)
    signed().then(LATE, told)
    signed().then(by_itself.on_day(EXPECTED)(NoteNotActivated))
    signed().when(LATE).then(LATE)


def test_it_is_of_what_all_signed_and_is_not_in_force() -> None:
    in_force().refuses(LATE, CommandClosed)
    ready_to_sign().refuses(LATE, CommandClosed)


def test_it_may_still_come_into_force() -> None:
    signed().when(LATE).accepts(region(EnterIntoForce))
