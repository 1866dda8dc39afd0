"""What is promised: pledged in a draft, binding once signed, changed by amendments."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionPledged:
    convention_id: UUID
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: str
    amount: Money
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionWithdrawn:
    convention_id: UUID
    contribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReopened:
    convention_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned:
    """`signed_on` is the day of the last signature: from then on it binds."""

    convention_id: UUID
    signed_on: date
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionWithdrawn:
    convention_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRefused:
    convention_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionChange:
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: str
    before: Money
    after: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTookEffect:
    convention_id: UUID
    amendment: int
    effective_on: date
    contributions: tuple[ContributionChange, ...]


PromisingFact = (
    ContributionPledged
    | ContributionWithdrawn
    | TextReopened
    | ConventionSigned
    | ConventionWithdrawn
    | SignatureRefused
    | AmendmentTookEffect
)
