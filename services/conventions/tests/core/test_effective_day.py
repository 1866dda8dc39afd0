"""From which day the events of a command hold."""

from datetime import date

from conventions.domain.amendments.commands import PutAmendmentIntoEffect
from conventions.domain.execution.commands import ReportProgress
from conventions.domain.lifecycle import effective_day
from conventions.domain.signatures.commands import EnterIntoForce

from ..amendments.story import RAISED
from ..amendments.story import signed as amendment_signed
from ..people import DAY, operator, region
from ..proposal import DRAFT
from ..story import in_force, signed, told

LATER = date(2026, 5, 1)
NAMED = date(2026, 4, 1)


def test_a_command_holds_from_its_own_day() -> None:
    assert effective_day(told().state, DRAFT) == DAY


def test_force_holds_from_the_last_signature_or_the_day_it_names() -> None:
    late = region.on_day(LATER)
    assert effective_day(signed().state, late(EnterIntoForce)) == DAY
    assert effective_day(signed().state, late(EnterIntoForce, in_force_on=NAMED)) == NAMED


def test_an_amendment_holds_from_its_last_signature_or_the_day_it_names() -> None:
    state, late = amendment_signed(in_force(), RAISED).state, region.on_day(LATER)
    assert effective_day(state, late(PutAmendmentIntoEffect, amendment=1)) == DAY
    named = late(PutAmendmentIntoEffect, amendment=1, effective_on=NAMED)
    assert effective_day(state, named) == NAMED
    assert effective_day(state, late(PutAmendmentIntoEffect, amendment=9)) == LATER


def test_progress_holds_from_the_day_it_was_seen() -> None:
    seen = operator.on_day(LATER)(ReportProgress, action="works", percent=1, observed_on=NAMED)
    assert effective_day(in_force().state, seen) == NAMED
