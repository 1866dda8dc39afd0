"""Commands on obligations: written with the text, then shown occurrence by occurrence."""

from dataclasses import dataclass

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.obligation import EvidenceDocument, Obligation


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteObligation(ConventionCommand):
    obligation: Obligation


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveObligation(ConventionCommand):
    obligation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceCommand(ConventionCommand):
    """One time that an obligation falls due, by its number from 1."""

    obligation: str
    occurrence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitEvidence(OccurrenceCommand):
    documents: tuple[EvidenceDocument, ...]
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawEvidence(OccurrenceCommand):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifyEvidence(OccurrenceCommand):
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnEvidence(OccurrenceCommand):
    """It is due again within so many days from the one on which this is recorded."""

    reason: str
    within_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWaiver(OccurrenceCommand):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiveOccurrence(OccurrenceCommand):
    """Consent to what the lead asked: it is not owed any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteObligationDueSoon(OccurrenceCommand):
    """Its due day is near: given by the deadline, and by nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteObligationMissed(OccurrenceCommand):
    """Its due day is over: given by the deadline, and by nobody else."""
