"""Facts of an amendment (avenant): drafted, negotiated, agreed, signed, in effect."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mithaq.money import Money

from conventions.domain.vocabulary import ContributionKind, SignatureLevel, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange:
    """A contribution's amount goes to `amount`; it keeps party, action, year and kind."""

    contribution: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCostChange:
    """The planned cost of an action in a year goes to `cost`."""

    action: str
    year: int
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDrafted:
    """Typed operations on the convention as it stood at `base_version`.

    What an amendment does not announce it cannot change. `ends_on` extends the duration.
    """

    convention_id: UUID
    amendment: int
    base_version: int
    reason: str
    amounts: tuple[AmountChange, ...] = ()
    costs: tuple[YearCostChange, ...] = ()
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPositionTaken:
    convention_id: UUID
    amendment: int
    organisation_id: UUID
    stance: Stance
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRevised:
    """The operations were rewritten in negotiation; positions taken so far are void."""

    convention_id: UUID
    amendment: int
    reason: str
    amounts: tuple[AmountChange, ...] = ()
    costs: tuple[YearCostChange, ...] = ()
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTextAgreed:
    convention_id: UUID
    amendment: int
    text_sha256: str
    signatories: tuple[UUID, ...]
    agreed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSignaturesRequested:
    convention_id: UUID
    amendment: int
    order: int
    organisations: tuple[UUID, ...]
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentPartySigned:
    convention_id: UUID
    amendment: int
    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    mandate_instrument: str
    level: SignatureLevel
    text_sha256: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSigned:
    convention_id: UUID
    amendment: int
    signed_on: date
    organisations: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionChange:
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: ContributionKind
    before: Money
    after: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentTookEffect:
    """The convention now reads so: each changed contribution, and the new total and end."""

    convention_id: UUID
    amendment: int
    effective_on: date
    contributions: tuple[ContributionChange, ...]
    total: Money
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentWithdrawn:
    convention_id: UUID
    amendment: int
    reason: str
