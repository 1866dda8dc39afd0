"""Authentication: bearer tokens are verified in every service, in addition to the gateway."""

from mithaq.identity.errors import KeysUnavailable, TokenMissing, TokenRefused, Unauthenticated
from mithaq.identity.keys import KeyPolicy, KeySource
from mithaq.identity.once import VerifiedOnce, begin_request
from mithaq.identity.revocations import Revocations, RevocationsUnreadable
from mithaq.identity.tokens import TokenVerifier, Verifier

__all__ = [
    "KeyPolicy",
    "KeySource",
    "KeysUnavailable",
    "Revocations",
    "RevocationsUnreadable",
    "TokenMissing",
    "TokenRefused",
    "TokenVerifier",
    "Unauthenticated",
    "VerifiedOnce",
    "Verifier",
    "begin_request",
]
