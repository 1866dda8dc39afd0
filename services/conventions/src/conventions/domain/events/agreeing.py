"""Facts of negotiation, approval and signature."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.vocabulary import ApprovalKind, RoundOutcome, SignatureLevel, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRoundOpened:
    convention_id: UUID
    round: int
    deadline: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTaken:
    """One party's answer on one article, or on the whole text when `article` is absent."""

    convention_id: UUID
    round: int
    organisation_id: UUID
    article: str | None = None
    stance: Stance
    remark: str | None = None
    proposed_text_fr: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationRoundClosed:
    convention_id: UUID
    round: int
    outcome: RoundOutcome
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAgreed:
    """The text is frozen: `text_sha256` covers its canonical form, the others each language."""

    convention_id: UUID
    text_sha256: str
    text_sha256_fr: str
    text_sha256_ar: str | None = None
    total: Money
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReopened:
    """Back to negotiation: approvals and signatures given so far are void."""

    convention_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredApproval:
    kind: ApprovalKind
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsRequested:
    """Which visas this text needs; an empty list means signature may start."""

    convention_id: UUID
    approvals: tuple[RequiredApproval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGranted:
    convention_id: UUID
    approval: RequiredApproval
    instrument: str
    granted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRefused:
    convention_id: UUID
    approval: RequiredApproval
    reason: str
    refused_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesRequested:
    """It is these parties' turn to sign this text; `order` is their group's number."""

    convention_id: UUID
    order: int
    organisations: tuple[UUID, ...]
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySigned:
    convention_id: UUID
    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    mandate_instrument: str
    level: SignatureLevel
    text_sha256: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRefused:
    """A party will not sign; the convention ends as rejected and the others are told."""

    convention_id: UUID
    organisation_id: UUID
    representative_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned:
    """Every party signed the same text."""

    convention_id: UUID
    signed_on: date
    text_sha256: str
    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionEnteredIntoForce:
    convention_id: UUID
    in_force_on: date
    ends_on: date | None = None
