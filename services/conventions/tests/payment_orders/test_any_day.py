"""Whatever is ordered, approved, paid and taken back, and on whatever days: on none of them is more
paid than was cleared, or more cleared than was ordered, and no order lacks a person.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.vocabulary import Stage
from conventions.domain.state_at import Lived, state_at
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mithaq.errors import RuleBroken
from mithaq.money import ZERO

from ..people import DAY, REGION_HEAD, Say, accountant, clerk, controller, office, region, treasurer
from ..story import Story, state_of
from ..tranches.story import reverse
from .story import approve, order, pay, refuse, visaed

RECORDED = datetime(2026, 3, 9, tzinfo=UTC)
DAYS = [DAY + timedelta(days=n) for n in range(5)]
SECOND = Say(replace(REGION_HEAD, subject="second"))
Drawn = tuple[str, int, int, int]
STEPS = st.tuples(
    st.sampled_from(["order", "approve", "approve", "refuse", "pay", "undo-order", "undo-pay"]),
    st.integers(0, 4),
    st.sampled_from([10, 30, 60, 90]),
    st.integers(1, 4),
)
ANSWERING = (treasurer, controller, SECOND)


def command(drawn: Drawn, nth: int) -> ConventionCommand:
    kind, day, dirhams, number = drawn

    def say(who: Say) -> Any:
        return Say(who.caller, DAYS[day], DAYS[-1])

    match kind:
        case "order":
            return order(dirhams, say(region))
        case "approve":
            return approve(say(ANSWERING[dirhams % 3]), number)
        case "refuse":
            return refuse(say(treasurer), number)
        case "pay":
            return pay(dirhams, f"V {nth}", say(accountant))
        case "undo-order":
            return reverse(Stage.ORDERED, dirhams, say(clerk))
        case _:
            return reverse(Stage.PAID, dirhams, say(office), reference=f"V {number}")


def ensure_sound(story: Story) -> None:
    tranche = state_of(story).tranches["R1"]
    ordered, cleared, paid = tranche.flow(Stage.ORDERED), tranche.cleared, tranche.flow(Stage.PAID)
    days: set[date] = {day for flow in (ordered, cleared, paid) for day, _ in flow.moves}
    for day in days:
        assert ZERO <= paid.until(day) <= cleared.until(day) <= ordered.until(day), day
    orders = tranche.orders.values()
    assert sum(o.amount.centimes for o in orders) == ordered.total.centimes
    assert sum(o.cleared.centimes for o in orders) == cleared.total.centimes
    assert all(o.cleared <= o.amount for o in orders)
    assert all(not o.approved_by or not o.lacking or o.awaited for o in orders)


# What waits now had been cleared by the day of the second reversal: it is not what that one takes.
@example(
    [
        ("order", 4, 10, 2),
        ("order", 1, 90, 1),
        ("approve", 3, 10, 2),
        ("undo-order", 4, 60, 4),
        ("undo-order", 3, 30, 4),
    ]
)
@settings(max_examples=80, deadline=None)
@given(st.lists(STEPS, max_size=14))
def test_no_day_shows_more_paid_than_cleared_than_ordered(steps: list[Drawn]) -> None:
    story = visaed()
    for nth, drawn in enumerate(steps):
        try:
            story = story.when(command(drawn, nth))
        except RuleBroken:
            continue
        ensure_sound(story)
    ensure_any_day(story)


def ensure_any_day(story: Story) -> None:
    """Each order keeps its number on a day on which those before it did not hold."""
    whole = state_of(story).tranches["R1"].orders
    told = [Lived(event, origin, RECORDED) for event, origin in story.told]
    for day in DAYS:
        then = state_at(told, on=day).tranches["R1"]
        assert {number: order.on for number, order in then.orders.items()} == {
            number: order.on for number, order in whole.items() if order.on <= day
        }
        assert ZERO <= then.paid <= then.cleared.total <= then.ordered


def test_an_order_dated_back_is_approved_by_its_number() -> None:
    """Of the days before the first order holds, the second one is answered for all the same."""
    second = order(60, Say(region.caller, DAYS[1], DAYS[4]))
    approval = approve(Say(treasurer.caller, DAYS[2], DAYS[4]), 2)
    story = visaed().when(order(60, Say(region.caller, DAYS[4])), second, approval)
    ensure_any_day(story)
