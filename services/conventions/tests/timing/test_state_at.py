"""A convention as it stood on any day: what held by then, as far as it was known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from conventions.domain.core.amendment import Operations, Reschedule
from conventions.domain.core.archived import FactKind, PaperState
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.convention import Convention
from conventions.domain.core.drift import drifts
from conventions.domain.core.held_balance import held_of
from conventions.domain.core.vocabulary import Stage, State
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.execution.commands import AcceptProgress, ReportProgress
from conventions.domain.state_at import Lived, state_at
from conventions.domain.takeover.events import TakeoverEvent
from conventions.domain.takeover.ordinary import ordinary
from conventions.domain.text_at import NotWrittenYet
from conventions.domain.timing.overdue import overdue
from conventions.domain.tranches import commands as tranches
from mithaq.money import ZERO

from ..amendments.story import effect, signed
from ..execution.story import REPORT
from ..lives import LIVES
from ..people import DAY, accountant, bookkeeper, commune, office, operator, region
from ..proposal import mad
from ..story import Story, in_force, state_of
from ..takeover import paper
from ..takeover.paper import (
    AMENDED,
    FILE,
    PAID,
    archivist,
    checker,
    confirm,
    fact,
    propose,
    running,
)
from ..tranches.story import paid, reverse, scheduled, step
from .story import DUE, after

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def history(story: Story) -> list[Lived]:
    """Recorded an hour apart."""
    return [
        Lived(event, origin, BEGINNING + timedelta(hours=nth))
        for nth, (event, origin) in enumerate(story.told)
    ]


def at(story: Story, days: int) -> Convention:
    return state_at(history(story), on=after(days))


def test_a_day_knows_nothing_of_what_came_later() -> None:
    back = reverse(Stage.PAID, 150, office.on_day(after(10)), reference="PayTranche R1 150")
    story = scheduled().when(*paid(150), back)
    assert [held_of(at(story, days)) for days in (9, 10)] == [mad(150), ZERO]
    late = [[each.tranche for each in overdue(at(story, n), after(n))] for n in (9, 10, 40)]
    assert late == [[], ["R1"], ["R1"]]


def test_what_was_suspended_is_told_as_it_was() -> None:
    story = scheduled().when(
        region.on_day(after(10))(SuspendConvention, reason="litige"),
        region.on_day(after(20))(ResumeConvention, reason="accord"),
    )
    assert [at(story, days).state for days in (9, 10, 20)] == [
        State.IN_FORCE,
        State.SUSPENDED,
        State.IN_FORCE,
    ]


def test_before_its_draft_there_was_none() -> None:
    with pytest.raises(NotWrittenYet):
        state_at(history(scheduled()), on=DAY - timedelta(days=1))
    with pytest.raises(NotWrittenYet):
        state_at(history(scheduled()), on=DUE, known_at=BEGINNING - timedelta(hours=1))


def test_what_was_recorded_later_was_not_known() -> None:
    told = history(scheduled())
    last = told[-1].recorded_at
    known = state_at(told, on=DUE, known_at=last - timedelta(minutes=1))
    assert (set(known.tranches), set(state_at(told, on=DUE).tranches)) == ({"R1"}, {"R1", "R2"})


EARLIER = (DAY - timedelta(days=50), DAY - timedelta(days=1), DAY, DAY + timedelta(days=1))


@pytest.mark.parametrize("day", EARLIER)
def test_nothing_is_told_of_a_tranche_before_it_was_planned(day: date) -> None:
    """Money that left earlier asks for a plan dated as early: what left rests on it every day."""
    planned = DAY + timedelta(days=1)
    story = in_force().when(
        region.on_day(planned)(
            tranches.PlanTranche,
            tranche="R2",
            contribution="region-26",
            amount=mad(400),
            due_on=DUE,
            documents=("site-report",),
        )
    )
    for say, command in (
        (office, step(tranches.ReportExternalPayment, office, 10, "R2")),
        (bookkeeper, REPORT),
    ):
        dated = replace(command, header=say.on_day(day, planned).header)
        if day < planned:
            refused = story.refuses(dated, DateBeforePrevious)
            assert (refused.values["fact"], refused.values["part"]) == ("tranche", "R2")
            continue
        told = history(story.when(dated))
        assert "R2" in state_at(told, on=day).tranches
        assert "R2" not in state_at(told, on=DAY).tranches


def test_an_amendment_of_the_plan_moves_nothing_that_left_before() -> None:
    later = Reschedule(tranche="R1", due_on=date(2026, 8, 1), amount=mad(150))
    moved = signed(scheduled(), Operations(reschedules=(later,))).when(
        replace(effect(), header=region.on_day(DUE).header)
    )
    told = history(moved)
    assert told[-1].provenance.effective_date == DUE
    moved.accepts(step(tranches.ReportExternalPayment, accountant.on_day(DAY, DUE), 10))


def test_no_progress_was_seen_before_the_convention_was_signed() -> None:
    early = bookkeeper(
        ReportProgress, action="works", percent=5, observed_on=DAY - timedelta(days=50)
    )
    refused = scheduled().refuses(early, DateBeforePrevious)
    assert refused.values["fact"] == "signed"
    scheduled().accepts(replace(early, observed_on=DAY))


@pytest.fixture(params=LIVES, ids=lambda each: each.__name__)
def life(request: pytest.FixtureRequest) -> Callable[[], Story]:
    """Each of the lives: not a story of this topic."""
    found: Callable[[], Story] = request.param
    return found


def test_every_day_of_every_life_adds_up(life: Callable[[], Story]) -> None:
    """No figure is negative on any pair of a day and a time of knowing; the last day is today."""
    story: Story = life()
    told = history(story)
    days = sorted({*(each.provenance.effective_date for each in told), *told_on_paper(story)})
    assert state_at(told, on=days[-1]) == state_of(story)
    for on in days:
        for known_at in (None, *(each.recorded_at for each in told[::7])):
            try:
                then = state_at(told, on=on, known_at=known_at)
            except NotWrittenYet:
                continue
            assert held_of(then) >= ZERO
            assert all(part.amount > ZERO for row in overdue(then, on) for part in row.parts)
            assert all(each.paid.centimes >= 0 for each in drifts(then, on))


def told_on_paper(story: Story) -> set[date]:
    facts = (each for each in story.history if isinstance(each, TakeoverEvent))
    return {each.on for event in facts for each in ordinary(event)}


def test_what_a_paper_file_tells_held_since_its_own_days() -> None:
    """Taken over in 2026, it was in force in 2019, and its payment was made that summer."""
    story = running(replace(AMENDED, state=PaperState.COMPLETED, since=paper.on("2021-05-01")))
    with pytest.raises(NotWrittenYet):
        state_at(history(story), on=date(2019, 3, 30))
    days = (date(2019, 3, 31), date(2019, 4, 1), date(2019, 6, 30), date(2021, 5, 1), DAY)
    then = [state_at(history(story), on=day) for day in days]
    assert [each.state for each in then] == [
        State.SIGNED,
        State.IN_FORCE,
        State.IN_FORCE,
        State.COMPLETED,
        State.COMPLETED,
    ]
    assert [held_of(each) for each in then] == [ZERO, ZERO, *[mad(100)] * 3]
    assert [each.terms.outline.total for each in then] == [*[mad(1_100)] * 3, *[mad(1_200)] * 2]
    with pytest.raises(NotWrittenYet):
        state_at(history(story), on=DAY, known_at=BEGINNING - timedelta(hours=1))


@pytest.mark.parametrize("proposed_on", [DAY, date(2019, 5, 1)])
def test_a_payment_placed_later_was_made_on_its_own_day(proposed_on: date) -> None:
    placed = fact(FactKind.PAYMENT, part="P1", to="region-19")
    story = running(replace(FILE, payments=(replace(PAID, contribution=None),))).when(
        propose(placed, archivist.on_day(proposed_on, DAY)), confirm(say=checker)
    )
    told = history(story)
    days = (date(2019, 5, 1), date(2019, 6, 29), date(2019, 6, 30), DAY)
    assert [held_of(state_at(told, on=day)) for day in days] == [ZERO, ZERO, mad(100), mad(100)]
    assert state_at(told, on=DAY).archive == state_of(story).archive
    unread = told[-1].recorded_at - timedelta(minutes=1)
    assert held_of(state_at(told, on=DAY, known_at=unread)) == ZERO


def progress(percent: int) -> tuple[ReportProgress, AcceptProgress]:
    return (
        bookkeeper(ReportProgress, action="works", percent=percent, observed_on=DAY),
        commune(AcceptProgress, action="works", percent=percent, observed_on=DAY),
    )


def test_works_that_lag_behind_their_money_drift() -> None:
    """150 of 900 in cash are paid: 16 percent."""
    story = scheduled().when(*paid(150))
    [drift] = drifts(state_of(story), DAY)
    assert (drift.physical, drift.financial, drift.points) == (0, 16, 16)
    assert (drift.beyond(25), drift.beyond(15)) == (False, True)
    [built] = drifts(state_of(story.when(*progress(50))), DAY)
    assert (built.physical, built.points, built.beyond(25)) == (50, -34, True)
    [before] = drifts(state_of(story), DAY - timedelta(days=1))
    assert (before.financial, before.paid.centimes) == (0, 0)


def test_what_builders_hold_goes_with_what_is_justified() -> None:
    story = scheduled().when(*paid(150), step(tranches.JustifyTranche, bookkeeper, 100))
    assert held_of(state_of(story)) == mad(50)
    assert operator.caller.organisation is not None
