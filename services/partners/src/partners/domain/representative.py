"""A representative: someone who may be given mandates. Name and address are encrypted."""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from partners.domain.rules import EmailMalformed

# One @, no spaces nor control characters, a domain with a dot: the rest only sending can tell.
_EMAIL: Final = re.compile(
    r"[^\s@<>,;\x00-\x1f\x7f]{1,64}@[^\s@<>,;\x00-\x1f\x7f]+\.[^\s@.<>,;]{2,}"
)


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


def ensure_email(address: str) -> None:
    """Raise EmailMalformed, without the address: it is personal and errors are logged."""
    if len(address) > 254 or not _EMAIL.fullmatch(address):
        raise EmailMalformed
