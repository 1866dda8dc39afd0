"""What deadlines tell of a tranche: its day is over, then each mark; nothing once it is paid."""

from datetime import date

import pytest
from conventions.domain.core.vocabulary import Stage
from conventions.domain.ending.commands import ResumeConvention, SuspendConvention
from conventions.domain.timing import commands as c
from conventions.domain.timing import events as e
from conventions.domain.tranches import commands as tranches

from ..people import ID, by_itself, office, operator, region
from ..tranches.story import paid, reverse, scheduled, step
from .story import after, blocked, look, overdue, uncalled, unpaid

CALL = step(tranches.CallFunds, operator, 150)


def test_its_day_over_is_told_once() -> None:
    story = scheduled()
    story.then(look(0))
    story.then(look(1), overdue(1, uncalled(150), next_in=30))
    story.when(look(1)).then(look(1))
    story.when(look(1)).then(look(30))


def test_each_mark_is_told_once_with_the_amount_of_then() -> None:
    story = scheduled().when(look(1), CALL)
    for days, more in ((31, 30), (61, 30), (91, 90), (181, None)):
        story.then(look(days), overdue(days, unpaid(150), next_in=more))
        story = story.when(look(days))
        story.then(look(days))


def test_a_worker_that_is_late_tells_the_mark_of_the_day_it_runs() -> None:
    scheduled().when(CALL).then(look(100), overdue(100, unpaid(150), next_in=81))


@pytest.mark.parametrize("days", [1, 31, 61, 91, 181])
def test_what_was_paid_meanwhile_is_told_no_more(days: int) -> None:
    scheduled().when(look(1) if days > 1 else CALL, *paid(150)[days == 1 :]).then(look(days))


def test_what_was_cancelled_is_told_no_more() -> None:
    cancel = office.on_day(after(5))(tranches.CancelTranche, tranche="R1", reason="x")
    scheduled().when(look(1), cancel).then(look(31))
    scheduled().then(look(31, name="none"))


def test_a_payment_taken_back_after_the_due_day_is_late_again_and_told_again() -> None:
    back = reverse(Stage.PAID, 150, office.on_day(after(10)), reference="PayTranche R1 150")
    story = scheduled().when(*paid(150))
    story.then(look(10))
    again = look(10, again=True)
    story.when(back).then(again, overdue(10, unpaid(150, after(10)), next_in=21, again=True))
    story.when(back, again).then(look(31), overdue(31, unpaid(150, after(10)), next_in=30))


def test_taken_back_before_the_due_day_nothing_is_late_yet() -> None:
    back = reverse(Stage.PAID, 150, reference="PayTranche R1 150")
    scheduled().when(*paid(150), back).then(look(-5, again=True))


def test_a_mark_that_falls_into_a_suspension_comes_later() -> None:
    suspended = region.on_day(after(10))(SuspendConvention, reason="litige")
    story = scheduled().when(look(1), suspended)
    story.then(look(31))
    resumed = story.when(region.on_day(after(50))(ResumeConvention, reason="accord"))
    again = by_itself.on_day(after(50))(c.CountLatenessAgain)
    looks = (e.NextLook(tranche="R1", on=after(71)),)
    resumed.then(again, e.LatenessCounted(convention_id=ID, looks=looks))
    counted = resumed.when(again)
    counted.then(again)
    counted.then(look(70))
    told = overdue(71, uncalled(150), next_in=30, counted=31)
    counted.then(look(71), told)


def test_due_while_it_was_suspended_it_is_told_on_the_resumption() -> None:
    story = scheduled().when(region.on_day(after(-5))(SuspendConvention, reason="litige"))
    story.then(look(1))
    resumed = story.when(region.on_day(after(20))(ResumeConvention, reason="accord"))
    again = by_itself.on_day(after(20))(c.CountLatenessAgain)
    looks = (e.NextLook(tranche="R1", on=after(20)),)
    resumed.then(again, e.LatenessCounted(convention_id=ID, looks=looks))
    told = overdue(20, uncalled(150), next_in=30, counted=1)
    resumed.then(look(20), told)


def test_with_nothing_due_a_resumption_counts_nothing() -> None:
    story = scheduled().when(
        region.on_day(date(2026, 4, 1))(SuspendConvention, reason="litige"),
        region.on_day(date(2026, 4, 9))(ResumeConvention, reason="accord"),
    )
    story.then(by_itself.on_day(date(2026, 4, 9))(c.CountLatenessAgain))


def test_blocked_is_told_as_nobodys() -> None:
    story = scheduled().when(region.on_day(after(10))(SuspendConvention, reason="litige"))
    part = blocked(150, "not-suspended")
    story.then(look(12), overdue(12, part, next_in=22, counted=9))
