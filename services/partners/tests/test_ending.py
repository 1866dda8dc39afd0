"""A mandate ends when its last day is over: an event tells it, once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.commands import Caller, system
from mithaq.deadlines import CancelDeadline, SetDeadline
from mithaq.events import LogRecord, Recorded
from mithaq.events.encoding import encode_metadata
from mithaq.morocco import day_after
from mithaq.testing.counter import request
from partners.deadlines import MANDATE_ENDING, MANDATE_ENDS, derive
from partners.domain import events as e
from partners.domain import rules
from partners.domain.commands import EndMandate, WarnOfMandateEnd

from .stories import (
    CONFIRMED,
    DAY,
    DECLINE,
    MANDATE,
    MANDATED,
    MAYOR,
    ORGANISATION,
    PERSON,
    RECORDED,
    REGISTRAR,
    REVOKE,
    REVOKED,
    SIGNING,
    header,
)

TIME = system("deadlines")
END = date(2027, 1, 1)  # the mandate holds until the last day of 2026
ENDED = e.MandateEnded(
    organisation_id=ORGANISATION,
    representative_id=PERSON,
    mandate_id=MANDATE,
    capacity="Président du conseil",
    instrument="Délibération 12/2026",
    ended_on=END,
)


def ending(on: date = END, caller: Caller = TIME, mandate: UUID = MANDATE) -> EndMandate:
    return EndMandate(header=header(caller, on), mandate_id=mandate)


def test_it_ends_on_the_day_after_its_last_confirmed_or_not() -> None:
    SIGNING.then(ending(), ENDED)
    MANDATED.then(ending(), ENDED)


def test_it_ends_once() -> None:
    SIGNING.given(ENDED).then(ending())


def test_a_deadline_that_was_moved_since_ends_nothing() -> None:
    SIGNING.then(ending(END - timedelta(days=1)))


def test_what_was_declined_or_revoked_at_once_does_not_end_besides() -> None:
    MANDATED.when(DECLINE).then(ending())
    SIGNING.when(REVOKE).then(ending())


def test_a_revocation_for_a_later_day_ends_it_on_that_day() -> None:
    later = date(2026, 6, 30)
    announced = SIGNING.when(replace(REVOKE, header=header(REGISTRAR), revoked_on=later))
    announced.then(ending(later), replace(ENDED, ended_on=later))


@pytest.mark.parametrize("caller", [MAYOR, REGISTRAR])
def test_nobody_ends_a_mandate_by_hand(caller: Caller) -> None:
    SIGNING.refuses(ending(caller=caller), rules.ByItselfOnly)


def test_of_an_unknown_mandate_nothing_ends() -> None:
    SIGNING.refuses(ending(mandate=UUID(int=9)), rules.MandateUnknown)


def warning(days: int, left: int | None = None, caller: Caller = TIME) -> WarnOfMandateEnd:
    """The deadline of so many days before the last one, run when `left` are left."""
    on = END - timedelta(days=1 + (days if left is None else left))
    return WarnOfMandateEnd(header=header(caller, on), mandate_id=MANDATE, within_days=days)


def near(left: int) -> e.MandateEnding:
    return e.MandateEnding(
        organisation_id=ORGANISATION,
        representative_id=PERSON,
        mandate_id=MANDATE,
        capacity="Président du conseil",
        instrument="Délibération 12/2026",
        last_day=END - timedelta(days=1),
        days_left=left,
    )


def test_its_end_is_told_ninety_and_thirty_days_before_and_each_once() -> None:
    SIGNING.then(warning(90), near(90))
    told = SIGNING.when(warning(90))
    told.then(warning(90))
    told.then(warning(30), near(30))
    told.when(warning(30)).then(warning(30))
    SIGNING.then(warning(90, left=12), near(12))
    SIGNING.when(warning(90, left=12)).then(warning(30, left=12))


def test_of_what_ended_or_holds_longer_no_end_is_told() -> None:
    SIGNING.given(ENDED).then(warning(30))
    SIGNING.then(warning(30, left=31))
    SIGNING.then(warning(30, left=-1))
    MANDATED.when(DECLINE).then(warning(30))


@pytest.mark.parametrize("caller", [MAYOR, REGISTRAR])
def test_nobody_tells_an_end_by_hand(caller: Caller) -> None:
    SIGNING.refuses(warning(30, caller=caller), rules.ByItselfOnly)


def recorded(
    event: e.MandateEvent | e.MandateTimeEvent, on: date = DAY
) -> Recorded[e.MandateEvent | e.MandateTimeEvent]:
    meta = encode_metadata(replace(request(), effective_date=on).metadata())
    now = datetime(2026, 3, 2, tzinfo=UTC)
    line = LogRecord(1, b"", uuid4(), "organisation-1", 1, "X", 1, "{}", meta, now)
    return Recorded("ma.mithaq.partners", line, event)


def test_its_deadline_is_the_first_moment_after_its_last_day_in_morocco() -> None:
    deadline, *warnings = derive(recorded(RECORDED))
    assert [each.part for each in warnings] == [f"{MANDATE}/90", f"{MANDATE}/30"]
    assert deadline == SetDeadline(
        kind=MANDATE_ENDS, part=str(MANDATE), due_at=datetime(2026, 12, 31, 23, tzinfo=UTC)
    )


def test_an_open_ended_mandate_has_no_deadline_and_a_confirmation_changes_none() -> None:
    assert derive(recorded(replace(RECORDED, valid_to=None))) == []
    assert derive(recorded(CONFIRMED)) == []


def test_a_revocation_moves_it_or_takes_it_away() -> None:
    gone = CancelDeadline(kind=MANDATE_ENDS, part=str(MANDATE))
    told = [CancelDeadline(kind=MANDATE_ENDING, part=f"{MANDATE}/{days}") for days in (90, 30)]
    assert derive(recorded(REVOKED)) == [gone, *told]
    assert derive(recorded(ENDED)) == [gone, *told]
    [moved] = derive(recorded(replace(REVOKED, revoked_on=date(2026, 6, 30))))
    assert moved == SetDeadline(
        kind=MANDATE_ENDS, part=str(MANDATE), due_at=datetime(2026, 6, 29, 23, tzinfo=UTC)
    )


@given(st.dates(date(2026, 1, 1), date(2100, 1, 1)), st.dates(date(2026, 1, 2), date(2100, 1, 1)))
def test_property_the_day_a_deadline_falls_due_is_a_day_on_which_it_ends(
    last: date, revoked: date
) -> None:
    """What the events set and what the state says agree: no deadline comes too early."""
    mandate = replace(RECORDED, valid_to=last)
    scenario = SIGNING.given(replace(mandate, mandate_id=UUID(int=77)))
    scenario.then(
        ending(day_after(last), mandate=UUID(int=77)),
        replace(ENDED, mandate_id=UUID(int=77), ended_on=day_after(last)),
    )
    scenario.then(ending(min(last, revoked), mandate=UUID(int=77)))
