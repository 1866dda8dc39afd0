"""Commands that deadlines and what follows from partners' deadlines give, and nobody else."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteTrancheOverdue(ConventionCommand):
    """Its due day, or one of its marks, is over. `again`: a payment of it was taken back."""

    tranche: str
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLatenessAgain(ConventionCommand):
    """A suspension ended: its days do not count, so every mark comes later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDurationEnding(ConventionCommand):
    """The last day is near."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDurationOver(ConventionCommand):
    """The last day is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteMandateEnding(ConventionCommand):
    """A mandate of a party ends soon; `others`: it has another one that holds beyond that day."""

    organisation_id: UUID
    mandate_id: UUID
    last_day: date
    days_left: int
    others: bool
