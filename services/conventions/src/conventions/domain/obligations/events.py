"""Events of obligations. Those of an occurrence say whose it is, and by when it was due."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.events import Open

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.obligation import (
    EvidenceDocument,
    Obligation,
    ObligationKind,
    Occurrence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationWritten(ConventionEvent):
    """The text obliges a party to this once it is in force; `replaced` is how it read before."""

    obligation: Obligation
    replaced: Obligation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationRemoved(ConventionEvent):
    """`obligation` is what it was when it was removed."""

    obligation: Obligation


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledObligation:
    """An obligation as it binds now, and the times that it falls due.

    `again` are the numbers of those that an amendment makes longer: whatever became of them before
    is of shorter days, and they are due again.
    """

    obligation: Obligation
    occurrences: tuple[Occurrence, ...]
    again: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationsScheduled(ConventionEvent):
    """From the entry into force, or as an amendment moved it: what falls due when, of whom.

    Of an amendment: the obligations alone whose owner or days are other than before, with those of
    their occurrences that are new or have other days.
    """

    obligations: tuple[ScheduledObligation, ...]
    amendment: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceEvent(ConventionEvent):
    """Of the occurrence `occurrence` of an obligation, which `organisation_id` owes.

    `due_on` was its last day, if it had one.
    """

    obligation: str
    kind: Open[ObligationKind]
    occurrence: int
    organisation_id: UUID
    due_on: date | None
    subject_fr: str
    subject_ar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSubmitted(OccurrenceEvent):
    """Its owner shows that it was met: from here it waits for another party."""

    documents: tuple[EvidenceDocument, ...]
    summary: str | None = None
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceWithdrawn(OccurrenceEvent):
    """Its owner takes the evidence back before it was judged: it is asked again.

    `missed`: it was told before that it is, of the day by which it is due.
    """

    reason: str
    missed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCertified(OccurrenceEvent):
    """A second person, of another party, vouches for the evidence: the occurrence is met."""

    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReturned(OccurrenceEvent):
    """The evidence does not show it; it is due again by `due_again_on`."""

    reason: str
    due_again_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationDueSoon(OccurrenceEvent):
    """A few days before its due day nothing was submitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationMissed(OccurrenceEvent):
    """Its due day is over and nothing waits for a certificate or has one.

    `suspended`: the convention was on that day, which stops no report.
    """

    suspended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverAsked(OccurrenceEvent):
    """The lead asks that it be owed no more; it is, until the office consents."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationWaived(OccurrenceEvent):
    """The office consents to what the lead asked for this reason: it is owed no more."""

    reason: str


ObligationsEvent = (
    ObligationWritten
    | ObligationRemoved
    | ObligationsScheduled
    | EvidenceSubmitted
    | EvidenceWithdrawn
    | EvidenceCertified
    | EvidenceReturned
    | ObligationDueSoon
    | ObligationMissed
    | WaiverAsked
    | ObligationWaived
)
