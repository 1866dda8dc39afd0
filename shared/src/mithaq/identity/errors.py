"""Why we do not know who asks.

MithaqError
├── Unauthenticated
│   ├── TokenMissing      no bearer token came
│   └── TokenRefused      one came, and `reason` says which check it failed
└── KeysUnavailable       we hold no key to check it with: our trouble, not the caller's
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
]


class Unauthenticated(MithaqError):
    """Nobody we know is asking."""

    code = "unauthenticated"


class TokenMissing(Unauthenticated):
    """The request carries no bearer token."""

    code = "token-missing"


class TokenRefused(Unauthenticated):
    """The bearer token fails a check. The token itself is never kept with the error."""

    code = "token-refused"

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"token refused: {reason}", reason=reason)
        self.reason: Reason = reason


class KeysUnavailable(MithaqError):
    """The issuer's keys were never fetched, or too long ago to be trusted still."""

    code = "keys-unavailable"
