"""Committees: what the text says of them, and what their meetings came to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from mithaq.events import Open


class CommitteeKind(StrEnum):
    STEERING = "steering"
    TECHNICAL = "technical"
    MONITORING = "monitoring"


class DecisionKind(StrEnum):
    """By which kind of command a decision is carried out; `other` by an act outside of it."""

    RELEASE = "release"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    AMENDMENT = "amendment"
    SCHEDULE = "schedule"
    OTHER = "other"


class MeetingState(StrEnum):
    CONVENED = "convened"
    CANCELLED = "cancelled"
    RECORDED = "recorded"
    CONTESTED = "contested"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A committee of the text: who sits in it, who chairs it, how it meets and decides.

    It meets every `every_months` at least, convened `notice_days` before; it decides where
    `quorum_percent` of its members are present.
    """

    committee: str
    kind: Open[CommitteeKind]
    subject_fr: str
    subject_ar: str | None = None
    members: tuple[UUID, ...]
    chair: UUID
    every_months: int
    notice_days: int
    quorum_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """A member that was present, by somebody in this capacity; who it was is not kept."""

    organisation_id: UUID
    capacity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a meeting decided. `tranche` is the one that a release is of.

    `carried_out_by` is the party that is to carry it out, until `due_by` where a day was said.
    """

    decision: str
    text_fr: str
    text_ar: str | None = None
    kind: Open[DecisionKind]
    carried_out_by: UUID
    due_by: date | None = None
    tranche: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMinutes:
    """`act` names the paper. `drops` are earlier decisions that the meeting gave up.

    `recorded_by` is who recorded them, `version` the version of the convention since.
    """

    act: str
    present: tuple[Attendance, ...]
    quorate: bool
    decisions: tuple[Resolution, ...] = ()
    drops: tuple[str, ...] = ()
    recorded_by: str
    recorded_for: UUID | None = None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    meeting: int
    committee: str
    meets_on: date
    state: MeetingState = MeetingState.CONVENED
    minutes: MeetingMinutes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision of confirmed minutes. `version` is that of the convention once they were recorded.

    `carried_out_on` and `dropped_on` are None as long as it waits; `overdue` once its day was over.
    """

    committee: str
    meeting: int
    held_on: date
    version: int
    resolution: Resolution
    carried_out_on: date | None = None
    dropped_on: date | None = None
    overdue: bool = False

    @property
    def waits(self) -> bool:
        return self.carried_out_on is None and self.dropped_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Committees:
    """What became of the committees of a convention in force.

    `met` is the last day on which each met with a quorum, by confirmed minutes, and `times` how
    often it did; `overdue` the day since when each should have met.
    """

    meetings: Mapping[int, Meeting] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    met: Mapping[str, date] = field(default_factory=dict)
    times: Mapping[str, int] = field(default_factory=dict)
    overdue: Mapping[str, date] = field(default_factory=dict)

    def waiting(self) -> Iterator[Decision]:
        """The decisions that nobody carried out or dropped."""
        return (each for each in self.decisions.values() if each.waits)
