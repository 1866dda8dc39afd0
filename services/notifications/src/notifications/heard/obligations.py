"""Events of the conventions service about what a party owes besides money."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceEvent:
    """One time that this party owes something; without a day it is due at completion."""

    convention_id: UUID
    organisation_id: UUID
    subject_fr: str
    subject_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationDueSoon(OccurrenceEvent):
    due_on: date | None  # never null of these: what is due at completion alone has no day


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationMissed(OccurrenceEvent):
    due_on: date | None  # never null of these: what is due at completion alone has no day


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReturned(OccurrenceEvent):
    """What it submitted does not show it: it is due again."""

    reason: str
    due_again_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCertified(OccurrenceEvent):
    """Another party vouches for it."""


ObligationEvent = ObligationDueSoon | ObligationMissed | EvidenceReturned | EvidenceCertified
