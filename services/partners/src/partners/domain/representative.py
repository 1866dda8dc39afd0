"""A representative: someone who may be given mandates. Name and address are encrypted."""

from dataclasses import dataclass
from uuid import UUID

from partners.domain.rules import SubjectPersonal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A text under one person's key (AES-256-GCM); `nonce` and `ciphertext` are base64url."""

    person: UUID
    nonce: str
    ciphertext: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """`subject` is the person's identity in tokens; `language` is `fr` or `ar`."""

    representative_id: UUID
    subject: str
    name: Sealed
    email: Sealed
    language: str = "fr"


def ensure_subject(subject: str) -> None:
    """Raise SubjectPersonal, without the subject, if it looks like an address or a name.

    It stays in the log for ever, whatever is erased: identity providers give a random id.
    """
    if "@" in subject or any(character.isspace() for character in subject):
        raise SubjectPersonal
