"""Events of the conventions service about a frozen text: corrected, forwarded, not signable."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCorrected:
    """A field as it was meant, of that `part`; those of `void_signatures` sign anew."""

    convention_id: UUID
    field: str
    part: str | None = None
    before: str
    after: str
    void_signatures: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureForwarded:
    """Of this party only `representative_id` signs from now on."""

    convention_id: UUID
    organisation_id: UUID
    from_representative_id: UUID
    representative_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardEnded:
    """Whom it was forwarded to lost the mandate: any mandated person of the party signs again."""

    convention_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatoryWithoutMandate:
    """A party that has still to sign lost its last mandate."""

    convention_id: UUID
    organisation_id: UUID


SignatureEvent = TextCorrected | SignatureForwarded | ForwardEnded | SignatoryWithoutMandate
