"""Events of the conventions service about what a party owes besides money."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    obligation: str
    owner: UUID
    subject_fr: str
    subject_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    number: int
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledObligation:
    obligation: Obligation
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationsScheduled:
    """In force: what falls due when; of an amendment, what is new or has other days."""

    convention_id: UUID
    obligations: tuple[ScheduledObligation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceMoved:
    """One time that a party owes something; without a day it is due at completion."""

    convention_id: UUID
    obligation: str
    occurrence: int
    organisation_id: UUID
    due_on: date | None
    subject_fr: str
    subject_ar: str | None = None


class EvidenceSubmitted(OccurrenceMoved):
    __slots__ = ()


class EvidenceWithdrawn(OccurrenceMoved):
    __slots__ = ()


class EvidenceCertified(OccurrenceMoved):
    """Another party vouches for it: it is met."""

    __slots__ = ()


class EvidenceReturned(OccurrenceMoved):
    __slots__ = ()


class ObligationMissed(OccurrenceMoved):
    __slots__ = ()


class ObligationWaived(OccurrenceMoved):
    __slots__ = ()


MovedEvent = (
    EvidenceSubmitted
    | EvidenceWithdrawn
    | EvidenceCertified
    | EvidenceReturned
    | ObligationMissed
    | ObligationWaived
)
ObligationEvent = ObligationsScheduled | MovedEvent
