"""Event metadata: the actor, the command, correlation and causation, and the effective date."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who gave the command. Ids only: names are personal data and stay out of the log.

    `instrument` is the document that empowers the actor, if the command names one: the deliberation
    behind a mandate, a visa's number.
    """

    id: str
    organisation: str | None = None
    capacity: str
    instrument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The metadata stored with every event.

    `effective_date` is the day from which the event takes effect; the time of recording is the
    store's `recorded_at`. `dating_reason` says why it was dated far back. `causation_id` is the
    event that caused the command, if it was no person.
    """

    actor: Actor
    command_id: UUID
    correlation_id: str
    causation_id: UUID | None = None
    effective_date: date
    dating_reason: str | None = None
