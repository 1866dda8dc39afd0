"""How late a tranche is on a day, and who is late with it."""

from datetime import date, timedelta

import pytest
from conventions.domain.core.flow import EMPTY
from conventions.domain.core.lateness import (
    Age,
    age_of,
    days_late,
    mark_of,
    next_mark,
    unmet_since,
)
from conventions.domain.core.vocabulary import Stage
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.timing.events import LatePart
from conventions.domain.timing.lateness import days_of, late_parts
from conventions.domain.tranches import commands as tranches
from hypothesis import given
from hypothesis import strategies as st

from ..people import accountant, bookkeeper, office, operator, region
from ..proposal import mad
from ..story import Story, state_of
from ..tranches.story import paid, reverse, scheduled, step
from .story import DUE, after, blocked, uncalled, unpaid

DAYS = st.integers(0, 400)


def parts(story: Story, days: int, name: str = "R1") -> list[LatePart]:
    convention = state_of(story)
    return list(late_parts(convention, convention.tranches[name], after(days)))


@pytest.mark.parametrize(
    ("days", "age", "mark", "more"),
    [
        (1, Age.TO_30, 0, 30),
        (30, Age.TO_30, 0, 1),
        (31, Age.TO_60, 30, 30),
        (60, Age.TO_60, 30, 1),
        (61, Age.TO_90, 60, 30),
        (90, Age.TO_90, 60, 1),
        (91, Age.TO_180, 90, 90),
        (180, Age.TO_180, 90, 1),
        (181, Age.OVER_180, 180, None),
    ],
)
def test_the_ages_meet_without_a_gap(days: int, age: Age, mark: int, more: int | None) -> None:
    assert (age_of(days), mark_of(days), next_mark(days)) == (age, mark, more)


@given(st.lists(st.tuples(DAYS, DAYS), max_size=3), DAYS)
def test_suspended_days_are_counted_out_one_by_one(spans: list[tuple[int, int]], on: int) -> None:
    """As a count of each day by itself finds it."""
    ends = sorted({end for span in spans for end in span})
    apart = [(after(a), after(b)) for a, b in zip(ends[::2], ends[1::2], strict=False)]
    each = [after(n) for n in range(1, on + 1)]
    counted = [day for day in each if not any(first <= day < last for first, last in apart)]
    assert days_late(DUE, after(on), apart) == len(counted)


def test_a_suspension_that_lasts_stops_the_count() -> None:
    assert days_late(DUE, after(90), [(after(10), None)]) == 9
    assert days_late(DUE, after(90), [(after(-10), None)]) == 0


def test_since_when_more_was_asked_than_done() -> None:
    asked = EMPTY.move(date(2026, 5, 1), mad(10)).move(date(2026, 7, 1), mad(5))
    done = EMPTY.move(date(2026, 6, 1), mad(10))
    assert unmet_since(asked, done, date(2026, 5, 31)) == date(2026, 5, 1)
    assert unmet_since(asked, done, date(2026, 6, 30)) is None
    assert unmet_since(asked, done, date(2026, 8, 1)) == date(2026, 7, 1)


def test_on_its_due_day_nothing_is_late() -> None:
    assert parts(scheduled(), 0) == []


def test_what_may_be_called_and_is_not_is_the_owners_lateness() -> None:
    assert parts(scheduled(), 1) == [uncalled(150)]


def test_what_may_not_be_called_is_nobodys_and_tells_its_conditions() -> None:
    convention = state_of(scheduled())
    [part] = late_parts(convention, convention.tranches["R2"], date(2026, 9, 2))
    assert part.owed_by == ()
    assert set(part.unmet) == {"previous-justified", "progress-reached", "documents-deposited"}


def test_what_is_called_and_not_paid_is_the_payers() -> None:
    called = scheduled().when(step(tranches.CallFunds, operator, 100))
    assert parts(called, 5) == [unpaid(100), uncalled(50)]


def test_a_call_after_the_due_day_makes_the_payer_late_from_the_call_on() -> None:
    called = scheduled().when(step(tranches.CallFunds, operator.on_day(after(40)), 150))
    assert parts(called, 40) == [unpaid(150, since=after(40))]


def test_a_partial_payment_leaves_the_rest_late() -> None:
    """Beyond the order, it is as good as paid."""
    seen = accountant(tranches.ReportExternalPayment, tranche="R1", amount=mad(60), act="avis 9")
    called = scheduled().when(step(tranches.CallFunds, operator, 150))
    assert parts(called.when(seen), 5) == [unpaid(90)]


def test_what_is_paid_is_late_no_more_and_again_once_it_is_taken_back() -> None:
    story = scheduled().when(*paid(150))
    assert parts(story, 40) == []
    back = story.when(reverse(Stage.PAID, 150, reference="PayTranche R1 150"))
    assert parts(back, 40) == [unpaid(150)]


def test_paid_and_not_justified_is_late_once_the_next_tranche_waits_for_it() -> None:
    story = scheduled().when(*paid(150))
    before, then = parts(story, 92), parts(story, 93)
    assert before == []
    [part] = then
    assert (part.kind, part.amount, part.since) == ("justification", mad(150), after(93))
    proved = story.when(step(tranches.JustifyTranche, bookkeeper, 150))
    assert parts(proved, 93) == []


def test_a_cancelled_tranche_is_late_no_more() -> None:
    cancel = office.on_day(after(20))(tranches.CancelTranche, tranche="R1", reason="x")
    assert parts(scheduled().when(cancel), 21) == []


def test_the_days_of_a_suspension_do_not_count() -> None:
    story = scheduled().when(
        region.on_day(after(10))(SuspendConvention, reason="litige"),
        region.on_day(after(50))(ResumeConvention, reason="accord"),
    )
    convention = state_of(story)
    tranche = convention.tranches["R1"]
    counted = [days_of(convention, tranche, after(n)) for n in (9, 10, 49, 50, 60)]
    assert counted == [9, 9, 9, 10, 20]


def test_while_it_is_suspended_what_is_not_called_is_blocked_by_that() -> None:
    story = scheduled().when(region.on_day(after(10))(SuspendConvention, reason="litige"))
    assert parts(story, 30) == [blocked(150, "not-suspended")]
    assert DUE + timedelta(days=30) == after(30)
