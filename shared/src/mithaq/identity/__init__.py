"""Authentication: bearer tokens are verified in every service, in addition to the gateway."""

from mithaq.identity.errors import KeysUnavailable, TokenMissing, TokenRefused, Unauthenticated
from mithaq.identity.keys import KeyPolicy, KeySource
from mithaq.identity.tokens import TokenVerifier, Verifier

__all__ = [
    "KeyPolicy",
    "KeySource",
    "KeysUnavailable",
    "TokenMissing",
    "TokenRefused",
    "TokenVerifier",
    "Unauthenticated",
    "Verifier",
]
