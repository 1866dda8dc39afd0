"""How late a tranche is on a day: counted from its due day, without the days of a suspension."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from conventions.domain.core.flow import Flow

# The first suspended day, and that of the resumption; None while it lasts.
Suspensions = Sequence[tuple[date, date | None]]
_ONE: Final = timedelta(days=1)


class Age(StrEnum):
    """For how many days a tranche is late."""

    TO_30 = "to_30"
    TO_60 = "to_60"
    TO_90 = "to_90"
    TO_180 = "to_180"
    OVER_180 = "over_180"


class LateKind(StrEnum):
    """What of a tranche waits after its due day: for its payer, for who builds, or for nobody."""

    PAYMENT = "payment"  # called and not paid: its payer is late
    CALL = "call"  # it may be called and is not: who builds is late
    BLOCKED = "blocked"  # conditions of its release are unmet: nobody is late with it
    JUSTIFICATION = "justification"  # paid and not justified, and another tranche waits for that


# Late by more than the first number of days, up to the second.
DAYS: Final[dict[Age, tuple[int, int | None]]] = {
    Age.TO_30: (0, 30),
    Age.TO_60: (30, 60),
    Age.TO_90: (60, 90),
    Age.TO_180: (90, 180),
    Age.OVER_180: (180, None),
}
MARKS: Final = tuple(over for over, _ in DAYS.values())


def days_late(due_on: date, on: date, suspensions: Suspensions = ()) -> int:
    """The days after `due_on` up to `on`, both after it and `on` counted; a suspended one is none.

    0: not late. The day of a resumption counts again.
    """
    suspended = sum(
        max((min(last - _ONE if last else on, on) - max(first - _ONE, due_on)).days, 0)
        for first, last in suspensions
    )
    return max((on - due_on).days - suspended, 0)


def age_of(days: int) -> Age:
    """Of what is late by so many days, one at least."""
    return next(age for age, (_, up_to) in DAYS.items() if up_to is None or days <= up_to)


def mark_of(days: int) -> int:
    """The last of 0, 30, 60, 90 and 180 days that this goes beyond."""
    return max(mark for mark in MARKS if mark < days)


def next_mark(days: int) -> int | None:
    """In how many days it goes beyond the next of them; None beyond the last."""
    return next((mark + 1 - days for mark in MARKS if mark >= days), None)


def unmet_since(asked: Flow, done: Flow, on: date) -> date | None:
    """The day since when, without a break up to `on`, more was asked than done."""
    changes = sorted(
        (day, sign * amount.centimes)
        for flow, sign in ((asked, 1), (done, -1))
        for day, amount in flow.moves
        if day <= on
    )
    left, since = 0, None
    for nth, (day, change) in enumerate(changes):
        left += change
        if nth + 1 < len(changes) and changes[nth + 1][0] == day:
            continue  # the day is told at its end
        since = (since or day) if left > 0 else None
    return since
