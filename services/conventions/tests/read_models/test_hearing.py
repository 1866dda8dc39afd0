"""Which events a list hears of, and what it makes of those that time alone tells."""

from typing import get_args

from conventions.catalogue import SOURCE
from conventions.domain.core.commands import ENDED
from conventions.domain.core.event import ConventionEvent
from conventions.domain.obligations.events import ObligationMissed
from conventions.domain.outcomes import LEADS_TO
from conventions.domain.signatures.events import ConventionLapsed
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.timing.events import TimingEvent
from conventions.read_models.convention_list import OF_TIME, told_by_time
from conventions.read_models.obligation_list import OwedEvent
from conventions.read_models.treasury_statements import ComparedEvent
from mithaq.commands import SYSTEM, system
from mithaq.events import Actor
from mithaq.testing.recorded import TESTER, recorded

from ..lives import owing
from ..people import DAY, ID

MISSED = next(each for each in owing().history if isinstance(each, ObligationMissed))
DEADLINES = system("deadlines").actor(SYSTEM)


def test_whatever_ends_a_convention_ends_what_it_owes() -> None:
    ends = {event for event, (_, target) in LEADS_TO.items() if target in ENDED}
    assert ends <= set(get_args(OwedEvent))


def test_a_statement_is_compared_with_payments_on_paper_too() -> None:
    assert set(get_args(TakeoverEvent)) <= set(get_args(ComparedEvent))


def told(event: ConventionEvent, by: Actor = DEADLINES) -> bool:
    line = recorded(SOURCE, event, f"convention-{ID}", effective_date=DAY, by=by).line
    return told_by_time(event, line.meta)


def test_what_time_alone_tells_is_not_heard_of_anybody() -> None:
    """A convention of which nothing else is told sleeps; a person's word, or a new state, wakes."""
    assert {ObligationMissed, *get_args(TimingEvent)} <= OF_TIME
    assert told(MISSED)
    assert not told(MISSED, TESTER)
    assert not told(ConventionLapsed(convention_id=ID, sign_by=DAY, given_up=()))
