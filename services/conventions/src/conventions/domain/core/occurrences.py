"""When obligations fall due: computed from the text, the force and the end, never stored.

Only what became of an occurrence is remembered, move by move, so that its state is known of any
day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from conventions.domain.core.duties import DoneBy
from conventions.domain.core.months import months_after
from conventions.domain.core.obligation import DueKind, EvidenceDocument, Obligation, Occurrence

# Ten years month by month. A text that would count more is refused where it is written or extended.
OCCURRENCES_LIMIT: Final = 120
_DAY: Final = timedelta(days=1)


class OccurrenceState(StrEnum):
    """Where an obligation stands for one of its occurrences."""

    DUE = "due"
    SUBMITTED = "submitted"
    CERTIFIED = "certified"
    RETURNED = "returned"
    MISSED = "missed"
    WAIVED = "waived"


ASKED: Final = frozenset({OccurrenceState.DUE, OccurrenceState.RETURNED, OccurrenceState.MISSED})
SETTLED: Final = frozenset({OccurrenceState.CERTIFIED, OccurrenceState.WAIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From that day on it stands there; `due_on` is when it is due again, where it was returned."""

    state: OccurrenceState
    on: date
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """That an occurrence is not owed any more: asked for, and by which party."""

    organisation_id: UUID | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of one occurrence: `moves` in the order in which they were recorded.

    `missed` and `warned` are the due days of which this was told. `organisations` told the evidence
    that waits or was judged, `done_by` who submitted and who judged.
    """

    moves: tuple[Move, ...] = ()
    missed: date | None = None
    warned: date | None = None
    documents: tuple[EvidenceDocument, ...] = ()
    summary: str | None = None
    reason: str | None = None
    organisations: frozenset[UUID] = frozenset()
    done_by: DoneBy = field(default_factory=dict)
    waiver: Waiver | None = None

    @property
    def state(self) -> OccurrenceState:
        return self.moves[-1].state if self.moves else OccurrenceState.DUE

    def due_on(self, occurrence: Occurrence, day: date | None = None) -> date | None:
        """By when it is due as things stand, or stood on that day."""
        moves = [each for each in self.moves if day is None or each.on <= day]
        again = [each.due_on for each in moves if each.due_on is not None]
        return again[-1] if again else occurrence.due_on

    def state_on(self, occurrence: Occurrence, day: date) -> OccurrenceState:
        """On any day, by days alone: nobody has to have noticed that it was missed."""
        moves = [each for each in self.moves if each.on <= day]
        state = moves[-1].state if moves else OccurrenceState.DUE
        due_on = self.due_on(occurrence, day)
        if state in ASKED and due_on is not None and due_on < day:
            return OccurrenceState.MISSED
        return state


Owed = Mapping[str, Mapping[int, Kept]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From when to when a convention binds: `ended_on` is when it was completed or terminated."""

    in_force_on: date | None
    ends_on: date | None
    ended_on: date | None = None


def occurrences_of(obligation: Obligation, span: Span) -> tuple[Occurrence, ...]:
    """All of them, in order; none before the entry into force."""
    if span.in_force_on is None:
        return ()
    return tuple(_occurrences(obligation, span.in_force_on, span))


def _occurrences(obligation: Obligation, force: date, span: Span) -> Iterator[Occurrence]:
    due = obligation.due
    match due.kind:
        case DueKind.EVERY_PERIOD:
            yield from _periods(obligation, force, span)
        case DueKind.AT_COMPLETION:
            yield Occurrence(number=1)
        case _:
            day = due.day or months_after(force, due.months) + timedelta(days=due.days)
            last = max(day, force)
            yield _graced(obligation, Occurrence(number=1, first=last, last=last))


def _periods(obligation: Obligation, force: date, span: Span) -> Iterator[Occurrence]:
    """To the end of the duration: the last one has what is left. What ended began no new one."""
    ends_on = span.ends_on
    for number in range(1, OCCURRENCES_LIMIT + 2):
        first = months_after(force, (number - 1) * obligation.due.months)
        following = months_after(force, number * obligation.due.months)
        if ends_on is None or (number > 1 and first >= ends_on):
            return
        if span.ended_on is not None and following > span.ended_on:
            return
        last = ends_on if following >= ends_on else following - _DAY
        yield _graced(obligation, Occurrence(number=number, first=first, last=last))


def _graced(obligation: Obligation, occurrence: Occurrence) -> Occurrence:
    if occurrence.last is None:
        return occurrence
    due_on = occurrence.last + timedelta(days=obligation.due.grace_days)
    return replace(occurrence, due_on=due_on)
