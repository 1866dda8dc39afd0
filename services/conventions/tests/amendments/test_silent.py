"""Silence that counts as consent to an amendment: after working days, by nobody's hand."""

from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.amendments import commands as c
from conventions.domain.amendments import events as e
from conventions.domain.amendments.rules import AmendmentClosed
from conventions.domain.approvals.delays import ApprovalTacitlyGranted
from conventions.domain.core.rules import CapacityRefused
from conventions.domain.core.vocabulary import AmendmentState
from conventions.domain.lifecycle import effective_day

from ..approvals.silent import AFTER, BASIS, DELAY, FRAMED, LAST
from ..approvals.story import FINANCE, INTERIOR, REGION_COUNCIL
from ..people import DAY, ID, INTERIOR_MINISTRY, by_itself, interior, office, region
from ..story import Story, in_force, state_of
from .story import RAISED, frozen, grant, needed, refuse, request, step_of


def asked(corrected: dict[date, bool] | None = None) -> Story:
    """The region owes more: its council and the Interior are asked."""
    story = frozen(in_force().given(FRAMED), RAISED)
    assert needed(story) == (REGION_COUNCIL, INTERIOR)
    asking = request(REGION_COUNCIL, INTERIOR, FINANCE)
    return story.when(replace(asking, corrected=corrected or {}))


def tacitly(on: date = AFTER, **fields: object) -> c.GrantAmendmentTacitly:
    silence = {"approval": INTERIOR, **fields}
    return by_itself.on_day(on)(c.GrantAmendmentTacitly, amendment=1, **silence)


def moved(**delay: object) -> e.AmendmentTacitDelayMoved:
    to = replace(DELAY, **delay)  # type: ignore[arg-type]
    return e.AmendmentTacitDelayMoved(convention_id=ID, amendment=1, delay=to)


def test_the_request_says_until_when_each_may_answer() -> None:
    requested = asked().history[-1]
    assert isinstance(requested, e.AmendmentApprovalsRequested)
    assert requested.tacit == (DELAY,)
    known = asked({date(2026, 3, 20): False}).history[-1]
    assert isinstance(known, e.AmendmentApprovalsRequested)
    assert known.tacit[0].last_day == LAST - timedelta(days=1)


def test_without_an_answer_it_is_granted_the_day_after_and_the_last_opens_the_signature() -> None:
    granted = e.AmendmentApprovalGranted(
        convention_id=ID, amendment=1, approval=INTERIOR, instrument=BASIS, tacit=True
    )
    asked().then(tacitly(), granted)
    assert effective_day(state_of(asked()), tacitly()) == AFTER
    others = asked().when(grant(REGION_COUNCIL), grant(FINANCE))
    assert step_of(others.when(tacitly())) is AmendmentState.READY_TO_SIGN


def test_on_its_last_day_nothing_is_granted_yet() -> None:
    asked().then(tacitly(LAST))


def test_nobody_grants_by_silence_by_hand() -> None:
    for say in (office, region, interior):
        by_hand = say.on_day(AFTER)(c.GrantAmendmentTacitly, amendment=1, approval=INTERIOR)
        asked().refuses(by_hand, CapacityRefused)


def test_an_answer_stops_it_and_so_does_a_revision() -> None:
    asked().when(refuse(INTERIOR, interior.on_day(LAST))).then(tacitly())
    asked().when(grant(INTERIOR)).then(tacitly())
    revised = region(c.ReviseAmendment, amendment=1, reason="mieux", operations=RAISED)
    again = asked().when(revised)
    assert not state_of(again).amendments[1].tacit
    again.refuses(tacitly(), AmendmentClosed)


def test_a_refusal_that_is_recorded_after_the_delay_is_too_late() -> None:
    for say in (interior.on_day(AFTER), interior.on_day(LAST, recorded_on=AFTER)):
        asked().refuses(refuse(INTERIOR, say), ApprovalTacitlyGranted)
    asked().accepts(grant(INTERIOR, interior.on_day(AFTER)))


def test_what_has_no_delay_is_never_granted_by_silence() -> None:
    long_after = date(2027, 1, 4)
    for approval in (REGION_COUNCIL, FINANCE):
        asked().then(tacitly(long_after, approval=approval))
    story = frozen(in_force(), RAISED)
    story.when(request(REGION_COUNCIL, INTERIOR)).then(tacitly(long_after))


def test_a_correction_moves_the_last_day_of_what_is_not_over() -> None:
    again, off = by_itself.on_day(DAY + timedelta(days=9)), {date(2026, 3, 23): True}
    counted = again(c.CountAmendmentDelaysAgain, amendment=1, corrected=off)
    asked().then(counted, moved(last_day=AFTER))
    late = by_itself.on_day(AFTER)(c.CountAmendmentDelaysAgain, amendment=1, corrected=off)
    asked().then(late)
    asked().then(tacitly(corrected=off), moved(last_day=AFTER))
    worked = by_itself.on_day(LAST)(
        c.CountAmendmentDelaysAgain, amendment=1, corrected={date(2026, 3, 20): False}
    )
    asked().then(worked)


def test_who_cannot_act_says_nothing_by_silence() -> None:
    suspended = by_itself.on_day(AFTER).while_suspended(INTERIOR_MINISTRY)
    anew = moved(counted_from=AFTER, last_day=date(2026, 4, 29))
    asked().then(
        suspended(c.GrantAmendmentTacitly, amendment=1, approval=INTERIOR),
        replace(anew, unable=True),
    )
