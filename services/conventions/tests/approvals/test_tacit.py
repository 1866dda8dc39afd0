"""Silence that counts as consent: after working days, by nobody's hand, and never of who cannot."""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.approvals import commands as c
from conventions.domain.approvals import events as e
from conventions.domain.approvals.delays import ApprovalTacitlyGranted
from conventions.domain.core.rules import CapacityRefused
from conventions.domain.core.vocabulary import State
from conventions.domain.lifecycle import effective_day
from conventions.domain.negotiation.commands import ReopenText

from ..people import DAY, ID, INTERIOR_MINISTRY, by_itself, interior, office, region
from ..story import agreed, state_of
from .silent import AFTER, BASIS, DELAY, FRAMED, LAST, asked
from .story import FINANCE, INTERIOR, NEEDED, grants, request


def tacitly(on: date = AFTER, **fields: object) -> c.GrantTacitly:
    return by_itself.on_day(on)(c.GrantTacitly, approval=INTERIOR, **fields)


def test_the_request_says_until_when_each_may_answer() -> None:
    requested = asked().history[-1]
    assert isinstance(requested, e.ApprovalsRequested)
    assert requested.tacit == (DELAY,)


def test_without_an_answer_it_is_granted_the_day_after_by_itself() -> None:
    granted = e.ApprovalGranted(convention_id=ID, approval=INTERIOR, instrument=BASIS, tacit=True)
    asked().then(tacitly(), granted)
    assert effective_day(state_of(asked()), tacitly()) == AFTER
    last = asked().when(*grants(*NEEDED[:2])).when(tacitly())
    assert state_of(last).state is State.READY_TO_SIGN


def test_on_its_last_day_nothing_is_granted_yet() -> None:
    asked().then(tacitly(LAST))


def test_nobody_grants_by_silence_by_hand() -> None:
    for say in (office, region, interior):
        asked().refuses(say.on_day(AFTER)(c.GrantTacitly, approval=INTERIOR), CapacityRefused)


def test_an_answer_stops_it_and_so_does_reopening() -> None:
    refused = interior.on_day(LAST)(c.RefuseApproval, approval=INTERIOR, reason="crédits")
    asked().when(refused).then(tacitly())
    granted = interior(c.GrantApproval, approval=INTERIOR, instrument="visa 1")
    asked().when(granted).then(tacitly())
    again = asked().when(region(ReopenText, reason="montants"))
    assert not state_of(again).approvals


def test_a_refusal_that_is_recorded_after_the_delay_is_too_late() -> None:
    for say in (interior.on_day(AFTER), interior.on_day(LAST, recorded_on=AFTER)):
        asked().refuses(
            say(c.RefuseApproval, approval=INTERIOR, reason="crédits"), ApprovalTacitlyGranted
        )
    late = interior.on_day(AFTER)(c.GrantApproval, approval=INTERIOR, instrument="visa 1")
    asked().accepts(late)


def test_what_has_no_delay_is_never_granted_by_silence() -> None:
    council = by_itself.on_day(date(2027, 1, 4))(c.GrantTacitly, approval=NEEDED[0])
    asked().then(council)
    more = agreed().given(FRAMED).when(request(*NEEDED, FINANCE))
    more.then(by_itself.on_day(date(2027, 1, 4))(c.GrantTacitly, approval=FINANCE))
    plain = agreed().when(request(*NEEDED))
    plain.then(tacitly(date(2027, 1, 4)))


def test_a_correction_known_when_it_is_asked_counts() -> None:
    working = {date(2026, 3, 20): False}
    requested = asked(working).history[-1]
    assert isinstance(requested, e.ApprovalsRequested)
    assert requested.tacit[0].last_day == LAST - timedelta(days=1)


def test_a_correction_moves_the_last_day_both_ways() -> None:
    again = by_itself.on_day(DAY + timedelta(days=9))
    for corrected, last_day in (
        ({date(2026, 3, 20): False}, LAST - timedelta(days=1)),
        ({date(2026, 3, 23): True}, AFTER),
    ):
        moved = e.TacitDelayMoved(convention_id=ID, delay=replace(DELAY, last_day=last_day))
        asked().then(again(c.CountDelaysAgain, corrected=corrected), moved)
    asked().then(again(c.CountDelaysAgain, corrected={date(2026, 12, 1): True}))


def test_no_correction_takes_the_current_day_from_the_body() -> None:
    """Announced on the last day, a day that was worked after all would have ended it yesterday."""
    today = by_itself.on_day(LAST)
    asked().then(today(c.CountDelaysAgain, corrected={date(2026, 3, 20): False}))


def test_what_is_over_stays_over_and_what_is_due_is_counted_again() -> None:
    off = {date(2026, 3, 23): True}
    asked().then(by_itself.on_day(AFTER)(c.CountDelaysAgain, corrected=off))
    moved = e.TacitDelayMoved(convention_id=ID, delay=replace(DELAY, last_day=AFTER))
    asked().then(tacitly(corrected=off), moved)


def test_who_cannot_act_says_nothing_by_silence() -> None:
    suspended = by_itself.on_day(AFTER).while_suspended(INTERIOR_MINISTRY)
    anew = replace(DELAY, counted_from=AFTER, last_day=date(2026, 4, 29))
    moved = e.TacitDelayMoved(convention_id=ID, delay=anew, unable=True)
    asked().then(suspended(c.GrantTacitly, approval=INTERIOR), moved)
