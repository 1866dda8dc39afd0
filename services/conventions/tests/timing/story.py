"""What time tells in the tests: R1 of 150, due on the first of June."""

from datetime import date, timedelta
from typing import Any

from conventions.domain.core.lateness import Age, LateKind, age_of, mark_of
from conventions.domain.timing import commands as c
from conventions.domain.timing import events as e

from ..people import ID, OPERATOR, REGION, by_itself
from ..proposal import mad
from ..story import Story, state_of

DUE = date(2026, 6, 1)
FIRST = DUE + timedelta(days=1)


def after(days: int) -> date:
    """So many days after the due day."""
    return DUE + timedelta(days=days)


def look(days: int, name: str = "R1", **more: object) -> c.NoteTrancheOverdue:
    """The deadline runs so many days after the due day."""
    return by_itself.on_day(after(days))(c.NoteTrancheOverdue, tranche=name, **more)


def unpaid(dirhams: int, since: date = FIRST) -> e.LatePart:
    return e.LatePart(kind=LateKind.PAYMENT, amount=mad(dirhams), owed_by=(REGION,), since=since)


def uncalled(dirhams: int) -> e.LatePart:
    return e.LatePart(kind=LateKind.CALL, amount=mad(dirhams), owed_by=(OPERATOR,), since=FIRST)


def blocked(dirhams: int, *unmet: str) -> e.LatePart:
    return e.LatePart(
        kind=LateKind.BLOCKED, amount=mad(dirhams), owed_by=(), since=FIRST, unmet=unmet
    )


def overdue(
    told: int, *parts: e.LatePart, next_in: int | None, counted: int | None = None, **more: Any
) -> e.TrancheOverdue:
    """As told so many days after the due day; the next mark comes that many days later.

    `counted` is how many of these days count, where a suspension takes some.
    """
    days = told if counted is None else counted
    fields: dict[str, Any] = {
        "due_on": DUE,
        "over_days": mark_of(days),
        "days": days,
        "age": Age(age_of(days)),
        "look_again_on": None if next_in is None else after(told + next_in),
    }
    return e.TrancheOverdue(
        convention_id=ID,
        tranche="R1",
        contribution="region-26",
        organisation_id=REGION,
        action="works",
        year=2026,
        parts=parts,
        **fields,
        **more,
    )


def last_day(story: Story) -> date:
    """Of its duration."""
    day = state_of(story).ends_on
    assert day is not None
    return day
