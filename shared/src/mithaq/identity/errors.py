"""Errors of authentication.

MithaqError
├── Unauthenticated
│   ├── TokenMissing      the request has no bearer token
│   └── TokenRefused      the token failed a check, named by `reason`
└── KeysUnavailable       no keys to verify a token with: a fault on our side, not the caller's
"""

from typing import Literal

from mithaq.errors import MithaqError

Reason = Literal[
    "malformed",
    "algorithm",
    "type",
    "key",
    "signature",
    "expired",
    "not-yet-valid",
    "issuer",
    "audience",
    "claims",
    "critical",
    "ambiguous",
    "lifetime",
    "revoked",
]


class Unauthenticated(MithaqError):
    """The caller is not authenticated."""

    code = "unauthenticated"


class TokenMissing(Unauthenticated):
    """The request carries no bearer token."""

    code = "token-missing"


class TokenRefused(Unauthenticated):
    """The bearer token failed a check. The error never contains the token itself."""

    code = "token-refused"

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"token refused: {reason}", reason=reason)
        self.reason: Reason = reason


class KeysUnavailable(MithaqError):
    """The issuer's keys were never fetched, or too long ago to be trusted."""

    code = "keys-unavailable"
