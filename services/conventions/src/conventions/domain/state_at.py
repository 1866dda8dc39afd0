"""A convention as it stood on a day, as far as it was known at a time: all of it, folded again.

Of a day holds what takes effect on it or earlier; of a time is known what was recorded by then. The
order in time of all events keeps what is left a whole: nothing holds before what it rests on.

What a paper file tells holds from the day of each of its facts, however late it was taken over; the
file itself, and what it leaves open, from the day on which it was checked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from mithaq.events import Provenance

from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.lifecycle import INITIAL, evolve, taken_on, taken_over
from conventions.domain.takeover.events import ConventionTakenOver, TakeoverEvent
from conventions.domain.takeover.ordinary import ordinary
from conventions.domain.text_at import NotWrittenYet


@dataclass(frozen=True, slots=True)
class Lived:
    """An event of the stream, whose it is and from which day it holds, and when it was recorded."""

    event: ConventionEvent
    provenance: Provenance
    recorded_at: datetime


def state_at(history: Iterable[Lived], *, on: date, known_at: datetime | None = None) -> Convention:
    """That day's. Raises NotWrittenYet before it was drafted, or before that was known."""
    state = taken_on(INITIAL)
    for lived in history:
        if known_at is not None and lived.recorded_at > known_at:
            continue
        for event, provenance in _holding(state, lived, on):
            state = evolve(state, event, provenance)
    found = taken_over(state)
    if not isinstance(found, Convention):
        raise NotWrittenYet(on=str(on), known_at=known_at.isoformat() if known_at else None)
    return found


def _holding(
    state: Absent | Convention, lived: Lived, on: date
) -> Iterator[tuple[ConventionEvent, Provenance]]:
    """What of it holds on that day; before there is a file, the facts that it tells alone."""
    event, holds = lived.event, lived.provenance.effective_date <= on
    whole = isinstance(event, ConventionTakenOver) or _filed(state)
    if not isinstance(event, TakeoverEvent) or (holds and whole):
        if holds:
            yield event, lived.provenance
        return
    for each in ordinary(event):
        if each.on <= on:
            yield each.event, each.provenance


def _filed(state: Absent | Convention) -> bool:
    return isinstance(state, Convention) and state.archive is not None
