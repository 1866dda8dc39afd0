"""Who did it, as what, because of what, and from when it holds."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who gave the command. Ids only: names are personal data and stay out of the log.

    `instrument` is the paper that empowers them, where the command names one: the deliberation
    behind a mandate, a visa's number.
    """

    id: str
    organisation: str | None = None
    capacity: str
    instrument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What every event keeps beside its facts.

    `effective_date` is when the fact holds; when it was recorded is the store's `recorded_at`.
    `causation_id` is the event that made us act, absent when a person did.
    """

    actor: Actor
    command_id: UUID
    correlation_id: str
    causation_id: UUID | None = None
    effective_date: date
