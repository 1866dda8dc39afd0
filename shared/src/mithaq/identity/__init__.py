"""Who asks: bearer tokens checked in the service itself, whatever the gateway did before."""

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
