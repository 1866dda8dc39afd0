"""Personal data: sealed under one key a person, and erased by destroying that key.

The keys live in another database than the events. A sealed text is bound to its organisation,
its person and its field, so that it cannot be moved to another place and still open.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from partners.domain.events import Sealed

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, text: str, *, organisation: UUID, person: UUID, field: str) -> Sealed:
    """The text as only the holder of the key can read it (AES-256-GCM, a fresh nonce each time)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    place = _place(organisation, person, field)
    ciphertext = AESGCM(key).encrypt(nonce, text.encode(), place)
    return Sealed(person=person, nonce=_encode(nonce), ciphertext=_encode(ciphertext))


def unseal(key: bytes, sealed: Sealed, *, organisation: UUID, field: str) -> str:
    """The text again. Raises cryptography's InvalidTag if key, place or bytes are not the ones."""
    place = _place(organisation, sealed.person, field)
    nonce, ciphertext = _decode(sealed.nonce), _decode(sealed.ciphertext)
    return AESGCM(key).decrypt(nonce, ciphertext, place).decode()


def _place(organisation: UUID, person: UUID, field: str) -> bytes:
    return f"{organisation}/{person}/{field}".encode()


def _encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
