"""Events of the conventions service about committees: meetings, and what was not done in time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingConvened:
    """These parties sit in the committee, and are to be there."""

    convention_id: UUID
    committee: str
    meets_on: date
    place: str
    agenda: str
    members: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPostponed:
    """It meets that day instead."""

    convention_id: UUID
    committee: str
    meets_on: date
    reason: str
    members: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled:
    """It is not held that day."""

    convention_id: UUID
    committee: str
    meets_on: date
    reason: str
    members: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeOverdue:
    """By that day it has not met with a quorum."""

    convention_id: UUID
    committee: str
    due_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOverdue:
    """That day is over, and who was to carry it out has not."""

    convention_id: UUID
    committee: str
    decision: str
    due_by: date
    carried_out_by: UUID


MeetingEvent = MeetingConvened | MeetingPostponed | MeetingCancelled
CommitteeEvent = MeetingEvent | CommitteeOverdue | DecisionOverdue
