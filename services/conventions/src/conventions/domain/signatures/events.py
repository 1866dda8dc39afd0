"""Events of signature and of entry into force."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from conventions.domain.core.committee import Committee
from conventions.domain.core.convention import FrozenText
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.signing_round import Signature, SigningTurn
from conventions.domain.core.terms import Condition, Contribution, Share


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesRequested(ConventionEvent):
    turn: SigningTurn


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySigned(ConventionEvent):
    """`under` are the mandates that the one used was delegated from, the nearest first."""

    signature: Signature
    under: tuple[UUID, ...] = ()


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
    given_up_shares: tuple[Share, ...] = ()


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
    given_up_shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryWithoutMandate(ConventionEvent):
    """A party that has still to sign lost its last mandate: it has to give another."""

    organisation_id: UUID
    mandate_id: UUID
    lost_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionSigned(ConventionEvent):
    """Every party signed the same text: these contributions are promised from now on.

    So are these shares, which are split until `split_by`.
    `conditions` are what it waits for before it may be in force.
    """

    signed_on: date
    text_sha256: str
    organisations: tuple[UUID, ...]
    contributions: tuple[Contribution, ...]
    shares: tuple[Share, ...] = ()
    split_by: date | None = None
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionEnteredIntoForce(ConventionEvent):
    """`committees` are those of its text, which meet from that day on."""

    in_force_on: date
    ends_on: date | None = None
    committees: tuple[Committee, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionNotActivated(ConventionEvent):
    """All signed it long ago, and it is not in force: told once, it ends nothing."""

    signed_on: date
    expected_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCorrected(ConventionEvent):
    """A slip of the pen in the frozen text, and its digests since.

    `voids` says what it takes away; kept signatures stay of the digest that they name.
    """

    field: str
    part: str | None = None
    before: str
    after: str
    changed: int
    voids: str
    reason: str
    text: FrozenText
    void_signatures: tuple[UUID, ...]
    kept_signatures: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureForwarded(ConventionEvent):
    """Of this party only that person signs from now on, whom its predecessor named."""

    organisation_id: UUID
    from_representative_id: UUID
    from_mandate_id: UUID
    representative_id: UUID
    mandate_id: UUID
    text_sha256: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardEnded(ConventionEvent):
    """The mandate of whom it was forwarded to is gone: any mandated person of the party signs."""

    organisation_id: UUID
    mandate_id: UUID


SignaturesEvent = (
    SignaturesRequested
    | PartySigned
    | SignatureRefused
    | SigningTimeExtended
    | ConventionLapsed
    | SignatoryWithoutMandate
    | ConventionNotActivated
    | TextCorrected
    | SignatureForwarded
    | ForwardEnded
    | ConventionSigned
    | ConventionEnteredIntoForce
)
