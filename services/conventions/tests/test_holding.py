"""From which day the facts of a command hold."""

from datetime import date

from conventions.domain.commands.agreeing import EnterIntoForce
from conventions.domain.commands.amending import PutAmendmentIntoEffect
from conventions.domain.commands.executing import ReportProgress
from conventions.domain.holding import holds_from

from .amendments import RAISED
from .amendments import signed as amendment_signed
from .story import DAY, DRAFT, in_force, operator, region, signed, told

LATER = date(2026, 5, 1)
NAMED = date(2026, 4, 1)


def test_a_command_holds_from_its_own_day() -> None:
    assert holds_from(told().state, DRAFT) == DAY


def test_force_holds_from_the_last_signature_or_the_day_it_names() -> None:
    late = region.on_day(LATER)
    assert holds_from(signed().state, late(EnterIntoForce)) == DAY
    assert holds_from(signed().state, late(EnterIntoForce, in_force_on=NAMED)) == NAMED


def test_an_amendment_holds_from_its_last_signature_or_the_day_it_names() -> None:
    state, late = amendment_signed(in_force(), RAISED).state, region.on_day(LATER)
    assert holds_from(state, late(PutAmendmentIntoEffect, amendment=1)) == DAY
    named = late(PutAmendmentIntoEffect, amendment=1, effective_on=NAMED)
    assert holds_from(state, named) == NAMED
    assert holds_from(state, late(PutAmendmentIntoEffect, amendment=9)) == LATER


def test_progress_holds_from_the_day_it_was_seen() -> None:
    seen = operator.on_day(LATER)(ReportProgress, action="works", percent=1, observed_on=NAMED)
    assert holds_from(in_force().state, seen) == NAMED
