"""Personal data: sealed under one key a person, and erased by destroying that key.

The keys live in another database than the events. A sealed text is bound to its organisation,
its person and its field (the cipher's associated data): moved elsewhere it does not open.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from partners.domain.representative import Sealed

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, text: str, *, organisation: UUID, person: UUID, field: str) -> Sealed:
    """The text as only the holder of the key can read it (AES-256-GCM, a fresh nonce each time)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    bound_to = _associated_data(organisation, person, field)
    ciphertext = AESGCM(key).encrypt(nonce, text.encode(), bound_to)
    return Sealed(person=person, nonce=_encode(nonce), ciphertext=_encode(ciphertext))


def unseal(key: bytes, sealed: Sealed, *, organisation: UUID, field: str) -> str:
    """The text again. Raises cryptography's InvalidTag if key, binding or bytes differ."""
    bound_to = _associated_data(organisation, sealed.person, field)
    nonce, ciphertext = _decode(sealed.nonce), _decode(sealed.ciphertext)
    return AESGCM(key).decrypt(nonce, ciphertext, bound_to).decode()


def _associated_data(organisation: UUID, person: UUID, field: str) -> bytes:
    return f"{organisation}/{person}/{field}".encode()


def _encode(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
