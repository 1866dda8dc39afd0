"""What time alone is about to tell of a convention."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from conventions.domain.core.convention import Convention
from conventions.domain.timing import commands as c

from .. import people as p
from .days import DAY
from .due_money import Due

_NEAR: Final = 90


def passing(state: Convention, today: date) -> Iterator[Due]:
    """The end of the duration, near or over; each tranche whose day, or next mark, has come."""
    caller, last = p.by_itself.caller, state.ends_on
    if last is not None:
        left = (last - today).days
        if 0 <= left <= _NEAR and state.ending_told != last:
            yield c.NoteDurationEnding, caller, {}
        if left < 0 and not state.duration_over:
            yield c.NoteDurationOver, caller, {}
    for name, tranche in state.tranches.items():
        look = state.looks.get(name, tranche.planned.due_on + DAY)
        if tranche.paid < tranche.amount and look <= today:
            yield c.NoteTrancheOverdue, caller, {"tranche": name}
    if state.suspensions and state.suspensions[-1][1] is not None:
        yield c.CountLatenessAgain, caller, {}
