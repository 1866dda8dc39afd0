"""Events of committees, their meetings and what these decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.committee import Attendance, Committee, Resolution
from conventions.domain.core.event import ConventionEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeWritten(ConventionEvent):
    """`replaced` is how it read before."""

    committee: Committee
    replaced: Committee | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeRemoved(ConventionEvent):
    """`committee` is what it was when it was removed."""

    committee: Committee


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingConvened(ConventionEvent):
    """`members` are those who sit in it that day."""

    committee: str
    meeting: int
    meets_on: date
    place: str
    agenda: str
    members: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPostponed(ConventionEvent):
    """To that day; `members` are those who sit in it."""

    committee: str
    meeting: int
    meets_on: date
    reason: str
    members: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled(ConventionEvent):
    """It is not held that day; `members` are those who sit in it."""

    committee: str
    meeting: int
    meets_on: date
    reason: str
    members: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesRecorded(ConventionEvent):
    """They count once another member confirmed them. Without a quorum nothing was decided."""

    committee: str
    meeting: int
    held_on: date
    act: str
    present: tuple[Attendance, ...]
    seats: int
    quorate: bool
    decisions: tuple[Resolution, ...] = ()
    drops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesConfirmed(ConventionEvent):
    """From here on the decisions count.

    `meets_again_by` is the last day for its next meeting, None where it had no quorum.
    """

    committee: str
    meeting: int
    held_on: date
    decisions: tuple[Resolution, ...] = ()
    meets_again_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesContested(ConventionEvent):
    """A member says that the meeting went otherwise: they are to be recorded anew."""

    committee: str
    meeting: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCarriedOut(ConventionEvent):
    """By the event of that version, or by an act outside of the convention's stream."""

    committee: str
    decision: str
    carried_out_on: date
    by_version: int | None = None
    by_event: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDropped(ConventionEvent):
    """A later meeting, of that number, gave it up."""

    committee: str
    decision: str
    meeting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeOverdue(ConventionEvent):
    """It has not met with a quorum, by confirmed minutes, until that day.

    `times` is how often it ever did: 0, it never met.
    """

    committee: str
    due_by: date
    times: int
    met_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOverdue(ConventionEvent):
    """Its last day is over, and nobody carried it out or dropped it."""

    committee: str
    decision: str
    due_by: date
    carried_out_by: UUID


CommitteesEvent = (
    CommitteeWritten
    | CommitteeRemoved
    | MeetingConvened
    | MeetingPostponed
    | MeetingCancelled
    | MinutesRecorded
    | MinutesConfirmed
    | MinutesContested
    | DecisionCarriedOut
    | DecisionDropped
    | CommitteeOverdue
    | DecisionOverdue
)
