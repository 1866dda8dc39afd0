"""Events of the conventions service about what a signed text waits for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    condition: str
    label_fr: str
    label_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionWritten:
    convention_id: UUID
    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionMet:
    convention_id: UUID
    condition: str
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionFailed:
    """Refused, or not decided by its last day: the convention binds nobody."""

    convention_id: UUID
    condition: str
    refused: bool


ConditionEvent = ConditionWritten | ConditionMet | ConditionFailed
