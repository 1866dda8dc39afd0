"""Events of signature and of entry into force."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.signing_round import Signature, SigningTurn
from conventions.domain.core.terms import Contribution


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesRequested(ConventionEvent):
    turn: SigningTurn


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySigned(ConventionEvent):
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRefused(ConventionEvent):
    """A party will not sign this text: the convention ends as rejected, no pledge of it binds."""

    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    mandate_instrument: str
    text_sha256: str
    reason: str
    given_up: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningTimeExtended(ConventionEvent):
    """The last day to sign is this one from now on."""

    sign_by: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionLapsed(ConventionEvent):
    """Not everybody signed until `sign_by`: it ends unsigned, no pledge of it binds."""

    sign_by: date
    given_up: tuple[Contribution, ...]
    void_signatures: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryWithoutMandate(ConventionEvent):
    """A party that has still to sign lost its last mandate: it has to give another."""

    organisation_id: UUID
    mandate_id: UUID
    lost_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned(ConventionEvent):
    """Every party signed the same text: these contributions are promised from now on."""

    signed_on: date
    text_sha256: str
    organisations: tuple[UUID, ...]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionEnteredIntoForce(ConventionEvent):
    in_force_on: date
    ends_on: date | None = None


SignaturesEvent = (
    SignaturesRequested
    | PartySigned
    | SignatureRefused
    | SigningTimeExtended
    | ConventionLapsed
    | SignatoryWithoutMandate
    | ConventionSigned
    | ConventionEnteredIntoForce
)
