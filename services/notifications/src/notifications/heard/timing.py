"""What time alone tells of a convention: a tranche is overdue, the duration ends."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePart:
    """What of a tranche waits, since when, and who is late with it: nobody where it is blocked."""

    kind: str
    amount: Money
    owed_by: tuple[UUID, ...]
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TrancheOverdue:
    """More than `over_days` days after its due day a tranche is not settled."""

    convention_id: UUID
    tranche: str
    due_on: date
    over_days: int
    parts: tuple[LatePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationEnding:
    convention_id: UUID
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationOver:
    convention_id: UUID
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryMandateEnding:
    """A party that has still to sign holds no mandate beyond that day."""

    convention_id: UUID
    organisation_id: UUID
    last_day: date


TimingEvent = TrancheOverdue | DurationEnding | DurationOver | SignatoryMandateEnding
